// Static files: the user interface and other folders that are served as they are.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "http/call.h"

namespace kith::http {

struct FilesOptions {
    std::string prefix = "/";                // of the request path, removed before looking
    std::string index = "index.html";        // for paths that end in '/'
    std::string hashed_folder = "/assets/";  // below it names carry a hash: cached for a year
};

// A handler for Router::fallback() or a route. Serves regular files inside `root` only: no "..", no
// hidden names, no links that lead out. Throws Error{not_found}. ETag from size and time, 304,
// single byte ranges.
std::function<Response(Call&)> files(std::filesystem::path root, FilesOptions options = {});

// One file with ETag, 304 and ranges; beyond 1 MiB it is read piece by piece while it is sent.
// Throws Error{not_found}.
Response file(const Call& call, const std::filesystem::path& path, std::string_view type = {});

}  // namespace kith::http

// What is answered outside of all surfaces: the page, the API page (W135) and their assets.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "http/router.h"

namespace kith::app {

// Where the built page lies for a program: `web` in its folder, or `web/dist` two folders up, where
// the tree that it was built in has it. "" when in neither.
std::filesystem::path page_beside(const std::filesystem::path& program);

// The built page in `web` when there is one, else a static screen that says where the API page and
// the data are. `boot` gives what X01 answers: it is written into the page, asked for each time.
// Hashed assets go out as they were compressed by the build. The API page comes from assets of our
// own, compiled in.
void serve_pages(http::Router& router, const std::filesystem::path& web,
                 std::function<std::string()> boot);

}  // namespace kith::app

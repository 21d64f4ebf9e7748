// What is answered outside of all surfaces: the page, the API page (W135) and their assets.
#pragma once

#include <filesystem>

#include "http/router.h"

namespace kith::app {

// The built page in `web` when there is one, else a static screen that says where the API page and
// the data are. The API page comes from assets of our own, compiled in.
void serve_pages(http::Router& router, const std::filesystem::path& web);

}  // namespace kith::app

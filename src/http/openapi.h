// The OpenAPI 3.1 description of all routes, made from the route table and the C++ types.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"

namespace kith::http {

struct ApiInfo {
    std::string title, version, about;
    std::vector<std::string> servers = {"/"};
    std::string only_below;  // a path prefix; "" describes everything
};

// JSON text. Paths are sorted, so the same routes give the same text.
std::string openapi(const Router& router, const ApiInfo& info);

}  // namespace kith::http

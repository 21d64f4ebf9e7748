// See pages.h. The assets lie in data/pages and are compiled in.
#include "app/pages.h"

#include <array>
#include <string_view>

#include "http/etag.h"
#include "http/files.h"

namespace kith::app {
namespace {

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"
constexpr char kStartHtml[] = {
#embed "../../data/pages/start.html"
};
constexpr char kStartJs[] = {
#embed "../../data/pages/start.js"
};
constexpr char kApiHtml[] = {
#embed "../../data/pages/api.html"
};
constexpr char kApiJs[] = {
#embed "../../data/pages/api.js"
};
constexpr char kPageCss[] = {
#embed "../../data/pages/page.css"
};
constexpr char kFavicon[] = {
#embed "../../data/pages/favicon.svg"
};
#pragma clang diagnostic pop

struct Asset {
    std::string_view path, body, type;
};

constexpr std::array kAssets{
    Asset{"/", {kStartHtml, sizeof kStartHtml}, http::kHtmlType},
    Asset{"/swagger/", {kApiHtml, sizeof kApiHtml}, http::kHtmlType},
    Asset{"/swagger/start.js", {kStartJs, sizeof kStartJs}, "text/javascript; charset=utf-8"},
    Asset{"/swagger/api.js", {kApiJs, sizeof kApiJs}, "text/javascript; charset=utf-8"},
    Asset{"/swagger/page.css", {kPageCss, sizeof kPageCss}, "text/css; charset=utf-8"},
    Asset{"/favicon.svg", {kFavicon, sizeof kFavicon}, "image/svg+xml"},
    Asset{"/favicon.ico", {kFavicon, sizeof kFavicon}, "image/svg+xml"},
};

http::Response asset(const http::Call& call) {
    const auto path = call.request().path();
    if (path == "/swagger") return http::redirect("/swagger/", 301);
    for (const auto& one : kAssets)
        if (one.path == path)
            return http::with_etag(call, http::bytes_response(std::string{one.body}, one.type));
    throw Error{Errc::not_found, "there is no such page"};
}

}  // namespace

void serve_pages(http::Router& router, const std::filesystem::path& web) {
    std::error_code ignored;
    if (web.empty() || !std::filesystem::exists(web / "index.html", ignored)) {
        router.fallback([](http::Call& call) { return asset(call); });
        return;
    }
    router.fallback([built = http::files(web)](http::Call& call) {
        const auto path = call.request().path();
        return path.starts_with("/swagger") ? asset(call) : built(call);
    });
}

}  // namespace kith::app

// See pages.h. The assets lie in data/pages and are compiled in.
#include "app/pages.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "http/etag.h"
#include "http/files.h"

namespace kith::app {
namespace {

constexpr std::string_view kIndex = "index.html", kAssetFolder = "/assets/";
constexpr std::string_view kYear = "public, max-age=31536000, immutable";

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

constexpr std::string_view kBootMark = "<!-- boot -->";
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

// JSON that may stand inside a script element: no name can end it or begin a comment there.
std::string harmless(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (const char sign : json) {
        if (sign == '<')
            out += "\\u003c";
        else
            out += sign;
    }
    return out;
}

http::Response page(const std::filesystem::path& file, const std::string& boot) {
    std::ifstream in{file, std::ios::binary};
    std::string html{std::istreambuf_iterator<char>{in}, {}};
    require(!html.empty(), Errc::not_found, "the page is missing");
    if (const auto mark = html.find(kBootMark); mark != std::string::npos) {
        html.replace(
            mark, kBootMark.size(),
            R"(<script type="application/json" id="boot">)" + harmless(boot) + "</script>");
    }
    auto response = http::bytes_response(std::move(html), http::kHtmlType);
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Content-Security-Policy", kPolicy);
    return response;
}

// A name as the build makes them: nothing to decode, nothing that leads elsewhere.
bool is_plain(std::string_view path) {
    const auto known = [](char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
               (sign >= '0' && sign <= '9') ||
               std::string_view{"/._-"}.find(sign) != std::string_view::npos;
    };
    return path.starts_with(kAssetFolder) && std::ranges::all_of(path, known) &&
           path.find("/.") == std::string_view::npos;
}

struct Encoding {
    std::string_view name, suffix;
};
constexpr std::array kEncodings{Encoding{"br", ".br"}, Encoding{"gzip", ".gz"}};

// The asset as the build compressed it, in the best way this client reads.
std::optional<http::Response> compressed(const http::Call& call, const std::filesystem::path& web) {
    const auto path = call.request().path();
    if (!is_plain(path)) return {};
    const auto accepted = call.header("Accept-Encoding");
    for (const auto& [name, suffix] : kEncodings) {
        auto file = web / path.substr(1);
        const auto type = http::type_of_name(file.filename().string());
        file += suffix;
        std::error_code ignored;
        if (!http::list_holds(accepted, name) || !std::filesystem::exists(file, ignored)) continue;
        auto response = http::file(call, file, type);
        response.headers.set("Content-Encoding", name);
        return response;
    }
    return {};
}

http::Response built_page(http::Call& call, const std::filesystem::path& web,
                          const std::function<http::Response(http::Call&)>& files) {
    auto response = compressed(call, web);
    const bool packed = response.has_value();
    if (!packed) response = files(call);
    if (call.request().path().starts_with(kAssetFolder)) {
        if (packed) response->headers.set("Cache-Control", kYear);
        response->headers.set("Vary", "Accept-Encoding");
    }
    return std::move(*response);
}

}  // namespace

std::filesystem::path page_beside(const std::filesystem::path& program) {
    const auto folder = program.parent_path();
    for (const auto& web : {folder / "web", folder / ".." / ".." / "web" / "dist"}) {
        std::error_code ignored;
        if (std::filesystem::exists(web / kIndex, ignored)) return web.lexically_normal();
    }
    return {};
}

void serve_pages(http::Router& router, const std::filesystem::path& web,
                 std::function<std::string()> boot) {
    std::error_code ignored;
    if (web.empty() || !std::filesystem::exists(web / kIndex, ignored)) {
        router.fallback([](http::Call& call) { return asset(call); });
        return;
    }
    router.fallback([web, boot = std::move(boot), files = http::files(web)](http::Call& call) {
        const auto path = call.request().path();
        if (path == "/" || path == "/index.html") return page(web / kIndex, boot());
        if (path.starts_with("/swagger") || path == "/favicon.ico") return asset(call);
        return built_page(call, web, files);
    });
}

}  // namespace kith::app

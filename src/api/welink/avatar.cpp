// W131: remote avatars through this server, cached on disk, raster images only. Asks another
// machine only when the owner allowed it.
#include <array>
#include <fstream>
#include <iterator>

#include "api/welink/welink.h"
#include "base/crypto.h"
#include "net/address.h"
#include "net/url.h"

namespace kith::api::welink {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kImageBytes = 5 << 20;
constexpr std::chrono::seconds kPatience{60};
constexpr std::string_view kAgent = "Mozilla/5.0 (compatible; WelinkApp/1.0)";

// By first bytes; "" for everything that is no raster image. SVG and HTML would run as our own
// page.
std::string_view image_type(std::string_view bytes) {
    struct Magic {
        std::string_view start, type;
    };
    constexpr std::array kMagic{Magic{"\x89PNG\r\n\x1a\n", "image/png"},
                                Magic{"\xff\xd8\xff", "image/jpeg"}, Magic{"GIF8", "image/gif"},
                                Magic{"BM", "image/bmp"}};
    for (const auto& magic : kMagic)
        if (bytes.starts_with(magic.start)) return magic.type;
    if (bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP")
        return "image/webp";
    return {};
}

http::Response bare(int status) {
    http::Response response;
    response.status = status;
    return response;
}

http::Response image(std::string bytes) {
    const auto type = image_type(bytes);
    if (type.empty()) return bare(502);
    auto response = http::bytes_response(std::move(bytes), type);
    response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
    response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    return response;
}

std::optional<std::string> cached(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

// A reader sees the whole image or none.
void keep(const fs::path& file, const std::string& bytes) {
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    const auto part = file.string() + "." + hex(random_bytes(6));
    {
        std::ofstream out{part, std::ios::binary};
        out << bytes;
        if (!out.flush()) {
            fs::remove(part, ignored);
            return;  // a full disk costs the cache, not the answer
        }
    }
    fs::rename(part, file, ignored);
}

http::Response fetch(net::Client& net, const std::string& url, const fs::path& file,
                     const Stop& stop) {
    net::Response reply;
    try {
        net::Request request;
        request.url = url;
        request.headers = {{"User-Agent", std::string{kAgent}}};
        request.max_bytes = kImageBytes;
        request.timeout = kPatience;
        reply = net.send(request, stop);
    } catch (const Error& error) {
        if (error.code() == Errc::cancelled) throw;
        return bare(error.code() == Errc::forbidden || error.code() == Errc::invalid ? 403 : 502);
    }
    if (reply.status != 200 || image_type(reply.body).empty()) return bare(502);
    keep(file, reply.body);
    return image(std::move(reply.body));
}

bool is_web_address(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://");
}

// Also what is no address at all. The client looks at every address again when it connects.
bool is_internal(std::string_view url) {
    try {
        return net::is_internal_host(net::parse_url(url).host);
    } catch (const Error&) {
        return true;
    }
}

}  // namespace

void avatar_routes(http::Routes open, net::Client& net, const Host& host) {
    open.slow()
        .get("/api/avatar",
             [&net, host](http::Call& call) {
                 const auto url = call.query_or("url", "");
                 if (!is_web_address(url)) return bare(400);
                 if (is_internal(url)) return bare(403);
                 const auto file = host.avatar_cache / hex(md5(url));
                 if (auto bytes = cached(file)) return image(std::move(*bytes));
                 if (!host.remote_avatars) return bare(404);
                 return fetch(net, url, file, call.stop());
             })
        .describe({.summary = "W131 A remote avatar, cached",
                   .query = {{"url", "http or https", {}, true}}});
}

}  // namespace kith::api::welink

// See gzip.h.
#include "http/gzip.h"

#include <zlib.h>

#include <array>

namespace kith::http {
namespace {

constexpr int kLevel = 1;  // text shrinks to a fifth at any level; this one is the fastest
constexpr int kGzipWindow = 15 + 16;  // largest window, gzip frame
constexpr int kMemory = 8;

}  // namespace

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw Error{Errc::internal, "no memory to compress"};
    }
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    // zlib promises not to write here, but its old interface is not const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    require(result == Z_STREAM_END, Errc::internal, "could not compress");
    return out;
}

bool worth_compressing(std::string_view content_type) {
    const auto kind = content_type.substr(0, content_type.find(';'));
    constexpr std::array kKinds = {
        std::string_view{"application/json"}, std::string_view{"application/manifest+json"},
        std::string_view{"application/wasm"}, std::string_view{"image/svg+xml"}};
    for (const auto known : kKinds) {
        if (kind == known) return true;
    }
    return kind.starts_with("text/") && kind != "text/event-stream";
}

void compress(const Request& request, Response& response) {
    if (response.producer || response.body.size() < kGzipLeastBytes ||
        response.body.size() > kGzipMostBytes || response.status == 206) {
        return;
    }
    if (!worth_compressing(response.headers.get("Content-Type")) ||
        response.headers.has("Content-Encoding")) {
        return;
    }
    response.headers.add("Vary", "Accept-Encoding");
    if (!list_holds(request.headers.get("Accept-Encoding"), "gzip")) return;
    response.body = gzip(response.body);
    response.headers.add("Content-Encoding", "gzip");
    // The same tag for other bytes must be a weak one.
    if (const auto tag = response.headers.get("ETag"); tag.starts_with('"')) {
        response.headers.set("ETag", "W/" + std::string{tag});
    }
}

}  // namespace kith::http

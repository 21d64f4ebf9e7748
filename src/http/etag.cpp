// See etag.h.
#include "http/etag.h"

#include <span>

#include "base/crypto.h"

namespace kith::http {
namespace {

constexpr std::size_t kTagBytes = 16;  // of the hash: no two bodies will ever share them

std::string_view without_weakness(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

std::string etag_of(std::string_view body) {
    const auto hash = sha256(body);
    return '"' + hex(std::span{hash}.first(kTagBytes)) + '"';
}

bool has_current(const Call& call, std::string_view etag) {
    auto list = call.header("If-None-Match");
    const auto wanted = without_weakness(etag);
    while (!list.empty()) {
        const auto comma = list.find(',');
        auto item = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        while (item.starts_with(' ')) item.remove_prefix(1);
        while (item.ends_with(' ')) item.remove_suffix(1);
        if (item == "*" || without_weakness(item) == wanted) return true;
    }
    return false;
}

Response not_modified(std::string_view etag) {
    Response response;
    response.status = 304;
    response.headers.add("ETag", etag);
    return response;
}

Response with_etag(const Call& call, Response response) {
    if (response.status != 200 || response.producer) return response;
    const auto tag = etag_of(response.body);
    if (has_current(call, tag)) return not_modified(tag);
    response.headers.set("ETag", tag);
    return response;
}

}  // namespace kith::http

// See utf8.h.
#include "json/utf8.h"

#include <cstdint>
#include <cstring>

namespace kith::json {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// The first byte that belongs to no valid sequence, or `end`.
const unsigned char* first_invalid(const unsigned char* at, const unsigned char* end) {
    while (at < end) {
        if (*at < 0x80) {
            std::uint64_t eight = 0;
            if (end - at >= 8 && (std::memcpy(&eight, at, 8), (eight & 0x8080808080808080U) == 0)) {
                at += 8;
            } else {
                ++at;
            }
            continue;
        }
        const auto length = sequence_length(at, end);
        if (length == 0) return at;
        at += length;
    }
    return end;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    const auto* end = bytes_of(text) + text.size();
    return first_invalid(bytes_of(text), end) == end;
}

std::string repaired_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    const auto* at = bytes_of(text);
    const auto* end = at + text.size();
    while (at < end) {
        const auto* bad = first_invalid(at, end);
        out.append(reinterpret_cast<const char*>(at), static_cast<std::size_t>(bad - at));
        if (bad < end) out += kReplacement;
        at = bad < end ? bad + 1 : end;
    }
    return out;
}

}  // namespace kith::json

// See utf8_check.h.
#include "http/utf8_check.h"

#include <cstring>

namespace kith::http {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080;

const unsigned char* skip_ascii(const unsigned char* at, const unsigned char* end) {
    while (end - at >= 8) {
        std::uint64_t eight;
        std::memcpy(&eight, at, sizeof eight);
        if (eight & kHighBits) break;
        at += 8;
    }
    while (at != end && *at < 0x80) ++at;
    return at;
}

}  // namespace

bool Utf8Check::add(std::string_view bytes) {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const end = at + bytes.size();
    while (at != end) {
        if (missing_ > 0) {
            if (*at < low_ || *at > high_) return false;
            ++at;
            --missing_;
            low_ = 0x80;
            high_ = 0xBF;
            continue;
        }
        at = skip_ascii(at, end);
        if (at == end) break;
        const unsigned first = *at++;
        if (first < 0xC2 || first > 0xF4) return false;
        missing_ = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        if (first == 0xE0) low_ = 0xA0;   // shorter forms would do
        if (first == 0xED) high_ = 0x9F;  // surrogates
        if (first == 0xF0) low_ = 0x90;
        if (first == 0xF4) high_ = 0x8F;  // above U+10FFFF
    }
    return true;
}

}  // namespace kith::http

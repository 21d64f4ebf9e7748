// Where one JSON value ends, over any number of pieces. Inside json/ only.
#pragma once

#include <bit>
#include <cstdint>

#include "json/skip_list.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kith::json {

// The first quote or backslash, or `end`.
inline const char* find_text_end(const char* at, const char* end) {
#if defined(__SSE2__)
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto mask = static_cast<unsigned>(
            _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')))));
        if (mask != 0) return at + std::countr_zero(mask);
    }
#endif
    while (at < end && *at != '"' && *at != '\\') ++at;
    return at;
}

// Finds where one value ends, over any number of pieces. It only counts brackets and quotes:
// whether the value is right is the parser's business.
class Extent {
  public:
    // From the value's first byte.
    void begin(char first) {
        depth_ = 0;
        in_text_ = false;
        escaped_ = false;
        scalar_ = first != '"' && first != '{' && first != '[';
    }
    // Behind the value's last byte, or nothing when it goes on in the next piece.
    const char* end_in(const char* at, const char* end) {
        while (at < end) {
            if (in_text_) {
                at = pass_text(at, end);
                if (!in_text_ && depth_ == 0) return at;
                continue;
            }
            const char byte = *at;
            if (scalar_ && (byte == ',' || byte == ']' || byte == '}' || is_blank(byte))) return at;
            ++at;
            if (byte == '"') {
                in_text_ = true;
            } else if (byte == '{' || byte == '[') {
                ++depth_;
            } else if ((byte == '}' || byte == ']') && --depth_ == 0) {
                return at;
            }
        }
        return nullptr;
    }

  private:
    const char* pass_text(const char* at, const char* end) {
        if (escaped_) {
            escaped_ = false;
            return at + 1;
        }
        at = find_text_end(at, end);
        if (at == end) return at;
        if (*at == '"') {
            in_text_ = false;
        } else {
            escaped_ = true;
        }
        return at + 1;
    }

    std::uint64_t depth_ = 0;
    bool in_text_ = false, escaped_ = false, scalar_ = false;
};

}  // namespace kith::json

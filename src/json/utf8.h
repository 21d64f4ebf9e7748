// Which bytes are valid UTF-8, for the writer and the parser. Inside json/ only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kith::json {

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// The length (2 to 4) of the valid sequence that begins at `at`, whose first byte is not ASCII; 0
// when there is none (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above
// U+10FFFF).
inline std::size_t sequence_length(const unsigned char* at, const unsigned char* end) {
    const auto left = static_cast<std::size_t>(end - at);
    const auto is_tail = [&](std::size_t i) { return (at[i] & 0xC0) == 0x80; };
    const unsigned char lead = at[0];
    if (lead >= 0xE0 && lead < 0xF0) {
        if (left < 3 || !is_tail(1) || !is_tail(2)) return 0;
        if (lead == 0xE0 && at[1] < 0xA0) return 0;
        if (lead == 0xED && at[1] > 0x9F) return 0;
        return 3;
    }
    if (lead >= 0xC2 && lead < 0xE0) return left >= 2 && is_tail(1) ? 2 : 0;
    if (lead >= 0xF0 && lead < 0xF5) {
        if (left < 4 || !is_tail(1) || !is_tail(2) || !is_tail(3)) return 0;
        if (lead == 0xF0 && at[1] < 0x90) return 0;
        if (lead == 0xF4 && at[1] > 0x8F) return 0;
        return 4;
    }
    return 0;
}

bool is_valid_utf8(std::string_view text);
// Every byte that belongs to no valid sequence becomes U+FFFD. One pass.
std::string repaired_utf8(std::string_view text);

}  // namespace kith::json

// Reading and writing UTF-8. One rule for damaged text everywhere: each byte that does not belong
// to a well-formed sequence counts as one U+FFFD. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
    char32_t value{};
    std::uint32_t bytes{};  // 1 to 4
    bool valid{};           // false: value is U+FFFD for one byte
};

// The code point at the start of a text that is not empty.
CodePoint first_code_point(std::string_view utf8);
// Writes a code point that is not a surrogate; 1 to 4 bytes. Returns how many.
inline std::uint32_t write_utf8(char32_t value, char* to) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    if (value < 0x80) {
        to[0] = byte(value);
        return 1;
    }
    if (value < 0x800) {
        to[0] = byte(0xC0 | value >> 6);
        to[1] = byte(0x80 | (value & 0x3F));
        return 2;
    }
    if (value < 0x10000) {
        to[0] = byte(0xE0 | value >> 12);
        to[1] = byte(0x80 | (value >> 6 & 0x3F));
        to[2] = byte(0x80 | (value & 0x3F));
        return 3;
    }
    to[0] = byte(0xF0 | value >> 18);
    to[1] = byte(0x80 | (value >> 12 & 0x3F));
    to[2] = byte(0x80 | (value >> 6 & 0x3F));
    to[3] = byte(0x80 | (value & 0x3F));
    return 4;
}
// Appends a code point that is not a surrogate.
void append_utf8(char32_t value, std::string& out);

// The text itself with every invalid byte replaced by U+FFFD. Returns the argument unchanged when
// it is valid.
std::string repair_utf8(std::string_view bytes);
bool valid_utf8(std::string_view bytes);
// Code points of a UTF-8 text; an invalid byte counts as one.
std::size_t length(std::string_view utf8);
std::string_view trim(std::string_view utf8);  // without Unicode white space at both ends
// At most `limit` code points; never cuts inside one.
std::string_view first_code_points(std::string_view utf8, std::size_t limit);

}  // namespace kith::text

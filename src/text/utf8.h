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
// Appends a code point that is not a surrogate.
void append_utf8(char32_t value, std::string& out);

// The text itself with every invalid byte replaced by U+FFFD. Returns the argument unchanged when
// it is valid.
std::string repair_utf8(std::string_view bytes);
bool valid_utf8(std::string_view bytes);
// Code points of a UTF-8 text; an invalid byte counts as one.
std::size_t length(std::string_view utf8);
std::string trim(std::string_view utf8);  // Unicode white space at both ends
// At most `limit` code points; never cuts inside one.
std::string_view first_code_points(std::string_view utf8, std::size_t limit);

}  // namespace kith::text

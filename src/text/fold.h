// Folding: the one form in which texts are compared. NFKC + full case folding + default-ignorable
// code points removed, NUL as a space. The same function folds stored texts and queries, so "what a
// case-insensitive scan finds" has one meaning. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::text {

// Appends the folded UTF-16 units of a UTF-8 text (invalid bytes count as U+FFFD). Never appends
// unit 0.
void fold(std::string_view utf8, std::u16string& out);
std::u16string fold(std::string_view utf8);

// The text itself with every invalid byte sequence replaced by U+FFFD. Returns the argument
// unchanged when it is valid.
std::string repair_utf8(std::string_view bytes);
bool valid_utf8(std::string_view bytes);
// Code points of a UTF-8 text; an invalid byte counts as one.
std::size_t length(std::string_view utf8);
std::string trim(std::string_view utf8);  // Unicode white space at both ends
// At most `limit` code points; never cuts inside one.
std::string_view first_code_points(std::string_view utf8, std::size_t limit);

}  // namespace kith::text

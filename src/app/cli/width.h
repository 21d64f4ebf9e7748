// How much room a text takes on a terminal, and texts that are safe and short enough for one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::app::cli {

// Cells of one line: 2 for East Asian wide characters and emoji, 0 for combining marks and for what
// is joined to the emoji before it, else 1. Invalid bytes count 1.
std::size_t width(std::string_view utf8);

// The text without anything that could move the cursor, change colours or turn the writing
// direction: line breaks become " ↵ ", tabs a space, other controls U+FFFD, direction marks
// nothing. Foreign text goes to a terminal only through this.
std::string printable(std::string_view utf8);

// At most `cells` wide; "…" stands for what was cut off. cells = 0 cuts nothing.
std::string cut(std::string_view utf8, std::size_t cells);
// Spaces up to `cells`, behind (left) or before (right) the text. Wider texts stay as they are.
std::string left(std::string_view utf8, std::size_t cells);
std::string right(std::string_view utf8, std::size_t cells);

// Where lines break so that none is wider than `cells`: byte offsets at which a line begins, the
// first one 0. Prefers spaces between words; between wide characters a line may break anywhere.
// cells = 0: one line.
std::vector<std::size_t> line_starts(std::string_view utf8, std::size_t cells);

// "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace kith::app::cli

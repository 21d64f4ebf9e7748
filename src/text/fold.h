// Folding: the one form in which texts are compared. NFKC + full case folding + default-ignorable
// code points removed, NUL as a space. The same function folds stored texts and queries, so "what a
// case-insensitive scan finds" has one meaning. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace kith::text {

// Appends the folded UTF-16 units of a UTF-8 text (invalid bytes count as U+FFFD). Never appends
// unit 0. The result is what utf8proc_NFKC_Casefold gives for the whole text.
void fold(std::string_view utf8, std::u16string& out);
std::u16string fold(std::string_view utf8);

// A folded text together with what brings the text back. Kept and reused by whoever folds many
// texts: it only grows.
struct Folded {
    std::vector<char16_t> units;      // the first `size` count
    std::vector<std::uint8_t> upper;  // 1 for a unit that was upper case or full width, else 0
    std::size_t size{};
    std::size_t code_points{};  // of the text, as length() counts
    bool any_upper{};
    bool exact{};  // unfold() gives the text back byte for byte; never for invalid UTF-8
};
// Replaces what `out` held.
void fold(std::string_view utf8, Folded& out);

// Planes of units as a chunk keeps them.
struct UnitPlanes {
    const std::uint8_t* low{};
    const std::uint8_t* high{};
    const std::uint8_t* upper{};  // bit i % 8 of byte i / 8; may be written beside the range read
};
// Appends the UTF-8 text of units [first, last): the reverse of fold() where `exact` was true.
// A lone surrogate becomes U+FFFD.
void unfold(const UnitPlanes& planes, std::uint32_t first, std::uint32_t last, std::string& out);

// The folded text with the bytes of the original that each unit came from.
struct FoldedFrom {
    std::u16string units;
    std::vector<std::uint32_t> first_byte, last_byte;  // one each per unit, [first, last)
};
FoldedFrom fold_with_origin(std::string_view utf8);

}  // namespace kith::text

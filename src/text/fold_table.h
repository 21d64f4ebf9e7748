// The folding of each code point below U+10000, made once from utf8proc. Only for text/fold.cpp and
// its tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::text {

// What folding does with one code point when its neighbours do not matter. `unusual` ones may
// combine with their neighbours: a text that holds one is folded as a whole by utf8proc.
enum class FoldKind : std::uint8_t {
    same,      // itself
    upper,     // one unit, and unfold() with the upper bit gives it back
    lossy,     // one unit that does not lead back
    drop,      // default-ignorable: nothing
    several,   // several units; FoldEntry::unit is the index into FoldTable::several
    ellipsis,  // U+2026: three full stops with upper bits lead back to it
    unusual,
};

struct FoldEntry {
    char16_t unit{};
    FoldKind kind{};
};

struct FoldTable {
    std::vector<FoldEntry> entry;         // 65,536
    std::vector<std::u16string> several;  // results of more than one unit
    std::vector<char16_t> back;           // 65,536: what a unit with the upper bit was; 0 = nothing
};

// Made at the first call (a few milliseconds), then shared. Any thread.
const FoldTable& fold_table();

// Code points above U+FFFF that fold to themselves and never combine: pictographs, flags,
// ideographs. Others are unusual.
constexpr bool passes_through(char32_t c) {
    return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x1F1E6 && c <= 0x1F1FF) ||
           (c >= 0x20000 && c <= 0x2F7FF) || (c >= 0x30000 && c <= 0x3FFFD);
}

// NFKC + case folding + ignorables removed of a whole text, by utf8proc itself. The text must be
// valid UTF-8. NUL becomes a space.
std::string fold_whole(std::string_view utf8);
void append_utf16(std::string_view utf8, std::u16string& out);

}  // namespace kith::text

// The folding of each code point below U+10000, made once from utf8proc.
#include "text/fold_table.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "base/error.h"
#include "text/utf8.h"

namespace kith::text {
namespace {

constexpr auto kOptions = static_cast<utf8proc_option_t>(
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
constexpr char32_t kFullWidth = 0xFEE0;  // U+FF01 - U+0021
constexpr char32_t kWideSpace = 0x3000;
constexpr char32_t kEllipsis = 0x2026;

// Composition looks back from combining marks (categories M*, or any code point with a combining
// class) and from Hangul vowels and finals. Everything else starts afresh.
bool looks_back(utf8proc_int32_t c) {
    if ((c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) ||
        (c >= 0xD7B0 && c <= 0xD7FF))
        return true;
    const auto* property = utf8proc_get_property(c);
    return property->combining_class != 0 || property->category == UTF8PROC_CATEGORY_MN ||
           property->category == UTF8PROC_CATEGORY_MC || property->category == UTF8PROC_CATEGORY_ME;
}

FoldEntry fold_one(char32_t c, FoldTable& table) {
    std::array<utf8proc_int32_t, 32> parts{};
    int last_class = UTF8PROC_BOUNDCLASS_START;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(),
                                static_cast<utf8proc_ssize_t>(parts.size()), kOptions, &last_class);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size()))
        return {0, FoldKind::unusual};
    if (count == 0) return {0, FoldKind::drop};
    const auto first = parts[0];
    // A precomposed Hangul syllable decomposes into jamos but comes together again.
    if (c >= 0xAC00 && c <= 0xD7A3) return {static_cast<char16_t>(c), FoldKind::same};
    if (looks_back(first)) return {0, FoldKind::unusual};
    std::u16string units;
    if (count == 1 && first < 0x10000) {
        units.push_back(static_cast<char16_t>(first));
    } else {
        std::string utf8;
        append_utf8(c, utf8);
        append_utf16(fold_whole(utf8), units);
    }
    if (units.size() == 1) return {units[0], units[0] == c ? FoldKind::same : FoldKind::lossy};
    table.several.push_back(units);
    return {static_cast<char16_t>(table.several.size() - 1),
            c == kEllipsis ? FoldKind::ellipsis : FoldKind::several};
}

// What a unit with the upper bit was: ASCII letters were capitals, other ASCII full-width forms, a
// full stop part of an ellipsis; other units were their capital, else the first code point that
// folds to them.
void fill_back(FoldTable& table) {
    auto& back = table.back;
    const auto folds_to = [&](char32_t c, char32_t unit) {
        return c < 0x10000 && table.entry[c].kind == FoldKind::lossy && table.entry[c].unit == unit;
    };
    back[' '] = kWideSpace;
    for (char32_t unit = 0x21; unit < 0x7F; ++unit)
        back[unit] =
            static_cast<char16_t>(unit >= 'a' && unit <= 'z' ? unit - 0x20 : unit + kFullWidth);
    back['.'] = static_cast<char16_t>(kEllipsis);
    for (char32_t unit = 0x80; unit < 0x10000; ++unit) {
        const auto capital =
            static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(unit)));
        if (capital != unit && folds_to(capital, unit)) back[unit] = static_cast<char16_t>(capital);
    }
    for (char32_t c = 0x80; c < 0x10000; ++c) {
        const auto& entry = table.entry[c];
        if (entry.kind == FoldKind::lossy && entry.unit >= 0x80 && back[entry.unit] == 0)
            back[entry.unit] = static_cast<char16_t>(c);
    }
}

FoldTable make_table() {
    FoldTable table;
    table.entry.resize(0x10000);
    table.back.resize(0x10000);
    for (char32_t c = 0; c < 0x10000; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF)
            table.entry[c] = {static_cast<char16_t>(kReplacement), FoldKind::lossy};
        else
            table.entry[c] = fold_one(c, table);
    }
    table.entry[0] = {u' ', FoldKind::lossy};
    fill_back(table);
    for (char32_t c = 0; c < 0x10000; ++c) {
        auto& entry = table.entry[c];
        if (entry.kind == FoldKind::lossy && table.back[entry.unit] == c)
            entry.kind = FoldKind::upper;
    }
    return table;
}

}  // namespace

const FoldTable& fold_table() {
    static const FoldTable table = make_table();
    return table;
}

std::string fold_whole(std::string_view utf8) {
    std::string text{utf8};
    std::replace(text.begin(), text.end(), '\0', ' ');
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, kOptions);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{mapped, &std::free};
    if (size < 0)
        throw Error{Errc::internal, "a text cannot be folded"}.note("{}", utf8proc_errmsg(size));
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

void append_utf16(std::string_view utf8, std::u16string& out) {
    while (!utf8.empty()) {
        const auto c = first_code_point(utf8);
        utf8.remove_prefix(c.bytes);
        if (c.value < 0x10000) {
            out.push_back(static_cast<char16_t>(c.value));
        } else {
            out.push_back(static_cast<char16_t>(0xD7C0 + (c.value >> 10)));
            out.push_back(static_cast<char16_t>(0xDC00 + (c.value & 0x3FF)));
        }
    }
}

}  // namespace kith::text

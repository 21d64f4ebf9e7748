// Any bytes as a text: folding agrees with utf8proc, comes back where it says so, and knows where
// each unit came from; repairing and cutting keep texts whole.
#include <string>
#include <vector>

#include "tests/fuzz/check.h"
#include "text/fold.h"
#include "text/fold_table.h"

namespace {

using namespace kith;
using fuzz::check;

constexpr std::size_t kMostUnits = 18;  // of one code point: U+FDFA

std::string utf8_of(const std::u16string& units) {
    std::vector<std::uint8_t> low, high, upper(units.size() / 8 + 1);
    for (const char16_t unit : units) {
        low.push_back(static_cast<std::uint8_t>(unit & 0xFF));
        high.push_back(static_cast<std::uint8_t>(unit >> 8));
    }
    std::string out;
    text::unfold({low.data(), high.data(), upper.data()}, 0,
                 static_cast<std::uint32_t>(units.size()), out);
    return out;
}

std::string unfolded(const text::Folded& folded) {
    std::vector<std::uint8_t> low, high, upper(folded.size / 8 + 1);
    for (std::size_t i = 0; i < folded.size; ++i) {
        low.push_back(static_cast<std::uint8_t>(folded.units[i] & 0xFF));
        high.push_back(static_cast<std::uint8_t>(folded.units[i] >> 8));
        if (folded.upper[i] != 0) upper[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
    }
    std::string out;
    text::unfold({low.data(), high.data(), upper.data()}, 0,
                 static_cast<std::uint32_t>(folded.size), out);
    return out;
}

void check_utf8(std::string_view bytes, const std::string& valid) {
    check(text::valid_utf8(valid) && text::repair_utf8(valid) == valid);
    check(text::valid_utf8(bytes) == (valid == bytes));
    check(valid.size() <= 3 * bytes.size());
    check(text::length(bytes) == text::length(valid));
    const auto trimmed = text::trim(valid);
    check(text::trim(trimmed) == trimmed && valid.find(trimmed) != std::string::npos);
    const auto half = text::length(valid) / 2;
    const auto front = text::first_code_points(valid, half);
    check(text::valid_utf8(front) && text::length(front) == half && valid.starts_with(front));
}

void check_fold(std::string_view bytes, const std::string& valid) {
    const auto units = text::fold(bytes);
    std::u16string expected;
    text::append_utf16(text::fold_whole(valid), expected);
    check(units == expected);
    check(units.size() <= kMostUnits * text::length(bytes));
    check(units.find(u'\0') == std::u16string::npos);
    check(text::fold(utf8_of(units)) == units);  // what is folded stays as it is

    text::Folded folded;
    text::fold(bytes, folded);
    check(folded.size == units.size() && folded.code_points == text::length(bytes));
    check(std::u16string_view{folded.units.data(), folded.size} == units);
    if (folded.exact) check(unfolded(folded) == bytes);
    if (valid != bytes) check(!folded.exact);
}

void check_origin(std::string_view bytes) {
    const auto from = text::fold_with_origin(bytes);
    check(from.units == text::fold(bytes));
    check(from.first_byte.size() == from.units.size() &&
          from.last_byte.size() == from.units.size());
    for (std::size_t i = 0; i < from.units.size(); ++i) {
        check(from.first_byte[i] < from.last_byte[i] && from.last_byte[i] <= bytes.size());
        if (i == 0) continue;
        check(from.first_byte[i - 1] == from.first_byte[i] ||
              from.last_byte[i - 1] <= from.first_byte[i]);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    const auto valid = text::repair_utf8(bytes);
    check_utf8(bytes, valid);
    check_fold(bytes, valid);
    check_origin(bytes);
    return 0;
}

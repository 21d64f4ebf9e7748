// Valid and invalid UTF-8.
#include "json/utf8.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace kith::json {
namespace {

// By definition: encode every code point, so that all other byte strings are invalid.
std::string encoded(std::uint32_t point) {
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) {
        return {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 63))};
    }
    if (point < 0x10000) {
        return {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 63)),
                static_cast<char>(0x80 | (point & 63))};
    }
    return {static_cast<char>(0xF0 | point >> 18), static_cast<char>(0x80 | (point >> 12 & 63)),
            static_cast<char>(0x80 | (point >> 6 & 63)), static_cast<char>(0x80 | (point & 63))};
}

TEST(Utf8, exactly_the_scalar_values_are_valid) {
    for (std::uint32_t point = 0; point < 0x110400; ++point) {
        const bool scalar = point < 0x110000 && !(point >= 0xD800 && point < 0xE000);
        ASSERT_EQ(is_valid_utf8(encoded(point)), scalar) << point;
    }
}

TEST(Utf8, every_pair_of_bytes_is_judged_by_its_encoding) {
    std::size_t valid = 0;
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            valid += is_valid_utf8(std::string{static_cast<char>(a), static_cast<char>(b)}) ? 1 : 0;
        }
    }
    EXPECT_EQ(valid, 128U * 128U + 0x800U - 0x80U);  // two ASCII bytes, or one two-byte sequence
}

TEST(Utf8, a_sequence_cut_off_anywhere_is_invalid) {
    for (const std::string text : {"é", "中", "😀"}) {
        for (std::size_t n = 1; n < text.size(); ++n) {
            EXPECT_FALSE(is_valid_utf8("abcdefgh" + text.substr(0, n)));
        }
    }
}

TEST(Utf8, repairing_changes_invalid_bytes_only) {
    EXPECT_EQ(repaired_utf8(""), "");
    EXPECT_EQ(repaired_utf8("abc 中😀"), "abc 中😀");
    EXPECT_EQ(repaired_utf8("a\xFF"
                            "b\xE4\xB8"),
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD\xEF\xBF\xBD");
    const std::string long_text(70000, '\xC0');
    EXPECT_EQ(repaired_utf8(long_text).size(), 3 * long_text.size());
    EXPECT_TRUE(is_valid_utf8(repaired_utf8(long_text)));
}

}  // namespace
}  // namespace kith::json

// Tests of http/utf8_check.h against the table of RFC 3629, written down a second time.
#include "http/utf8_check.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kith::http {
namespace {

// One character by the definition: decode, then ask for the shortest form and the range.
bool valid_by_decoding(const std::string& bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto at = [&](std::size_t n) { return static_cast<unsigned char>(bytes[n]); };
        const unsigned first = at(i);
        const std::size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : 4;
        if (first >= 0x80 && first < 0xC0) return false;
        if (first >= 0xF8 || i + size > bytes.size()) return false;
        unsigned point = size == 1 ? first : first & (0x7F >> size);
        for (std::size_t n = 1; n < size; ++n) {
            if (at(i + n) >> 6 != 2) return false;
            point = point << 6 | (at(i + n) & 0x3F);
        }
        const unsigned least = size == 1 ? 0 : size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000;
        if (point < least || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return false;
        i += size;
    }
    return true;
}

bool valid(std::string_view bytes) {
    Utf8Check check;
    return check.add(bytes) && check.complete();
}

TEST(Utf8Check, agrees_with_decoding_for_all_texts_of_three_bytes) {
    std::string text(3, '\0');
    for (unsigned n = 0; n < 1u << 24; n += n < 0xC00000 ? 257 : 1) {
        for (int i = 0; i < 3; ++i)
            text[2 - static_cast<std::size_t>(i)] = static_cast<char>(n >> (8 * i));
        ASSERT_EQ(valid(text), valid_by_decoding(text)) << std::hex << n;
    }
}

TEST(Utf8Check, agrees_with_decoding_for_the_edges_of_four_bytes) {
    for (unsigned first = 0xEF; first <= 0xF8; ++first) {
        for (unsigned second = 0x7F; second <= 0xC0; ++second) {
            for (const unsigned last : {0x7Fu, 0x80u, 0xBFu, 0xC0u}) {
                const std::string text{static_cast<char>(first), static_cast<char>(second),
                                       static_cast<char>(0x80), static_cast<char>(last)};
                ASSERT_EQ(valid(text), valid_by_decoding(text)) << first << ' ' << second;
            }
        }
    }
}

TEST(Utf8Check, pieces_are_the_same_as_the_whole) {
    const std::string text = "plain ascii κόσμε 爬山 🏔️ \xED\x9F\xBF \xF4\x8F\xBF\xBF end";
    ASSERT_TRUE(valid(text));
    for (std::size_t a = 0; a <= text.size(); ++a) {
        for (std::size_t b = a; b <= text.size(); ++b) {
            Utf8Check check;
            ASSERT_TRUE(check.add(text.substr(0, a)));
            ASSERT_TRUE(check.add(text.substr(a, b - a)));
            ASSERT_TRUE(check.add(text.substr(b)));
            ASSERT_TRUE(check.complete());
        }
    }
}

TEST(Utf8Check, says_no_with_the_first_byte_that_cannot_be_right) {
    struct Case {
        std::string good, bad;
    };
    const std::vector<Case> cases = {{"\xF4", "\x90"}, {"\xED", "\xA0"}, {"\xE0", "\x9F"},
                                     {"\xF0", "\x8F"}, {"", "\xC0"},     {"", "\xFF"},
                                     {"\xCE", "a"},    {"", "\x80"},     {"κόσμε\xE2\x82", "\x7F"}};
    for (const auto& [good, bad] : cases) {
        Utf8Check check;
        EXPECT_TRUE(check.add(good));
        EXPECT_FALSE(check.add(bad));
    }
}

TEST(Utf8Check, half_a_character_is_not_complete) {
    Utf8Check check;
    EXPECT_TRUE(check.complete());
    EXPECT_TRUE(check.add("a\xF0\x9F\x8F"));
    EXPECT_FALSE(check.complete());
    EXPECT_TRUE(check.add("\x94"));
    EXPECT_TRUE(check.complete());
}

}  // namespace
}  // namespace kith::http

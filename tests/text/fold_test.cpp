// fold, unfold and fold_with_origin against utf8proc on whole strings.
#include "text/fold.h"

#include <gtest/gtest.h>
#include <utf8proc.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "tests/text/utf8proc_fold.h"

namespace kith::text {
namespace {

// The oracle: utf8proc alone, on the whole text, and a conversion of its own.
std::u16string by_utf8proc(const std::string& text) {
    const auto mapped = folded_by_utf8proc(text);
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(mapped.data());
    std::u16string out;
    for (auto left = static_cast<utf8proc_ssize_t>(mapped.size()); left > 0;) {
        utf8proc_int32_t c = 0;
        const auto bytes = utf8proc_iterate(at, left, &c);
        at += bytes;
        left -= bytes;
        if (c >= 0x10000) {
            out.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
            out.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
        } else {
            out.push_back(static_cast<char16_t>(c));
        }
    }
    return out;
}

std::string utf8(std::initializer_list<char32_t> points) {
    std::string out;
    for (const auto c : points) append_utf8(c, out);
    return out;
}

// What a chunk does: planes and bits, then the text again.
std::string there_and_back(const Folded& folded) {
    std::vector<std::uint8_t> low(folded.size + 1), high(folded.size + 1);
    std::vector<std::uint8_t> upper(folded.size / 8 + 1);
    for (std::size_t i = 0; i < folded.size; ++i) {
        low[i] = static_cast<std::uint8_t>(folded.units[i]);
        high[i] = static_cast<std::uint8_t>(folded.units[i] >> 8);
        if (folded.upper[i] != 0) upper[i / 8] |= static_cast<std::uint8_t>(1u << (i % 8));
    }
    std::string out;
    unfold({low.data(), high.data(), upper.data()}, 0, static_cast<std::uint32_t>(folded.size),
           out);
    return out;
}

// Folds, compares with the oracle and checks that an exact text comes back.
void expect_same(const std::string& text) {
    static Folded folded;
    fold(text, folded);
    const std::u16string units{folded.units.data(), folded.size};
    ASSERT_EQ(units, by_utf8proc(text)) << "text: " << text;
    ASSERT_EQ(units.find(u'\0'), std::u16string::npos);
    ASSERT_EQ(folded.code_points, length(text));
    if (folded.exact) ASSERT_EQ(there_and_back(folded), text);
}

bool is_surrogate(char32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

TEST(Fold, known_forms) {
    EXPECT_EQ(fold("ＡＢＣ　１２３！"), u"abc 123!");
    EXPECT_EQ(fold("Straße"), u"strasse");
    EXPECT_EQ(fold("等…"), u"等...");
    EXPECT_EQ(fold("㎏ ① ﬁ"), u"kg 1 fi");
    EXPECT_EQ(fold("É"), u"é");
    EXPECT_EQ(fold("e\xCC\x81"), u"é");
    EXPECT_EQ(fold("a\xE2\x80\x8D\xEF\xB8\x8F"
                   "b"),
              u"ab");
    EXPECT_EQ(fold("😀"), u"😀");
    EXPECT_EQ(fold(""), u"");
}

TEST(Fold, nul_is_a_space_and_unit_zero_never_comes) {
    EXPECT_EQ(fold(std::string_view{"a\0b", 3}), u"a b");
    Folded folded;
    fold(std::string_view{"a\0b", 3}, folded);
    EXPECT_FALSE(folded.exact);
    EXPECT_EQ(fold(std::string_view{"e\xCC\x81\0", 4}), u"é ");
}

TEST(Fold, each_invalid_byte_is_one_replacement) {
    EXPECT_EQ(fold("\xFF"), u"\xFFFD");
    EXPECT_EQ(fold("\xE4\xBD"), u"\xFFFD\xFFFD");
    EXPECT_EQ(fold("\xE4\xBDz"), u"\xFFFD\xFFFDz");
    EXPECT_EQ(fold("\xED\xA0\x80"), u"\xFFFD\xFFFD\xFFFD");
    EXPECT_EQ(fold("e\xCC\x81\xE4"), u"é\xFFFD");
    Folded folded;
    for (const char* text : {"\xFF", "\xE4\xBD", "e\xCC\x81\xE4"}) {
        fold(text, folded);
        EXPECT_FALSE(folded.exact);
        EXPECT_EQ(folded.code_points, length(text));
    }
}

TEST(Fold, appends_to_what_is_there) {
    std::u16string out = u"x";
    fold("Y", out);
    EXPECT_EQ(out, u"xy");
}

TEST(Fold, every_code_point_alone_is_what_utf8proc_says) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (is_surrogate(c)) continue;
        ASSERT_NO_FATAL_FAILURE(expect_same(utf8({c}))) << std::hex << static_cast<unsigned>(c);
        // A step of 7 through the planes above the first, except where pictographs live.
        if (c >= 0x20000) c += 6;
    }
}

TEST(Fold, every_basic_code_point_beside_combining_and_plain_ones) {
    const std::array<char32_t, 16> partners{U'a',   U'é',    0x0301, 0x0338, 0x1161, 0x11A8,
                                            0xAC00, 0x3099,  0x0DCF, 0x200D, 0xFE0F, 0x034F,
                                            0x4E00, 0x1F600, 0x0345, 0x09BE};
    std::minstd_rand random{7};
    for (char32_t c = 1; c < 0x10000; ++c) {
        if (is_surrogate(c)) continue;
        // Two partners for each, and every partner for what is not an ideograph or a syllable.
        const bool plain = (c >= 0x3400 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xF8FF);
        for (std::size_t i = 0; i < (plain ? 2 : partners.size()); ++i) {
            const auto p = partners[plain ? random() % partners.size() : i];
            ASSERT_NO_FATAL_FAILURE(expect_same(utf8({c, p})))
                << std::hex << static_cast<unsigned>(c);
            ASSERT_NO_FATAL_FAILURE(expect_same(utf8({p, c})))
                << std::hex << static_cast<unsigned>(c);
        }
    }
}

TEST(Fold, random_pairs_and_strings_are_what_utf8proc_says) {
    std::mt19937 random{20};
    const std::array<std::pair<char32_t, char32_t>, 10> ranges{{{0x20, 0x7F},
                                                                {0xA0, 0x24F},
                                                                {0x300, 0x36F},
                                                                {0x370, 0x5FF},
                                                                {0x900, 0xDFF},
                                                                {0x1100, 0x11FF},
                                                                {0x2000, 0x2BFF},
                                                                {0x4E00, 0x9FFF},
                                                                {0xF900, 0xFFFD},
                                                                {0x10000, 0x1FFFF}}};
    for (int i = 0; i < 60'000; ++i) {
        std::string text;
        const auto size = 1 + random() % 9;
        for (unsigned k = 0; k < size; ++k) {
            const auto& [from, to] = ranges[random() % ranges.size()];
            const auto c = from + static_cast<char32_t>(random() % (to - from + 1));
            append_utf8(c, text);
        }
        ASSERT_NO_FATAL_FAILURE(expect_same(text));
    }
}

TEST(Fold, usual_chat_text_comes_back_exactly) {
    Folded folded;
    for (const char* text :
         {"今天天气真好，我们去公园吧！", "OK，See You Tomorrow…", "……", "哇～（笑）", "a.b",
          "3：00？", "[微笑]😀👍🏻", "ÄÖÜ Привет ΑΒΓ", "　全角", "没事…你说", "。。。", "\t\n"}) {
        fold(text, folded);
        EXPECT_TRUE(folded.exact) << text;
        EXPECT_EQ(there_and_back(folded), text);
    }
}

TEST(Fold, what_does_not_come_back_is_said_to_be_inexact) {
    Folded folded;
    for (const char* text : {"．", "．．．", "Ａ", "①", "❤️", "ß", "ﬁ", "\xC2\xA0"}) {
        fold(text, folded);
        EXPECT_FALSE(folded.exact) << text;
    }
}

TEST(Fold, long_texts_with_expanding_characters) {
    std::string text;
    for (int i = 0; i < 30'000; ++i) text += "ﷺ";  // eighteen units each
    expect_same(text);
    text.assign(70'000, 'A');
    expect_same(text);
}

TEST(FoldWithOrigin, units_equal_fold_and_know_their_bytes) {
    std::mt19937 random{3};
    const std::array<std::string_view, 14> parts{"a",  "Ｂ", "…",        "e",    "\xCC\x81",
                                                 "中", "😀", "ﷺ",        "\xFF", "\xE2\x80\x8D",
                                                 "ᄀ", "ᅡ",  "\xCD\x8F", "é"};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (unsigned k = 0; k < 1 + random() % 7; ++k) text += parts[random() % parts.size()];
        const auto mapped = fold_with_origin(text);
        ASSERT_EQ(mapped.units, fold(text)) << text;
        ASSERT_EQ(mapped.first_byte.size(), mapped.units.size());
        ASSERT_EQ(mapped.last_byte.size(), mapped.units.size());
        for (std::size_t k = 0; k < mapped.units.size(); ++k) {
            ASSERT_LT(mapped.first_byte[k], mapped.last_byte[k]);
            ASSERT_LE(mapped.last_byte[k], text.size());
        }
    }
    const auto mapped = fold_with_origin("a…中");
    EXPECT_EQ(mapped.units, u"a...中");
    EXPECT_EQ(mapped.first_byte, (std::vector<std::uint32_t>{0, 1, 1, 1, 4}));
    EXPECT_EQ(mapped.last_byte, (std::vector<std::uint32_t>{1, 4, 4, 4, 7}));
}

TEST(Unfold, damaged_units_end_within_the_range) {
    const std::uint8_t low[] = {'.', 0, 0x00}, high[] = {0, 0xD8, 0xDC}, upper[] = {1};
    std::string out;
    unfold({low, high, upper}, 0, 1, out);  // a stop of an ellipsis without the other two
    EXPECT_EQ(out, "…");
    out.clear();
    unfold({low, high, upper}, 1, 2, out);  // half a pair
    EXPECT_EQ(out, "\xEF\xBF\xBD");
    out.clear();
    unfold({low, high, upper}, 1, 3, out);
    EXPECT_EQ(out, utf8({0x10000}));
}

}  // namespace
}  // namespace kith::text

// Reading and writing UTF-8.
#include "text/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace kith::text {
namespace {

TEST(Utf8, every_code_point_survives) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c == 0xD800) c = 0xE000;
        std::string text;
        append_utf8(c, text);
        const auto read = first_code_point(text);
        ASSERT_TRUE(read.valid);
        ASSERT_EQ(read.value, c);
        ASSERT_EQ(read.bytes, text.size());
        for (std::size_t cut = 1; cut < text.size(); ++cut)
            ASSERT_FALSE(first_code_point(std::string_view{text}.substr(0, cut)).valid);
    }
}

TEST(Utf8, overlong_surrogates_and_beyond_are_invalid) {
    for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80",
                             "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
        EXPECT_FALSE(valid_utf8(text));
        EXPECT_EQ(first_code_point(text).bytes, 1u);
    }
    EXPECT_TRUE(valid_utf8(""));
    EXPECT_TRUE(valid_utf8("long enough for words of eight 中文 😀"));
    EXPECT_FALSE(valid_utf8("long enough for words of eight \xE4\xB8"));
}

TEST(Utf8, repair_replaces_each_bad_byte_and_nothing_else) {
    EXPECT_EQ(repair_utf8("中文 ok"), "中文 ok");
    EXPECT_EQ(repair_utf8("a\xE4\xB8z\xFF"), "a\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD");
    EXPECT_EQ(repair_utf8(""), "");
}

TEST(Utf8, length_counts_code_points_and_bad_bytes) {
    EXPECT_EQ(length("a中😀"), 3u);
    EXPECT_EQ(length("\xE4\xB8"), 2u);
    EXPECT_EQ(length(""), 0u);
}

TEST(Utf8, trim_takes_unicode_white_space) {
    EXPECT_EQ(trim(" \t\n　a b　\r\n"), "a b");
    EXPECT_EQ(trim("\xE2\x80\x89中\xC2\xA0\xC2\x85"), "中");
    EXPECT_EQ(trim("　"), "");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("a\xE3\x80"), "a\xE3\x80");
    EXPECT_EQ(trim("\xE2\x80\x8B"), "\xE2\x80\x8B");  // zero width space is not white space
}

TEST(Utf8, first_code_points_never_cuts_inside_one) {
    EXPECT_EQ(first_code_points("中文字", 2), "中文");
    EXPECT_EQ(first_code_points("中文字", 9), "中文字");
    EXPECT_EQ(first_code_points("中文字", 0), "");
    EXPECT_EQ(first_code_points("a😀b", 2), "a😀");
}

}  // namespace
}  // namespace kith::text

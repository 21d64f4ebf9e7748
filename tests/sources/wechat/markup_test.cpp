// Attributes, elements, inline tags and clock times without a parser.
#include "sources/wechat/markup.h"

#include <gtest/gtest.h>

namespace kith::sources::wechat {
namespace {

TEST(Markup, attributes_are_found_by_their_whole_name) {
    EXPECT_EQ(attribute("<img hdlength=\"1\" length=\"2\"/>", "length"), "2");
    EXPECT_EQ(attribute("<img length='3'/>", "length"), "3");
    EXPECT_EQ(attribute("<img length=4/>", "length"), "");
    EXPECT_EQ(attribute("<img length=\"5", "length"), "");
    EXPECT_EQ(attribute("length", "length"), "");
    EXPECT_EQ(attribute("", "length"), "");
}

TEST(Markup, elements_without_children) {
    EXPECT_EQ(element("<a><type>5</type></a>", "type"), "5");
    EXPECT_EQ(element("<type", "type"), "");
    EXPECT_EQ(element("<type>5", "type"), "");
    EXPECT_EQ(element("<mytype>5</mytype>", "type"), "");
}

TEST(Markup, leading_numbers_never_overflow) {
    EXPECT_EQ(leading_number("123abc"), 123);
    EXPECT_EQ(leading_number("-1"), 0);
    EXPECT_EQ(leading_number("9999999999999999999999"), 999999999999999999);
}

TEST(Markup, only_inline_tags_go) {
    EXPECT_EQ(without_inline_tags("<a href=\"x\">看</a>!"), "看!");
    EXPECT_EQ(without_inline_tags("<_wc_custom_link_ a=\"1\">领</_wc_custom_link_>"), "领");
    EXPECT_EQ(without_inline_tags("李雷<br>&co <3"), "李雷<br>&co <3");
    EXPECT_EQ(without_inline_tags("<a never closed"), "<a never closed");
    EXPECT_EQ(without_inline_tags("<abc>"), "<abc>");
    EXPECT_EQ(without_inline_tags(""), "");
}

TEST(Markup, clock_times) {
    EXPECT_EQ(clock_in("通话时长 03:21"), 201);
    EXPECT_EQ(clock_in("1:02:03"), 3723);
    EXPECT_EQ(clock_in("已取消"), 0);
    EXPECT_EQ(clock_in("a:b"), 0);
    EXPECT_EQ(clock_in(":12"), 0);
    EXPECT_EQ(clock_in("5:"), 0);
}

}  // namespace
}  // namespace kith::sources::wechat

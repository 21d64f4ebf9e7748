// Tests of sources/demo/lines.cpp.
#include "sources/demo/lines.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::sources::demo {
namespace {

std::string refused(auto&& call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return error.message();
    }
    return "not refused";
}

TEST(DemoLines, comments_and_blank_lines_are_left_out_but_counted) {
    const auto lines = text_lines("x.tsv", "# head\n\na\tb\nc\n");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].text, "a\tb");
    EXPECT_EQ(lines[0].at.line, 3);
    EXPECT_EQ(lines[1].at.line, 4);
}

TEST(DemoLines, broken_lines_are_refused_with_file_and_line) {
    EXPECT_EQ(refused([] { text_lines("x.tsv", "a\nb \n"); }), "x.tsv:2: space at the end");
    EXPECT_EQ(refused([] { text_lines("x.tsv", "a\r\n"); }), "x.tsv:1: carriage return");
    EXPECT_EQ(refused([] { text_lines("x.tsv", "\xff\n"); }), "x.tsv:1: not UTF-8");
    EXPECT_EQ(refused([] { columns({{"x", 1}, "a\tb"}, 3); }), "x:1: 2 columns instead of 3");
}

TEST(DemoLines, splitting_keeps_empty_pieces) {
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
    EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
}

TEST(DemoLines, numbers_are_whole_and_within_their_limits) {
    const Place at{"x", 1};
    EXPECT_EQ(number(at, "12", 0, 12), 12);
    for (const auto* wrong : {"13", "-1", "", "1x", " 1", "1.0", "99999999999999999999"})
        EXPECT_NE(refused([&] { number(at, wrong, 0, 12); }), "not refused") << wrong;
}

TEST(DemoLines, clock_times_are_exact) {
    const Place at{"x", 1};
    EXPECT_EQ(clock_time(at, "00:00"), 0);
    EXPECT_EQ(clock_time(at, "23:59"), 86'340);
    for (const auto* wrong : {"24:00", "9:00", "09:60", "0900", "09-00", "", "09:0x"})
        EXPECT_NE(refused([&] { clock_time(at, wrong); }), "not refused") << wrong;
}

}  // namespace
}  // namespace kith::sources::demo

// Problems of a query stand under what they are about.
#include "app/cli/problems.h"

#include <gtest/gtest.h>

#include <sstream>

namespace kith::app::cli {
namespace {

std::string told(std::string_view query, const std::vector<QueryProblem>& problems,
                 Language language = Language::en) {
    std::ostringstream out;
    write_problems({out}, query, problems, Texts{language});
    return out.str();
}

TEST(Problems, are_underlined_by_cells) {
    EXPECT_EQ(told("爬山 hour:99 a", {{3, 10, "unknown_value", "hour: 0 to 23", {}}}),
              "  爬山 hour:99 a\n"
              "       ^^^^^^^ this value has no meaning here; left out (hour: 0 to 23)\n");
    EXPECT_EQ(told("在:阿某", {{0, 4, "unknown_name", "no chat", {}}}, Language::zh),
              "  在:阿某\n"
              "  ^^^^^^^ 没有叫这个名字的，已忽略 (no chat)\n");
}

TEST(Problems, list_what_may_be_meant) {
    EXPECT_EQ(told("in:梅", {{0, 4, "ambiguous", "two", {{"#1", "阿梅"}, {"#2", "梅子"}}}}),
              "  in:梅\n"
              "  ^^^^^ several have this name; all of them were looked at (two)\n"
              "  meant may be: #1 阿梅, #2 梅子\n");
}

TEST(Problems, of_an_unknown_reason_tell_their_message) {
    EXPECT_EQ(told("x", {{0, 1, "brand_new", "something else", {}}}), "  x\n  ^ something else\n");
}

TEST(Problems, places_beyond_the_query_do_no_harm) {
    EXPECT_EQ(told("x", {{9, 12, "empty", "e", {}}}),
              "  x\n   ^ there is nothing to look for; left out (e)\n");
    EXPECT_EQ(told("", {{0, 0, "empty", "e", {}}}),
              "  \n  ^ there is nothing to look for; left out (e)\n");
}

TEST(Problems, a_query_cannot_move_the_cursor) {
    EXPECT_EQ(told("\x1b[2J\xFF", {{0, 1, "empty", "e", {}}}).find('\x1b'), std::string::npos);
}

TEST(Problems, none_write_nothing) {
    EXPECT_EQ(told("x", {}), "");
}

}  // namespace
}  // namespace kith::app::cli

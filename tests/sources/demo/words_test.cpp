// Tests of sources/demo/words.cpp.
#include "sources/demo/words.h"

#include <gtest/gtest.h>

#include <set>

#include "base/error.h"

namespace kith::sources::demo {
namespace {

constexpr Place kHere{"t", 1};

Words lists() {
    return Words::read({"w", "dish\t面|饭\nday\t明天\n"});
}

std::set<std::string> all_of(std::string_view text, int turns = 200) {
    const auto words = lists();
    Dice dice{3};
    std::set<std::string> out;
    for (int i = 0; i < turns; ++i) {
        Bound bound;
        out.insert(words.fill(kHere, text, bound, dice));
    }
    return out;
}

TEST(DemoWords, one_of_several_is_chosen_also_nested_and_empty) {
    EXPECT_EQ(all_of("吃{了|过{吗|}}？"), (std::set<std::string>{"吃了？", "吃过吗？", "吃过？"}));
}

TEST(DemoWords, a_word_stays_the_same_throughout_a_scene) {
    EXPECT_EQ(all_of("{$dish}{$dish}"), (std::set<std::string>{"面面", "饭饭"}));
}

TEST(DemoWords, a_second_word_of_a_list_is_another_one_while_there_are_enough) {
    EXPECT_EQ(all_of("{$dish}{$dish2}"), (std::set<std::string>{"面饭", "饭面"}));
    EXPECT_EQ(all_of("{$day}{$day2}"), (std::set<std::string>{"明天明天"}));
}

TEST(DemoWords, slots_with_the_same_digit_take_the_same_turn) {
    EXPECT_EQ(all_of("{@1 a|b|c}-{@1 1|2|3}"), (std::set<std::string>{"a-1", "b-2", "c-3"}));
    EXPECT_EQ(all_of("{@1 a|b}{@2 c|d}").size(), 4U);
}

TEST(DemoWords, numbers_and_choices_can_be_repeated_by_name) {
    EXPECT_EQ(all_of("{#n=1-2}={$n}"), (std::set<std::string>{"1=1", "2=2"}));
    EXPECT_EQ(all_of("{$s=x|y}={$s}"), (std::set<std::string>{"x=x", "y=y"}));
    EXPECT_EQ(all_of("{#7-7}"), (std::set<std::string>{"7"}));
}

TEST(DemoWords, what_the_caller_bound_comes_first) {
    Bound bound{{"you", "妈"}};
    Dice dice{1};
    EXPECT_EQ(lists().fill(kHere, "{$you}，在吗", bound, dice), "妈，在吗");
}

TEST(DemoWords, wrong_slots_are_refused) {
    const auto words = lists();
    Dice dice{1};
    for (const auto* wrong : {"{a|b", "a}", "{a}", "{$none}", "{#3-1}", "{#x-2}", "{#1}",
                              "{#a=b=1-2}", "{@1a|b}", "{@1 a}"}) {
        Bound bound;
        EXPECT_THROW(words.fill(kHere, wrong, bound, dice), Error) << wrong;
    }
    int refused = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Bound bound;
        Dice one{seed};
        try {
            words.fill(kHere, "{@1 a|b|c|d}{@1 a|b}", bound, one);
        } catch (const Error&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 5) << "half of the turns are beyond the shorter row";
    EXPECT_LT(refused, 35);
}

TEST(DemoWords, wrong_lists_are_refused) {
    for (const auto* wrong : {"dish\n", "dish\ta||b\n", "a1\tx\n", "a\tx\na\ty\n", "\tx\n"})
        EXPECT_THROW(Words::read({"w", wrong}), Error) << wrong;
}

TEST(DemoWords, separators_inside_braces_do_not_split) {
    EXPECT_EQ(split_outside_braces("a|{b|c}|", '|'),
              (std::vector<std::string_view>{"a", "{b|c}", ""}));
}

}  // namespace
}  // namespace kith::sources::demo

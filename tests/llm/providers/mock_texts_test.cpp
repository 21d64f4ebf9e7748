// Texts and values that follow from a question alone.
#include "llm/providers/mock_texts.h"

#include <gtest/gtest.h>

namespace kith::llm {
namespace {

TEST(MockTexts, sentences_differ_from_call_to_call_and_not_from_run_to_run) {
    MockTexts one{"爬山"}, same{"爬山"}, other{"游泳"};
    std::vector<std::string> first, second;
    for (int i = 0; i < 8; ++i) {
        first.push_back(one.sentence());
        second.push_back(same.sentence());
        EXPECT_NE(first.back(), other.sentence());
    }
    EXPECT_EQ(first, second);
    EXPECT_NE(std::vector<std::string>(8, first[0]), first);
}

TEST(MockTexts, words_are_found_in_every_script) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(MockTexts{"周末去哪里爬山 hiking, café!"}.words(9),
              (Words{"周末去哪", "里爬山", "hiking", "café"}));
    EXPECT_EQ(MockTexts{"a b c"}.words(2), (Words{"a", "b"}));
    EXPECT_EQ(MockTexts{"？！ ..."}.words(3), Words{});
    EXPECT_EQ(MockTexts{""}.words(3), Words{});
}

TEST(MockTexts, a_value_alike_has_the_same_keys_and_kinds) {
    MockTexts texts{"q"};
    const auto made = texts.alike(json::parse(R"({"a":["x",{"b":"y"}],"n":7,"t":true,"z":null})"));
    EXPECT_TRUE(json::find(made, "a")->as_array()[0].is_string());
    EXPECT_TRUE(json::find(json::find(made, "a")->as_array()[1], "b")->is_string());
    EXPECT_EQ(json::find(made, "n")->as_int64(), 7);
    EXPECT_TRUE(json::find(made, "z")->is_null());
}

}  // namespace
}  // namespace kith::llm

// <think> wherever it is cut.
#include "llm/thinking.h"

#include <gtest/gtest.h>

namespace kith::llm {
namespace {

// What comes out, thinking in round brackets, neighbours of one kind joined.
std::string split(const std::vector<std::string_view>& parts) {
    std::string out;
    bool is_thinking = false;
    ThinkSplitter splitter{[&](const Piece& piece) {
        EXPECT_NE(piece.text.empty(), piece.thinking.empty());
        if (!piece.thinking.empty() != is_thinking) out += is_thinking ? ")" : "(";
        is_thinking = !piece.thinking.empty();
        out += piece.text;
        out += piece.thinking;
    }};
    for (const auto part : parts) splitter.feed(part);
    splitter.end();
    return out + (is_thinking ? ")" : "");
}

TEST(ThinkSplitter, what_is_between_the_tags_is_thinking) {
    EXPECT_EQ(split({"<think>a</think>\n\n b"}), "(a)b");
    EXPECT_EQ(split({"x<think>a</think>b<think>c</think>"}), "x(a)b(c)");
    EXPECT_EQ(split({"<think></think>b"}), "b");
    EXPECT_EQ(split({"<think>a"}), "(a)");
    EXPECT_EQ(split({"plain < text <thin"}), "plain < text <thin");
    EXPECT_EQ(split({"<think>1 </ 2 </thin"}), "(1 </ 2 </thin)");
    EXPECT_EQ(split({"a</think>b"}), "a</think>b");
}

TEST(ThinkSplitter, every_cut_gives_the_same) {
    const std::string_view text = "甲<<think>想<</think> \r\n\t乙<think";
    const auto expected = split({text});
    ASSERT_EQ(expected, "甲<(想<)乙<think");
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bytes.push_back(text.substr(i, 1));
        for (std::size_t j = i; j < text.size(); ++j) {
            ASSERT_EQ(split({text.substr(0, i), text.substr(i, j - i), text.substr(j)}), expected)
                << i << ' ' << j;
        }
    }
    EXPECT_EQ(split(bytes), expected);
}

TEST(ThinkSplitter, nothing_but_a_begun_tag_is_held_back) {
    std::string seen;
    ThinkSplitter splitter{[&](const Piece& piece) { seen += piece.text; }};
    splitter.feed("a<b");
    EXPECT_EQ(seen, "a<b");
    splitter.feed("c<th");
    EXPECT_EQ(seen, "a<bc");
    splitter.feed("x");
    EXPECT_EQ(seen, "a<bc<thx");
}

TEST(SplitThinking, a_whole_answer_may_lack_the_opening_tag) {
    const auto both = split_thinking("hm\n</think>\n\n{\"a\":1}");
    EXPECT_EQ(both.thinking, "hm\n");
    EXPECT_EQ(both.text, "{\"a\":1}");
    EXPECT_EQ(split_thinking("<think>a</think>b").text, "b");
    EXPECT_EQ(split_thinking("b").text, "b");
    EXPECT_EQ(split_thinking("").text, "");
}

}  // namespace
}  // namespace kith::llm

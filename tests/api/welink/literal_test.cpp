// Queries of punctuation alone are meant as they stand.
#include "api/welink/literal.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace kith::api::welink {
namespace {

TEST(Literal, marks_and_blanks_alone_are_looked_at_as_they_stand) {
    for (const auto* query : {",", "，", "！", "?!", " ", "\u3000", "…", "、。"})
        EXPECT_TRUE(literal_test(query)) << query;
}

TEST(Literal, a_query_with_a_word_in_it_is_not) {
    for (const auto* query : {"a", "Ｈ", "100%", "爬山", "é", "，好", "1"})
        EXPECT_FALSE(literal_test(query)) << query;
}

// Whatever is in the texts, also what folding does not give back (ﬁ, ½, Ａ), the answer is that of
// a plain search in their bytes.
TEST(Literal, finds_what_a_search_in_the_bytes_finds) {
    const std::vector<std::string> parts = {",",      "，", "。", "!", "！", "？", "?",  "…", " ",
                                            "\u3000", "好", "OK", "ﬁ", "Ａ", "½",  "😀", "a"};
    std::mt19937 dice{5};
    const auto made = [&](std::size_t kinds, unsigned most) {
        std::string text;
        for (auto n = 1 + dice() % most; n > 0; --n) text += parts[dice() % kinds];
        return text;
    };
    std::vector<std::string> texts;
    store::ChunkBuilder builder;
    for (int i = 0; i < 2000; ++i) {
        store::Row row;
        row.time = 1'700'000'000'000 + i * 1000;
        row.text = made(parts.size(), 8);
        texts.push_back(row.text);
        ASSERT_TRUE(builder.add(row, 0, store::MessageId{i + 1}));
    }
    const auto chunk = builder.build();
    const auto columns = chunk->columns();
    for (int i = 0; i < 200; ++i) {
        const auto query = made(10, 2);
        const auto test = literal_test(query);
        ASSERT_TRUE(test) << query;
        for (std::uint32_t row = 0; row < texts.size(); ++row)
            ASSERT_EQ(test(*chunk, columns, row), texts[row].find(query) != std::string::npos)
                << query << " in " << texts[row];
    }
}

}  // namespace
}  // namespace kith::api::welink

// Queries of punctuation alone are meant as they stand.
#include "api/welink/literal.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace kith::api::welink

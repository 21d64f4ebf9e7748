// The made-up vectors by their formula.
#include "llm/embedders/mock.h"

#include <gtest/gtest.h>

namespace kith::llm {
namespace {

TEST(MockEmbedder, vectors_follow_the_formula) {
    MockEmbedder embedder;
    const std::vector<std::string> texts{"你好ab", "😀", "", "你好ab"};
    const auto vectors = embedder.embed(texts, Purpose::question, {});
    // Computed with Python from ai.md 18.
    const std::vector<float> expected{0.897235F, 0.336463F, 0.056077F, 0, 0, 0.280386F, 0, 0};
    ASSERT_EQ(vectors.size(), 4U);
    ASSERT_EQ(vectors[0].size(), 8U);
    for (std::size_t i = 0; i < 8; ++i) EXPECT_NEAR(vectors[0][i], expected[i], 1e-6F);
    EXPECT_EQ(vectors[1], (std::vector<float>{1, 0, 0, 0, 0, 0, 0, 0}));
    EXPECT_TRUE(vectors[2].empty());
    EXPECT_EQ(vectors[3], vectors[0]);
    EXPECT_EQ(embedder.dimensions(), 8U);
}

}  // namespace
}  // namespace kith::llm

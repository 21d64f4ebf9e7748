// Building trees one after another in the same memory.
#include "json/tree.h"

#include <gtest/gtest.h>

namespace kith::json {
namespace {

TEST(TreeBuilder, gives_each_tree_once_and_starts_afresh) {
    TreeBuilder trees;
    std::string seen;
    const auto note = [&](const value& tree) { seen += serialize(tree) + ';'; };
    EXPECT_FALSE(trees.build("{\"a\":[1,2]}", note));
    EXPECT_EQ(trees.build("[1,", note), 3U);
    EXPECT_EQ(trees.build("[1}", note), 2U);
    EXPECT_EQ(trees.build("[1] 2", note), 4U);
    EXPECT_FALSE(trees.build("\"\xFF\"", note));
    EXPECT_FALSE(trees.build("7", note));
    EXPECT_EQ(seen, "{\"a\":[1,2]};\"\xEF\xBF\xBD\";7;");
}

TEST(TreeBuilder, trees_larger_than_its_first_memory_are_fine) {
    TreeBuilder trees;
    std::string text = "[0";
    for (int i = 1; i < 100000; ++i) text += ",\"text number " + std::to_string(i) + '"';
    text += ']';
    std::size_t items = 0;
    for (int round = 0; round < 2; ++round) {
        EXPECT_FALSE(
            trees.build(text, [&](const value& tree) { items += tree.as_array().size(); }));
    }
    EXPECT_EQ(items, 200000U);
}

TEST(TreeBuilder, an_exception_of_the_caller_leaves_it_usable) {
    TreeBuilder trees;
    EXPECT_THROW(trees.build("[1]", [](const value&) { throw std::runtime_error{"x"}; }),
                 std::runtime_error);
    EXPECT_FALSE(trees.build("[1]", [](const value& tree) { EXPECT_TRUE(tree.is_array()); }));
}

}  // namespace
}  // namespace kith::json

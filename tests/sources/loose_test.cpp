// Foreign members of any type.
#include "sources/loose.h"

#include <gtest/gtest.h>

namespace kith::sources {
namespace {

TEST(Loose, ids_are_texts_or_whole_numbers) {
    const auto tree =
        json::parse(R"(["x", "", 12, -3, 18446744073709551615, 1.5, null, true, [1], {"a":1}])");
    const std::vector<std::string> expected{"x", "", "12", "-3", "18446744073709551615",
                                            "",  "", "",   "",   ""};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(loose_id(&tree.get_array()[i]), expected[i]) << i;
    }
    EXPECT_EQ(loose_id(nullptr), "");
}

TEST(Loose, numbers_may_stand_in_texts_but_dates_are_none) {
    const auto tree = json::parse(
        R"([7, -2, 18446744073709551615, 2.5, "12", "12.9", "2024-03-01", "x", "", null, [3]])");
    const std::vector<double> expected{7, -2, 18446744073709551615.0, 2.5, 12, 12, 0, 0, 0, 0, 0};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(loose_number(&tree.get_array()[i]), expected[i]) << i;
    }
    EXPECT_EQ(loose_number(nullptr), 0);
}

TEST(Loose, texts_of_absent_and_foreign_members_are_empty) {
    const auto tree = json::parse(R"({"a":"你","b":1,"c":null})");
    EXPECT_EQ(loose_text(tree, "a"), "你");
    for (const char* key : {"b", "c", "d"}) EXPECT_EQ(loose_text(tree, key), "");
    EXPECT_EQ(loose_text(json::parse("[]"), "a"), "");
}

TEST(Loose, files_are_told_from_descriptions) {
    EXPECT_TRUE(looks_like_file("photos/a.jpg"));
    EXPECT_TRUE(looks_like_file("https://a"));
    EXPECT_FALSE(looks_like_file("a picture of him/her"));
    EXPECT_FALSE(looks_like_file("picture"));
    EXPECT_TRUE(looks_like_link("http://a"));
    EXPECT_FALSE(looks_like_link("ftp://a"));
}

}  // namespace
}  // namespace kith::sources

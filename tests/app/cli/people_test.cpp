// kith people.
#include <gtest/gtest.h>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::small_data;

TEST(People, are_listed_with_the_newest_first) {
    const auto ran = small_data()({"people"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    const auto group = ran.out.find("周末爬山群"), amei = ran.out.find("阿梅");
    EXPECT_LT(group, amei) << ran.out;
    EXPECT_NE(ran.out.find("2024-03-07 20:01"), std::string::npos) << ran.out;
    EXPECT_TRUE(ran.out.starts_with("NAME")) << ran.out;
    EXPECT_EQ(ran.err, "");
}

TEST(People, can_be_sorted_by_messages) {
    const auto ran = small_data()({"people", "--sort", "most"});
    EXPECT_LT(ran.out.find("阿梅"), ran.out.find("周末爬山群")) << ran.out;
}

TEST(People, say_how_many_more_there_are) {
    const auto ran = small_data()({"people", "--limit", "1"});
    EXPECT_EQ(ran.out.find("阿梅"), std::string::npos) << ran.out;
    EXPECT_NE(ran.err.find("more (--limit 0 shows all)"), std::string::npos) << ran.err;
}

TEST(People, as_json_have_numbers_keys_and_kinds) {
    const auto ran = small_data()({"people", "--json"});
    const auto tree = ran.json();
    bool seen = false;
    for (const auto& one : tree.at("people").as_array()) {
        if (one.at("id").as_string() != "77@chatroom") continue;
        seen = true;
        EXPECT_EQ(one.at("name").as_string(), "周末爬山群");
        EXPECT_EQ(one.at("kind").as_string(), "group");
        EXPECT_EQ(one.at("messages").to_number<int>(), 2);
        EXPECT_EQ(one.at("last").to_number<std::int64_t>(), 1'709'812'860);
    }
    EXPECT_TRUE(seen) << ran.out;
}

TEST(People, headings_are_in_the_readers_language) {
    const auto ran = small_data()({"people", "--language", "zh-CN"});
    EXPECT_TRUE(ran.out.starts_with("名称")) << ran.out;
}

TEST(People, the_demo_archive_has_many) {
    const auto tree = test::demo_data()({"people", "--json", "--limit", "0"}).json();
    EXPECT_GE(tree.at("people").as_array().size(), 25U);
    EXPECT_EQ(tree.at("total").to_number<std::size_t>(), tree.at("people").as_array().size());
}

}  // namespace
}  // namespace kith::app::cli

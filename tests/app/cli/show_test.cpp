// kith show.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;
using test::small_data;

std::vector<std::int64_t> ids(const json::value& tree) {
    std::vector<std::int64_t> all;
    for (const auto& item : tree.at("items").as_array()) all.push_back(item.at("id").as_int64());
    return all;
}

// The demo's conversation with the most messages.
std::string longest() {
    const auto tree = test::demo_data()({"people", "--sort", "most", "--json"}).json();
    return std::to_string(tree.at("people").as_array()[0].at("number").as_int64());
}

TEST(Show, reads_a_conversation_day_by_day) {
    const auto ran = small_data()({"show", "阿梅"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("── 2024-03-05 Tue ──\n  20:00 me            周末去哪儿\n"),
              std::string::npos)
        << ran.out;
    EXPECT_NE(ran.out.find("20:03 阿梅          [photo]"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("── 2024-03-06 Wed ──"), std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find('\x1b'), std::string::npos) << ran.out;
    EXPECT_NE(ran.err.find("1 to 5 of 5"), std::string::npos) << ran.err;
}

TEST(Show, a_key_and_a_number_mean_the_same) {
    const auto by_name = small_data()({"show", "周末爬山群", "--json"}).json();
    const auto by_key = small_data()({"show", "77@chatroom", "--json"}).json();
    const auto number = std::to_string(by_name.at("chat").as_int64());
    EXPECT_EQ(ids(by_key), ids(by_name));
    EXPECT_EQ(ids(small_data()({"show", "#" + number, "--json"}).json()), ids(by_name));
}

TEST(Show, begins_at_a_date) {
    const auto tree = small_data()({"show", "阿梅", "--at", "2024-03-06", "--json"}).json();
    ASSERT_EQ(tree.at("items").as_array().size(), 1U);
    EXPECT_EQ(tree.at("ordinal").to_number<int>(), 4);
    const auto minute = small_data()({"show", "阿梅", "--at", "2024-03-05 20:02", "--json"}).json();
    EXPECT_EQ(minute.at("items").as_array().size(), 3U);
    const auto month = small_data()({"show", "阿梅", "--at", "2024-03", "--json"}).json();
    EXPECT_EQ(month.at("items").as_array().size(), 5U);
}

TEST(Show, a_date_that_is_none_is_an_error) {
    for (const auto* bad :
         {"whenever", "2024-13-01", "2024-02-30 10:00", "2024-02-03 25:00", "%"}) {
        const auto ran = small_data()({"show", "阿梅", "--at", bad});
        EXPECT_EQ(ran.code, kFailed) << bad;
        EXPECT_NE(ran.err.find("expected a date"), std::string::npos) << ran.err;
    }
}

TEST(Show, tells_how_to_go_on_in_both_directions) {
    const auto ran = small_data()({"show", "阿梅", "--at", "2024-03-05 20:01", "--limit", "2"});
    EXPECT_NE(ran.err.find("2 to 3 of 5"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("--before "), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("--after "), std::string::npos) << ran.err;
}

TEST(Show, what_it_names_as_earlier_and_later_is_just_that) {
    const auto all = ids(small_data()({"show", "阿梅", "--json", "--limit", "0"}).json());
    ASSERT_EQ(all.size(), 5U);
    const auto id = [](std::int64_t n) { return std::to_string(n); };
    EXPECT_EQ(ids(small_data()({"show", "阿梅", "--json", "--before", id(all[2])}).json()),
              (std::vector<std::int64_t>{all[0], all[1]}));
    EXPECT_EQ(ids(small_data()({"show", "阿梅", "--json", "--after", id(all[2])}).json()),
              (std::vector<std::int64_t>{all[3], all[4]}));
}

TEST(Show, an_unknown_name_says_where_names_are) {
    const auto ran = small_data()({"show", "小明"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find("小明"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("kith people"), std::string::npos) << ran.err;
}

TEST(Show, a_name_that_may_be_several_lists_them_with_numbers) {
    // Both names have a character in common.
    const auto all = test::demo_data()({"people", "--json", "--limit", "0"}).json();
    std::map<std::string, int> surnames;
    for (const auto& one : all.at("people").as_array())
        if (one.at("number").as_int64() != 0)
            ++surnames[std::string{std::string_view{one.at("name").as_string()}.substr(0, 3)}];
    const auto common = std::ranges::find_if(surnames, [](const auto& s) { return s.second > 1; });
    ASSERT_NE(common, surnames.end());
    const auto ran = test::demo_data()({"show", common->first});
    EXPECT_EQ(ran.code, kFailed) << ran.out;
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find("Use the number"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("#"), std::string::npos) << ran.err;
}

TEST(Show, limit_0_shows_all_of_a_long_conversation_in_order) {
    const auto tree = test::demo_data()({"show", longest(), "--json", "--limit", "0"}).json();
    const auto& items = tree.at("items").as_array();
    EXPECT_EQ(items.size(), tree.at("total").to_number<std::size_t>());
    EXPECT_GT(items.size(), 1000U);
    for (std::size_t i = 1; i < items.size(); ++i)
        ASSERT_LE(items[i - 1].at("ts").as_int64(), items[i].at("ts").as_int64());
}

TEST(Show, more_than_a_page_from_the_end_is_the_end_of_everything) {
    const auto all = ids(test::demo_data()({"show", longest(), "--json", "--limit", "0"}).json());
    const auto last =
        ids(test::demo_data()({"show", longest(), "--json", "--limit", "777"}).json());
    ASSERT_EQ(last.size(), 777U);
    EXPECT_EQ(last, (std::vector<std::int64_t>{all.end() - 777, all.end()}));
}

TEST(Show, everything_before_a_message_comes_from_the_beginning) {
    const auto all = ids(test::demo_data()({"show", longest(), "--json", "--limit", "0"}).json());
    const auto before = ids(test::demo_data()({"show", longest(), "--json", "--limit", "0",
                                               "--before", std::to_string(all[900])})
                                .json());
    EXPECT_EQ(before, (std::vector<std::int64_t>{all.begin(), all.begin() + 900}));
}

TEST(Show, shows_fifty_unless_asked_for_more) {
    EXPECT_EQ(ids(test::demo_data()({"show", longest(), "--json"}).json()).size(), 50U);
}

}  // namespace
}  // namespace kith::app::cli

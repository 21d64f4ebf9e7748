// kith search.
#include <gtest/gtest.h>

#include <set>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::small_data;

TEST(Search, finds_messages_in_private_chats_and_groups) {
    const auto ran = small_data()({"search", "爬山"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("3 messages found")) << ran.out;
    EXPECT_NE(ran.out.find("> 20:01 阿梅"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("爬山报名"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("2024-03-05 Tue"), std::string::npos) << ran.out;
}

TEST(Search, a_hit_stands_between_its_neighbours) {
    const auto ran = small_data()({"search", "我们去"});
    const auto before = ran.out.find("周末去哪儿"), hit = ran.out.find("我们去爬山吧"),
               after = ran.out.find("好啊 100% 去");
    EXPECT_LT(before, hit) << ran.out;
    EXPECT_LT(hit, after) << ran.out;
    const auto alone = small_data()({"search", "我们去", "--context", "0"});
    EXPECT_EQ(alone.out.find("周末去哪儿"), std::string::npos) << alone.out;
}

TEST(Search, the_first_message_of_a_conversation_has_no_more_neighbours_than_others) {
    const auto first = small_data()({"search", "周末去哪儿", "--json", "--context", "2"}).json();
    const auto hit = first.at("hits").as_array().at(0).as_object();
    EXPECT_EQ(hit.at("before").as_array().size(), 0U);
    EXPECT_EQ(hit.at("after").as_array().size(), 2U);
    const auto text = small_data()({"search", "周末去哪儿"});
    EXPECT_EQ(text.out.find("100%"), std::string::npos) << text.out;
}

TEST(Search, marks_are_only_coloured_on_a_terminal) {
    EXPECT_EQ(small_data()({"search", "爬山"}).out.find('\x1b'), std::string::npos);
    const auto coloured = small_data()({"search", "我们去"}, {Look::coloured, 100, {}});
    EXPECT_NE(coloured.out.find("\x1b[1;33m我们去\x1b[0m爬山吧"), std::string::npos)
        << coloured.out;
}

TEST(Search, texts_of_others_cannot_change_colours) {
    const auto ran = small_data()({"search", "Hike"}, {Look::plain, 100, {}});
    EXPECT_NE(ran.out.find("Hike"), std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
}

TEST(Search, words_that_begin_with_a_dash_exclude) {
    const auto ran = small_data()({"search", "爬山", "-报名", "--json"});
    EXPECT_EQ(ran.json().at("total").to_number<int>(), 2) << ran.out;
    const auto first = small_data()({"search", "--json", "-报名", "爬山"});
    EXPECT_EQ(first.json().at("total").to_number<int>(), 2) << first.out;
}

TEST(Search, behind_two_dashes_everything_is_the_query) {
    const auto ran = small_data()({"search", "--json", "--", "--limit"});
    EXPECT_EQ(ran.json().at("query").as_string(), "--limit");
}

TEST(Search, operators_work_as_everywhere) {
    EXPECT_EQ(small_data()({"search", "in:阿梅", "爬山", "--json"}).json().at("total"), 2);
    EXPECT_EQ(small_data()({"search", "from:me", "--json"}).json().at("total"), 3);
    EXPECT_EQ(small_data()({"search", "has:image", "--json"}).json().at("total"), 1);
    EXPECT_EQ(small_data()({"search", "on:2024-03-06", "--json"}).json().at("total"), 1);
    EXPECT_EQ(small_data()({"search", "100%", "--json"}).json().at("total"), 1);
}

TEST(Search, kinds_without_text_say_what_they_are) {
    const auto ran = small_data()({"search", "has:image", "--language", "zh-CN"});
    EXPECT_NE(ran.out.find("[图片]"), std::string::npos) << ran.out;
    EXPECT_TRUE(ran.out.starts_with("找到 1 条消息")) << ran.out;
}

TEST(Search, a_problem_is_underlined_and_the_rest_runs) {
    const auto ran = small_data()({"search", "爬山 hour:99"});
    EXPECT_EQ(ran.code, kDone);
    EXPECT_NE(ran.err.find("  爬山 hour:99\n       ^^^^^^^"), std::string::npos) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("3 messages found")) << ran.out;
}

TEST(Search, nothing_found_is_no_error) {
    const auto ran = small_data()({"search", "没有这样的话"});
    EXPECT_EQ(ran.code, kDone);
    EXPECT_EQ(ran.out, "Nothing found.\n");
}

TEST(Search, json_has_hits_marks_facets_and_context_when_asked_for) {
    const auto tree =
        small_data()({"search", "爬山", "--json", "--context", "1", "--sort", "old"}).json();
    const auto& hits = tree.at("hits").as_array();
    ASSERT_EQ(hits.size(), 3U);
    EXPECT_EQ(hits[0].at("text").as_string(), "我们去爬山吧");
    EXPECT_EQ(hits[0].at("marks").as_array()[0].as_array()[0].to_number<int>(), 3);
    ASSERT_EQ(hits[0].at("before").as_array().size(), 1U);
    EXPECT_EQ(hits[0].at("before").as_array()[0].at("text").as_string(), "周末去哪儿");
    EXPECT_EQ(hits[0].at("after").as_array()[0].at("text").as_string(), "好啊 100% 去");
    EXPECT_EQ(tree.at("facets").at("chat").as_array().size(), 2U);
    const auto plain = small_data()({"search", "爬山", "--json"}).json();
    EXPECT_FALSE(plain.at("hits").as_array()[0].as_object().contains("before"));
}

TEST(Search, shows_twenty_and_says_how_many_more) {
    const auto total = test::demo_data()({"search", "的", "--json", "--limit", "1"})
                           .json()
                           .at("total")
                           .to_number<std::size_t>();
    ASSERT_GT(total, 400U);
    const auto ran = test::demo_data()({"search", "的", "--context", "0"});
    std::size_t hits = 0;
    for (auto at = ran.out.find("\n> "); at != std::string::npos; at = ran.out.find("\n> ", at + 1))
        ++hits;
    EXPECT_EQ(hits, 20U);
    EXPECT_NE(ran.err.find("more: --limit N"), std::string::npos) << ran.err;
}

TEST(Search, limit_0_gives_every_hit_once) {
    const auto tree = test::demo_data()({"search", "的", "--json", "--limit", "0"}).json();
    std::set<std::int64_t> ids;
    for (const auto& hit : tree.at("hits").as_array()) ids.insert(hit.at("id").as_int64());
    EXPECT_EQ(ids.size(), tree.at("total").to_number<std::size_t>());
    EXPECT_EQ(ids.size(), tree.at("hits").as_array().size());
}

TEST(Search, a_limit_over_a_page_is_kept_exactly) {
    const auto tree = test::demo_data()({"search", "的", "--json", "--limit", "250"}).json();
    EXPECT_EQ(tree.at("hits").as_array().size(), 250U);
}

TEST(Search, a_query_that_is_too_long_is_an_error) {
    const auto ran = small_data()({"search", std::string(65'536, 'x')});
    EXPECT_EQ(ran.code, test::kFailed);
    EXPECT_TRUE(ran.err.starts_with("kith: ")) << ran.err;
}

TEST(Search, ends_when_it_is_told_to_stop) {
    StopSource source;
    source.request(StopReason::user);
    const test::Kith kith{small_data().data, {}, source.stop()};
    const auto ran = kith({"search", "爬山"});
    EXPECT_EQ(ran.code, test::kFailed);
    EXPECT_EQ(ran.err, "kith: interrupted\n");
}

}  // namespace
}  // namespace kith::app::cli

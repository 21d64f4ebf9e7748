// What is settled before a row is looked at: whole chats, the order of work, the zone's offsets.
#include "search/find_plan.h"

#include <gtest/gtest.h>

#include "tests/search/find_archive.h"

namespace kith::search {
namespace {

const made::Archive& archive() {
    static const auto made = made::people_and_chats();
    return made;
}

Plan plan(std::string_view text) {
    static const auto snapshot = made::to_snapshot(archive());
    FindContext context;
    context.now = from_seconds(1'720'000'000);
    context.accounts = archive().accounts;
    return plan_of(parse(text), *snapshot, context);
}

// Of the whole query for each chat, one letter a chat: - none, a all, r rows.
std::string verdicts(std::string_view text) {
    const auto snapshot = made::to_snapshot(archive());
    const auto made = plan(text);
    std::string out;
    for (std::uint32_t i = 0; i < snapshot->chats.size(); ++i) {
        std::vector<Verdict> leaves;
        for (const auto& leaf : made.leaves)
            leaves.push_back(verdict_of(leaf, snapshot->chats[i], i));
        out += "-ar"[static_cast<int>(verdict_of(*made.root, leaves))];
    }
    return out;
}

TEST(Plan, terms_about_chats_are_settled_for_whole_chats) {
    EXPECT_EQ(verdicts("in:阿梅"), "a-----");
    EXPECT_EQ(verdicts("-in:阿梅"), "-aaaaa");
    EXPECT_EQ(verdicts("in:阿梅 OR group:家里"), "a----a");
    EXPECT_EQ(verdicts("is:group"), "----aa");
    EXPECT_EQ(verdicts("is:private"), "aaaa--");
    EXPECT_EQ(verdicts("source:telegram"), "--a---");
    EXPECT_EQ(verdicts("in:阿梅 爬山"), "r-----");
    EXPECT_EQ(verdicts("in:阿梅 OR 爬山"), "arrrrr");
    EXPECT_EQ(verdicts("in:阿梅 is:group"), "------");
}

TEST(Plan, people_rule_out_chats_they_never_wrote_in) {
    EXPECT_EQ(verdicts("from:阿梅"), "r---r-");
    EXPECT_EQ(verdicts("with:阿梅"), "a---r-");
    EXPECT_EQ(verdicts("from:me"), "rrrrrr");
}

TEST(Plan, an_empty_range_of_time_rules_out_everything) {
    EXPECT_EQ(verdicts("on:2024..2022"), "------");
    EXPECT_EQ(verdicts("on:2022..2024"), "rrrrrr");
}

TEST(Plan, cheap_terms_come_first) {
    const auto made = plan("爬山 hour:3 -(周六 OR 山) is:mine");
    std::string order;
    for (const auto& child : made.root->children)
        order += child.kind == Node::Kind::term ? std::to_string(child.term) : "n";
    EXPECT_EQ(order, "410n");
}

TEST(Plan, notices_are_looked_at_only_for_words_that_must_occur) {
    EXPECT_TRUE(plan("爬山").notices);
    EXPECT_TRUE(plan("is:mine OR 爬山").notices);
    EXPECT_TRUE(plan("-is:system").notices);
    EXPECT_TRUE(plan("-(is:mine -爬山)").notices);
    EXPECT_FALSE(plan("is:mine -爬山").notices);
    EXPECT_FALSE(plan("in:阿梅").notices);
}

TEST(Plan, excluded_words_are_not_marked) {
    EXPECT_EQ(plan("爬山 -饭 (周六 OR 周日)").marked.size(), 3U);
    EXPECT_EQ(plan("-爬山").marked.size(), 0U);
}

TEST(Plan, terms_without_meaning_leave_the_rest_as_it_is) {
    const auto made = plan("(from:nobody OR 爬山) in:阿梅");
    ASSERT_TRUE(made.root);
    EXPECT_EQ(made.root->children.size(), 2U);
    EXPECT_EQ(made.problems.size(), 1U);
    EXPECT_FALSE(plan("-from:nobody").root);
}

TEST(Plan, a_local_clock_knows_every_change) {
    const auto zone = Zone::named("Europe/Berlin");
    const std::int64_t first = 1'700'000'000, last = 1'740'000'000;
    const LocalClock clock{zone, first, last};
    for (std::int64_t time = first; time <= last; time += 1'799)
        ASSERT_EQ(clock.at(time)->offset, zone.offset_at(time)) << time;
    for (const auto change : zone.transitions(first, last)) {
        EXPECT_EQ(clock.at(change - 1)->offset, zone.offset_at(change - 1));
        EXPECT_EQ(clock.at(change)->offset, zone.offset_at(change));
    }
}

}  // namespace
}  // namespace kith::search

// Figures under the wire's names (archive contract §6.1, §6.2).
#include "api/welink/stats_view.h"

#include <gtest/gtest.h>

namespace kith::api::welink {
namespace {

constexpr insight::Month kMarch = 2024 * 12 + 2;

insight::LabelCounts labels(std::uint64_t texts, std::uint64_t packets) {
    insight::LabelCounts counts{};
    counts[static_cast<std::size_t>(insight::Label::text)] = texts;
    counts[static_cast<std::size_t>(insight::Label::red_packet)] = packets;
    return counts;
}

TEST(ContactViews, carry_every_figure) {
    store::Person person;
    person.key = "wxid_mei";
    person.nick = "梅<b>";
    person.remark = "阿梅 \"1\"";
    person.alias = "mei";
    person.avatar = "small";
    person.avatar_big = "big";
    person.source_flag = 3;
    auto stats = std::make_shared<insight::ChatStats>();
    stats->first = 1'709'251'200;
    stats->last = 1'709'310'000;
    stats->first_text = "早";
    insight::ContactStats row;
    row.person = std::make_shared<const store::Person>(person);
    row.chat = store::ChatId{7};
    row.stats = stats;
    row.total = 4;
    row.mine = 1;
    row.theirs = 3;
    row.my_chars = 5;
    row.their_chars = 6;
    row.average_chars = 2.75;
    row.first_date = "2024-03-01";
    row.last_date = "2024-03-02";
    row.labels = labels(3, 1);
    row.stickers = 8;
    row.money = 9;
    row.recalls = 10;
    row.shared_groups = 11;
    row.peak = insight::MonthCount{kMarch, 4, 1};
    row.recent = 12;
    insight::Board board;
    board.contacts.push_back(row);
    EXPECT_EQ(
        json::write(contact_views(board)),
        R"([{"username":"wxid_mei","nickname":"梅<b>","remark":"阿梅 \"1\"","alias":"mei","flag":3,)"
        R"("description":"","big_head_url":"big","small_head_url":"small","total_messages":4,)"
        R"("their_messages":3,"my_messages":1,"their_chars":6,"my_chars":5,)"
        R"("first_message_time":"2024-03-01","last_message_time":"2024-03-02",)"
        R"("first_message_ts":1709251200,"last_message_ts":1709310000,"first_msg":"早",)"
        R"("emoji_count":8,"type_pct":{"文本":75,"红包":25},"type_cnt":{"文本":3,"红包":1},)"
        R"("shared_groups_count":11,"peak_monthly":4,"peak_period":"2024-03","recent_monthly":12,)"
        R"("recall_count":10,"avg_msg_len":2.75,"money_count":9,"chat":"7"}])");
}

TEST(ContactViews, who_never_wrote_has_zeros_and_empty_words) {
    insight::ContactStats row;
    row.person = std::make_shared<const store::Person>();
    row.stats = std::make_shared<const insight::ChatStats>();
    insight::Board board;
    EXPECT_EQ(json::write(contact_views(board)), "[]");
    board.contacts.push_back(row);
    const auto text = json::write(contact_views(board));
    EXPECT_NE(text.find(R"("total_messages":0)"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("type_pct":{},"type_cnt":{})"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("peak_period":"")"), std::string::npos) << text;
    EXPECT_EQ(text.find("first_message_ts"), std::string::npos) << text;
}

TEST(GlobalView, carries_every_figure_and_leaves_out_empty_months) {
    insight::GlobalStats stats;
    stats.contacts = 3;
    stats.silent_contacts = 1;
    stats.messages = 7;
    Day first_of_march{};
    ASSERT_TRUE(parse_date("2024-03-01", first_of_march));
    stats.busiest_day = insight::DayCount{first_of_march, 6};
    stats.night_champion = "阿梅";
    stats.sticker_king = "老李";
    stats.months = {{kMarch, 6, 2}, {kMarch + 1, 0, 0}, {kMarch + 10, 1, 1}};
    stats.group_months = {{kMarch, 3, 0}};
    stats.hours[8] = 5;
    stats.group_hours[9] = 2;
    stats.labels = labels(6, 1);
    stats.night_owls = {{"阿梅", "wxid_mei", 30, 120, 25.0}};
    const auto view = global_view(stats);
    EXPECT_EQ(view.total_friends, 3u);
    EXPECT_EQ(view.zero_msg_friends, 1u);
    EXPECT_EQ(view.total_messages, 7u);
    EXPECT_EQ(view.busiest_day, "2024-03-01");
    EXPECT_EQ(view.busiest_day_count, 6u);
    EXPECT_EQ(view.midnight_champ, "阿梅");
    EXPECT_EQ(view.emoji_king, "老李");
    EXPECT_EQ(json::write(view.monthly_trend), R"({"2024-03":6,"2025-01":1})");
    EXPECT_EQ(json::write(view.group_monthly_trend), R"({"2024-03":3})");
    EXPECT_EQ(view.hourly_heatmap[8], 5u);
    EXPECT_EQ(view.group_hourly_heatmap[9], 2u);
    EXPECT_EQ(json::write(view.type_mix), R"({"文本":6,"红包":1})");
    EXPECT_EQ(view.type_distribution, view.type_mix);
    EXPECT_EQ(
        json::write(view.late_night_ranking),
        R"([{"name":"阿梅","late_night_count":30,"total_messages":120,"ratio":25,"username":"wxid_mei"}])");
}

TEST(GlobalView, of_nothing_is_zeros_and_never_null) {
    const auto text = json::write(global_view(insight::GlobalStats{}));
    EXPECT_EQ(text.find("null"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("busiest_day":"","busiest_day_count":0)"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("late_night_ranking":[])"), std::string::npos) << text;
}

}  // namespace
}  // namespace kith::api::welink

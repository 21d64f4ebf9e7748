// One pass gives what a plain loop over the rows gives, and what the contract's example says.
#include "insight/chat_stats.h"

#include <gtest/gtest.h>

#include "tests/insight/made.h"
#include "tests/insight/slow.h"

namespace kith::insight {
namespace {

std::map<std::string, std::uint64_t> by_date(const std::vector<DayCount>& days) {
    std::map<std::string, std::uint64_t> found;
    for (const auto& day : days) {
        if (!found.empty()) EXPECT_LT(found.rbegin()->first, format_date(day.day));
        found[format_date(day.day)] = day.total;
    }
    return found;
}

std::map<std::string, std::uint64_t> by_month(const std::vector<MonthCount>& months,
                                              std::uint32_t MonthCount::* value) {
    std::map<std::string, std::uint64_t> found;
    for (const auto& month : months)
        if (month.*value != 0) found[format_month(month.month)] = month.*value;
    return found;
}

void expect_same(const ChatStats& fast, const slow::Chat& slow, const made::Chat& source) {
    EXPECT_EQ(fast.total, slow.total);
    EXPECT_EQ(fast.mine, slow.mine);
    EXPECT_EQ(fast.recalls, slow.recalls);
    EXPECT_EQ(fast.money(), slow.money);
    EXPECT_EQ(fast.texts, slow.texts);
    EXPECT_EQ(fast.sessions, slow.sessions);
    EXPECT_EQ(fast.my_sessions, slow.my_sessions);
    EXPECT_EQ(fast.chars, slow.chars);
    EXPECT_EQ(fast.first, slow.first);
    EXPECT_EQ(fast.last, slow.last);
    EXPECT_EQ(fast.first_text, slow.first_text.substr(0, 2'000));  // long ones are ASCII
    EXPECT_TRUE(std::equal(fast.hours.begin(), fast.hours.end(), slow.hours.begin()));
    EXPECT_TRUE(std::equal(fast.weekdays.begin(), fast.weekdays.end(), slow.weekdays.begin()));
    EXPECT_EQ(by_date(fast.days), slow.days);
    EXPECT_EQ(by_month(fast.months, &MonthCount::total), slow.months);
    EXPECT_EQ(by_month(fast.months, &MonthCount::mine), slow.my_months);
    for (std::size_t side = 0; side < 2; ++side)
        for (int kind = 0; kind < kKindCount; ++kind) {
            const auto at = slow.kinds[side].find(kind);
            EXPECT_EQ(fast.kinds[side][static_cast<std::size_t>(kind)],
                      at == slow.kinds[side].end() ? 0 : at->second);
        }
    std::map<std::int64_t, std::uint64_t> senders;
    for (std::size_t i = 0; i < fast.senders.size(); ++i)
        if (fast.senders[i] != 0) senders[source.people[i]] += fast.senders[i];
    if (source.kind == store::ChatKind::group)
        EXPECT_EQ(senders, slow.senders);
    else
        EXPECT_TRUE(fast.senders.empty());
}

struct Case {
    const char* zone;
    std::int64_t from, to;
};

class Oracle : public testing::TestWithParam<Case> {};

TEST_P(Oracle, agrees_for_every_range) {
    const auto [name, from, to] = GetParam();
    made::Dice dice{7};
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        const auto archive = made::some_archive(seed, from, to, 1'500);
        slow::Rules rules{Zone::named(name),
                          {},
                          static_cast<int>(dice.below(25)),
                          static_cast<int>(dice.below(24)) + 1,
                          dice.below(50'000)};
        Params params;
        params.zone = rules.zone;
        params.session_gap_seconds = rules.gap;
        for (const auto& source : archive.chats) {
            SCOPED_TRACE(source.key);
            const auto chat = made::to_store(source, dice.one_in(2) ? 100 : store::kChunkRows);
            const auto middle = from + (to - from) / 3;
            for (const auto range :
                 {store::Range{}, store::Range{middle, 0}, store::Range{0, middle},
                  store::Range{middle, to - 1'000'000}, store::Range{to * 2, 0}}) {
                rules.range = range;
                const auto fast = chat_stats(chat, range, params);
                const auto expected = slow::count(source, rules);
                expect_same(fast, expected, source);
                EXPECT_EQ(fast.night({rules.night_start, rules.night_end}), expected.night);
                const auto labels = fast.labels();
                for (int i = 0; i < kLabelCount; ++i) {
                    const auto at =
                        expected.labels.find(std::string{word_of(static_cast<Label>(i))});
                    EXPECT_EQ(labels[static_cast<std::size_t>(i)],
                              at == expected.labels.end() ? 0 : at->second);
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Zones, Oracle,
    testing::Values(Case{"Asia/Shanghai", 504921600, 725846400},       // 1986-92
                    Case{"Asia/Shanghai", 1577836800, 1640995200},     // no clock changes
                    Case{"Europe/Berlin", 1577836800, 1672531200},     // two a year
                    Case{"America/St_Johns", 1136073600, 1262304000},  // one minute past midnight
                    Case{"Pacific/Apia", 1317427200, 1333238400},      // without 30 December 2011
                    Case{"Asia/Kolkata", 1577836800, 1609459200}));    // half an hour beside

// On 1 November 2009 the clocks of Newfoundland went from 00:01 back to 23:01 of 31 October: the
// day and the month ended twice.
TEST(ChatStats, a_clock_that_falls_back_across_midnight_returns_to_the_day_before) {
    slow::Rules rules{Zone::named("America/St_Johns")};
    const auto cuts = rules.zone.transitions(1256000000, 1258000000);
    ASSERT_EQ(cuts.size(), 1U);
    made::Chat source{1, store::ChatKind::direct, "a", 1, {1}, {}};
    for (const std::int64_t beside : {-7'000, -90, -30, -1, 0, 10, 3'500, 3'541, 90'000})
        source.rows.push_back({cuts[0] + beside, Kind::text, kMine, 0, "x"});
    Params params;
    params.zone = rules.zone;
    const auto fast = chat_stats(made::to_store(source), {}, params);
    const auto slow = slow::count(source, rules);
    EXPECT_EQ(slow.months.size(), 2U);
    expect_same(fast, slow, source);
    EXPECT_EQ(fast.months.size(), 2U);
}

made::Row text(std::int64_t time, std::uint8_t flags, std::string words) {
    return {time, Kind::text, flags, static_cast<std::uint16_t>(flags & kMine ? 1 : 0),
            std::move(words)};
}

made::Chat worked_conversation() {
    made::Chat chat{1, store::ChatKind::direct, "wxid_c", 2, {2, 1}, {}};
    chat.rows = {
        text(1709251200, 0, "早"),
        text(1709251230, kMine, "早上好"),
        {1709251290, Kind::sticker, kMine, 1, ""},
        text(1709254890, 0, "去吃饭吗"),
        {1709254900, Kind::system, kMine | kRevokeNotice, made::kNobody, "对方撤回了一条消息"},
        {1709280000, Kind::red_packet, kMine, 1, "恭喜发财"},
        {1709280060, Kind::transfer, 0, 0, "转账"},
        text(1709310000, 0, "晚安[月亮]")};
    return chat;
}

TEST(ChatStats, give_the_worked_conversation_of_the_contract) {
    const auto stats = chat_stats(made::to_store(worked_conversation()), {}, Params{});
    EXPECT_EQ(stats.total, 7U);
    EXPECT_EQ(stats.mine, 3U);
    EXPECT_EQ(stats.chars[kOurs], 3U);
    EXPECT_EQ(stats.chars[kTheirs], 11U);
    EXPECT_EQ(stats.texts, 4U);
    EXPECT_EQ(stats.recalls, 1U);
    EXPECT_EQ(stats.kind(Kind::sticker), 1U);
    EXPECT_EQ(stats.first_text, "早");
    EXPECT_EQ(stats.hours[0], 1U);
    EXPECT_EQ(stats.hours[8], 3U);
    EXPECT_EQ(stats.hours[9], 1U);
    EXPECT_EQ(stats.hours[16], 2U);
    EXPECT_EQ(stats.weekdays[5], 6U);
    EXPECT_EQ(stats.weekdays[6], 1U);
    EXPECT_EQ(stats.days,
              (std::vector<DayCount>{{day_of({2024, 3, 1}), 6}, {day_of({2024, 3, 2}), 1}}));
    EXPECT_EQ(stats.months, (std::vector<MonthCount>{{2024 * 12 + 2, 7, 3}}));
    EXPECT_EQ(stats.night({0, 5}), 1U);
    EXPECT_EQ(stats.sessions, 3U);
    EXPECT_EQ(stats.my_sessions, 1U);
}

TEST(ChatStats, of_nothing_are_empty) {
    const auto stats =
        chat_stats(made::to_store({1, store::ChatKind::direct, "a", 1, {}, {}}), {}, Params{});
    EXPECT_EQ(stats.total, 0U);
    EXPECT_TRUE(stats.days.empty());
    EXPECT_EQ(stats.first_text, "");
}

TEST(ChatStats, of_notices_alone_count_recalls_only) {
    made::Chat chat{1, store::ChatKind::group, "g@chatroom", 0, {1}, {}};
    chat.rows = {{1000, Kind::system, kRevokeNotice, made::kNobody, "撤回"},
                 {1001, Kind::system, 0, 0, "joined"},
                 {1002, Kind::system, kRevokeNotice | kDeleted, 0, "撤回"}};
    const auto stats = chat_stats(made::to_store(chat), {}, Params{});
    EXPECT_EQ(stats.total, 0U);
    EXPECT_EQ(stats.recalls, 1U);
    EXPECT_EQ(stats.sessions, 0U);
    EXPECT_EQ(stats.senders, std::vector<std::uint32_t>{0});
}

TEST(ChatStats, a_gap_as_long_as_the_limit_is_the_same_session) {
    made::Chat chat{1, store::ChatKind::direct, "a", 1, {1}, {}};
    chat.rows = {text(100'000, 0, "a"), text(121'600, kMine, "b"), text(143'201, kMine, "c")};
    const auto stats = chat_stats(made::to_store(chat), {}, Params{});
    EXPECT_EQ(stats.sessions, 2U);
    EXPECT_EQ(stats.my_sessions, 1U);
}

TEST(ChatStats, system_phrases_and_empty_texts_have_no_characters) {
    made::Chat chat{1, store::ChatKind::direct, "a", 1, {1}, {}};
    chat.rows = {text(1000, kSystemPhrase, "我通过了你的朋友验证请求，现在我们可以开始聊天了"),
                 text(1001, 0, ""), text(1002, kMine, "好🎉")};
    const auto stats = chat_stats(made::to_store(chat), {}, Params{});
    EXPECT_EQ(stats.total, 3U);
    EXPECT_EQ(stats.texts, 1U);
    EXPECT_EQ(stats.chars[kOurs], 2U);
    EXPECT_EQ(stats.chars[kTheirs], 0U);
    EXPECT_EQ(stats.first_text, "好🎉");
}

TEST(ChatStats, long_texts_count_every_code_point_and_are_cut_for_showing) {
    std::string words;
    for (int i = 0; i < 70'000; ++i) words += "字";
    made::Chat chat{1, store::ChatKind::direct, "a", 1, {1}, {text(1000, 0, words)}};
    const auto stats = chat_stats(made::to_store(chat), {}, Params{});
    EXPECT_EQ(stats.chars[kTheirs], 70'000U);
    EXPECT_EQ(stats.first_text.size(), kFirstTextCodePoints * 3);
}

TEST(ChatStats, a_transfer_and_its_receipt_are_one_payment) {
    made::Chat chat{1, store::ChatKind::direct, "a", 1, {1}, {}};
    chat.rows = {{1000, Kind::transfer, kMine, 0, ""},
                 {1001, Kind::transfer, kReceipt, 0, ""},
                 {1002, Kind::transfer, 0, 0, ""},
                 {1003, Kind::transfer, kMine | kReceipt, 0, ""},
                 {1004, Kind::red_packet, 0, 0, ""},
                 {1005, Kind::transfer, kMine | kReceipt | kDeleted, 0, ""}};
    const auto stats = chat_stats(made::to_store(chat), {}, Params{});
    EXPECT_EQ(stats.money(), 3U);
    EXPECT_EQ(stats.kind(Kind::transfer), 4U);
    EXPECT_EQ(stats.receipts[kOurs], 1U);
    EXPECT_EQ(stats.receipts[kTheirs], 1U);
}

TEST(ChatStats, results_of_two_threads_share_no_cache_line) {
    EXPECT_EQ(alignof(ChatStats), 128U);
    EXPECT_EQ(sizeof(ChatStats) % 128, 0U);
}

}  // namespace
}  // namespace kith::insight

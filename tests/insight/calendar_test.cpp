// Days: trend, who was active, active dates, months of a chat.
#include "insight/calendar.h"

#include <gtest/gtest.h>

#include "tests/insight/made.h"
#include "tests/insight/slow.h"

namespace kith::insight {
namespace {

constexpr std::int64_t kFrom = 1577836800, kTo = 1640995200;

TEST(Trend, has_every_day_and_ends_with_the_last) {
    const std::vector<DayCount> heatmap{{100, 1}, {103, 4}, {106, 9}};
    EXPECT_EQ(trend(heatmap, 105, 4),
              (std::vector<DayCount>{{102, 0}, {103, 4}, {104, 0}, {105, 0}}));
    EXPECT_EQ(trend(heatmap, 106, 1), (std::vector<DayCount>{{106, 9}}));
    EXPECT_EQ(trend({}, 7, 2), (std::vector<DayCount>{{6, 0}, {7, 0}}));
    EXPECT_EQ(trend(heatmap, 400, 365).size(), 365U);
}

TEST(RangeOf, a_day_of_the_clock_change_is_as_long_as_it_is) {
    const auto berlin = Zone::named("Europe/Berlin");
    const auto spring = range_of(berlin, day_of({2024, 3, 31}));
    EXPECT_EQ(spring.to - spring.from + 1, 23 * 3600);
    const auto autumn = range_of(berlin, day_of({2024, 10, 27}));
    EXPECT_EQ(autumn.to - autumn.from + 1, 25 * 3600);
    const auto plain = range_of(Zone::named("Asia/Shanghai"), day_of({2024, 3, 1}));
    EXPECT_EQ(plain, (store::Range{1709222400, 1709308799}));
}

TEST(ActiveOn, official_accounts_are_left_out_and_strangers_are_not) {
    made::Archive archive;
    archive.people = {made::person(1, "friend", store::kFriend), made::person(2, "stranger", 0),
                      made::person(3, "gh_news", store::kOfficial)};
    const made::Row row{1709251200, Kind::text, 0, 0, "x"};
    archive.chats = {{1, store::ChatKind::direct, "friend", 1, {1}, {row}},
                     {2, store::ChatKind::direct, "stranger", 2, {2}, {row, row}},
                     {3, store::ChatKind::direct, "gh_news", 3, {3}, {row}},
                     {4, store::ChatKind::group, "z@chatroom", 0, {1}, {row}},
                     {5, store::ChatKind::group, "a@chatroom", 0, {1}, {row}},
                     {6,
                      store::ChatKind::group,
                      "quiet@chatroom",
                      0,
                      {1},
                      {{1709251200, Kind::system, 0, 0, "notice"}}}};
    const auto day =
        active_on(*made::to_snapshot(archive), Zone::named("Asia/Shanghai"), day_of({2024, 3, 1}));
    ASSERT_EQ(day.contacts.size(), 2U);
    EXPECT_EQ(day.contacts[0].person->key, "stranger");
    EXPECT_EQ(day.contacts[0].count, 2U);
    EXPECT_EQ(day.contacts[1].person->key, "friend");
    ASSERT_EQ(day.groups.size(), 2U);
    EXPECT_EQ(day.groups[0].chat->key, "a@chatroom");
    EXPECT_EQ(day.groups[0].person, nullptr);
    EXPECT_EQ(day.groups[1].chat->key, "z@chatroom");
}

TEST(ActiveOn, agrees_with_a_plain_loop_on_every_day_of_a_year) {
    const auto archive = made::some_archive(21, kFrom, kTo, 400);
    const auto snapshot = made::to_snapshot(archive, 50);
    slow::Rules rules{Zone::named("Europe/Berlin")};
    std::map<std::string, std::map<std::string, std::uint64_t>> expected;
    for (const auto& chat : archive.chats) {
        if (chat.peer != 0 &&
            (archive.people[static_cast<std::size_t>(chat.peer - 1)].flags & store::kOfficial) != 0)
            continue;
        for (const auto& [date, count] : slow::count(chat, rules).days)
            expected[date][chat.key] = count;
    }
    for (Day day = day_of({2020, 1, 1}); day < day_of({2021, 1, 1}); ++day) {
        std::map<std::string, std::uint64_t> found;
        const auto active = active_on(*snapshot, rules.zone, day);
        for (const auto& entry : active.contacts) found[entry.chat->key] = entry.count;
        for (const auto& entry : active.groups) found[entry.chat->key] = entry.count;
        EXPECT_EQ(found, expected[format_date(day)]) << format_date(day);
    }
}

TEST(ActiveDates, are_the_days_with_something_of_the_listed_types) {
    const auto archive = made::some_archive(22, kFrom, kTo, 800);
    for (const char* name : {"Asia/Shanghai", "Europe/Berlin", "America/St_Johns"}) {
        const auto zone = Zone::named(name);
        for (const auto& chat : archive.chats) {
            std::set<Day> expected;
            for (const auto& row : chat.rows) {
                const bool active = row.kind != Kind::card && row.kind != Kind::place &&
                                    row.kind != Kind::call && row.kind != Kind::system &&
                                    row.kind != Kind::other && (row.flags & kDeleted) == 0;
                if (active) expected.insert(zone.day_at(row.time));
            }
            const auto found = active_dates(made::to_store(chat, 70), zone);
            EXPECT_EQ(found, std::vector<Day>(expected.begin(), expected.end()));
        }
    }
    EXPECT_TRUE(
        active_dates(made::to_store({1, store::ChatKind::direct, "a", 1, {}, {}}), Zone::fixed(0))
            .empty());
}

TEST(ActiveDates, a_row_at_midnight_belongs_to_the_new_day) {
    made::Chat chat{1, store::ChatKind::direct, "a", 1, {1}, {}};
    chat.rows = {{1709251200, Kind::text, 0, 0, "a"},   // 1 March 2024, 08:00
                 {1709308800, Kind::text, 0, 0, "b"}};  // 2 March, 00:00:00
    EXPECT_EQ(active_dates(made::to_store(chat), Zone::named("Asia/Shanghai")),
              (std::vector<Day>{day_of({2024, 3, 1}), day_of({2024, 3, 2})}));
}

TEST(MonthsOf, give_every_row_a_month_and_a_place) {
    const auto archive = made::some_archive(23, kFrom, kTo, 800);
    const auto zone = Zone::named("Europe/Berlin");
    for (const auto& chat : archive.chats) {
        std::vector<MonthRows> expected;
        for (std::size_t i = 0; i < chat.rows.size(); ++i) {
            const auto date = zone.local(chat.rows[i].time).date;
            const Month month = date.year * 12 + date.month - 1;
            if (expected.empty() || expected.back().month != month)
                expected.push_back({month, i, 0});
            ++expected.back().count;
        }
        EXPECT_EQ(months_of(made::to_store(chat, 70), zone), expected);
    }
    EXPECT_TRUE(
        months_of(made::to_store({1, store::ChatKind::direct, "a", 1, {}, {}}), zone).empty());
}

}  // namespace
}  // namespace kith::insight

// Prepared days agree with the zone at every time, also around clock changes.
#include "insight/local_days.h"

#include <gtest/gtest.h>

namespace kith::insight {
namespace {

void expect_same(const Zone& zone, const LocalDays& days, std::int64_t time) {
    const auto& piece = days.at(static_cast<std::uint32_t>(time));
    const auto local = zone.local(time);
    ASSERT_EQ(piece.day, day_of(local.date)) << zone.name() << ' ' << time;
    ASSERT_EQ(piece.month, local.date.year * 12 + local.date.month - 1);
    ASSERT_EQ(static_cast<std::uint32_t>(time) - piece.zero,
              static_cast<std::uint32_t>(local.hour * 3600 + local.minute * 60 + local.second));
    ASSERT_LE(piece.begin, time);
    ASSERT_GT(piece.end, time);
}

void check(const char* name, std::int64_t from, std::int64_t to, std::int64_t step) {
    const auto zone = Zone::named(name);
    ASSERT_EQ(zone.name(), name);
    const LocalDays days{zone, from, to};
    for (std::int64_t time = from; time <= to; time += step) expect_same(zone, days, time);
    for (const auto cut : zone.transitions(from, to))
        for (const auto time : {cut - 1, cut, cut + 1})
            if (time >= from && time <= to) expect_same(zone, days, time);
    expect_same(zone, days, to);
}

TEST(LocalDays, agree_with_the_zone_everywhere) {
    check("Asia/Shanghai", 504921600, 725846400, 997);      // 1986-92, with summer time
    check("Europe/Berlin", 1577836800, 1735689600, 997);    // 2020-24
    check("America/St_Johns", 946684800, 1293840000, 997);  // clocks change at 00:01
    check("Pacific/Apia", 1309478400, 1341100800, 61);      // a day left out
    check("Asia/Kathmandu", 489024000, 536457600, 61);      // offset of 5:45
    check("America/Los_Angeles", 0, 40'000'000, 997);       // from the start of 1970
}

TEST(LocalDays, may_cover_a_single_moment) {
    const auto zone = Zone::named("Asia/Shanghai");
    const LocalDays days{zone, 1700000000, 1700000000};
    expect_same(zone, days, 1700000000);
}

TEST(LocalDays, reach_to_the_end_of_what_the_store_takes) {
    const auto zone = Zone::named("Europe/Berlin");
    const LocalDays days{zone, 0, 4'133'980'799};
    for (const std::int64_t time : {0LL, 86'399LL, 1700000000LL, 4'133'980'799LL})
        expect_same(zone, days, time);
}

}  // namespace
}  // namespace kith::insight

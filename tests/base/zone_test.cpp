// Zones: expected values are known calendar facts.
#include "base/zone.h"

#include <gtest/gtest.h>

namespace kith {
namespace {

TEST(Zones, shanghai_is_eight_hours_ahead_and_had_summer_time) {
    const auto zone = Zone::named("Asia/Shanghai");
    EXPECT_EQ(zone.offset_at(1'700'000'000), 8 * 3600);
    EXPECT_EQ(zone.stamp(1'700'000'000), "2023-11-15 06:13");
    EXPECT_EQ(zone.offset_at(583'891'200), 9 * 3600);  // 3 July 1988, summer time
}

TEST(Zones, an_unknown_name_is_eight_hours_ahead) {
    EXPECT_FALSE(Zone::known("Mars/Olympus"));
    EXPECT_EQ(Zone::named("Mars/Olympus").offset_at(0), 8 * 3600);
    EXPECT_EQ(Zone::named("").name(), "+08:00");
}

TEST(Zones, a_day_with_a_clock_change_has_23_or_25_hours) {
    const auto berlin = Zone::named("Europe/Berlin");
    const auto spring = day_of({2024, 3, 31});
    const auto autumn = day_of({2024, 10, 27});
    EXPECT_EQ(berlin.start_of(spring + 1) - berlin.start_of(spring), 23 * 3600);
    EXPECT_EQ(berlin.start_of(autumn + 1) - berlin.start_of(autumn), 25 * 3600);
    const auto changes = berlin.transitions(1'704'067'200, 1'735'689'600);  // 2024
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0], 1'711'846'800);  // 2024-03-31 01:00 UTC
    EXPECT_EQ(changes[1], 1'729'990'800);  // 2024-10-27 01:00 UTC
}

TEST(Zones, a_midnight_that_was_skipped_is_the_first_instant_after_it) {
    const auto cairo = Zone::named("Africa/Cairo");  // 2023-04-28 00:00 became 01:00
    EXPECT_EQ(cairo.local(cairo.start_of(day_of({2023, 4, 28}))).hour, 1);
}

TEST(Zones, times_before_1970_round_towards_the_past) {
    const auto zone = Zone::fixed(0);
    EXPECT_EQ(format_date(zone.day_at(-1)), "1969-12-31");
    EXPECT_EQ(zone.clock(-60), "23:59");
}

TEST(Zones, local_times_in_all_shapes) {
    const auto zone = Zone::fixed(-12'600);  // -03:30
    EXPECT_EQ(zone.name(), "-03:30");
    EXPECT_EQ(zone.rfc3339(0), "1969-12-31T20:30:00-03:30");
    EXPECT_EQ(zone.start_of_month(1970, 1), 12'600);
}

TEST(Days, dates_are_parsed_strictly) {
    Day day{};
    EXPECT_TRUE(parse_date("2024-02-29", day));
    EXPECT_EQ(date_of(day), (Date{2024, 2, 29}));
    EXPECT_EQ(format_date(day), "2024-02-29");
    EXPECT_EQ(weekday_of(day), 4);  // a Thursday
    for (const auto* wrong : {"2023-02-29", "2024-2-29", "2024-02-29x", "2024/02/29", "",
                              "२०२४-०२-२९", "2024-13-01", "2024-00-10", "-024-01-01"})
        EXPECT_FALSE(parse_date(wrong, day)) << wrong;
}

TEST(Days, weekdays_go_on_before_1970) {
    EXPECT_EQ(weekday_of(0), 4);
    EXPECT_EQ(weekday_of(-1), 3);
    EXPECT_EQ(weekday_of(-7), 4);
    EXPECT_EQ(format_month(2024, 3), "2024-03");
}

}  // namespace
}  // namespace kith

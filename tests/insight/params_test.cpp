// Hours of the night and the sliding month.
#include "insight/params.h"

#include <gtest/gtest.h>

namespace kith::insight {
namespace {

std::int64_t at(const Zone& zone, Date date, int hour) {
    return zone.start_of(day_of(date)) + hour * 3600;
}

TEST(NightHours, start_counts_and_end_does_not) {
    const NightHours night{0, 5};
    EXPECT_TRUE(night.contains(0));
    EXPECT_TRUE(night.contains(4));
    EXPECT_FALSE(night.contains(5));
    EXPECT_FALSE(night.contains(23));
}

TEST(NightHours, may_cross_midnight) {
    const NightHours night{22, 3};
    for (int hour = 0; hour < 24; ++hour)
        EXPECT_EQ(night.contains(hour), hour >= 22 || hour < 3) << hour;
}

TEST(NightHours, equal_ends_are_no_night) {
    for (int hour = 0; hour < 24; ++hour) EXPECT_FALSE((NightHours{4, 4}.contains(hour)));
}

TEST(NightHours, an_end_of_0_means_5_and_others_are_brought_inside) {
    EXPECT_EQ(night_hours(0, 0), (NightHours{0, 5}));
    EXPECT_EQ(night_hours(22, 0), (NightHours{22, 5}));
    EXPECT_EQ(night_hours(-3, 99), (NightHours{0, 24}));
}

TEST(MonthBefore, keeps_the_local_time_of_day) {
    const auto zone = Zone::named("Asia/Shanghai");
    EXPECT_EQ(month_before(zone, 1795233600), 1792555200);  // 2026-11-21 12:00 -> 2026-10-21 12:00
    EXPECT_EQ(month_before(zone, at(zone, {2024, 1, 15}, 7)), at(zone, {2023, 12, 15}, 7));
}

TEST(MonthBefore, ends_at_the_last_day_of_a_shorter_month) {
    const auto zone = Zone::named("Asia/Shanghai");
    EXPECT_EQ(month_before(zone, at(zone, {2024, 3, 31}, 9)), at(zone, {2024, 2, 29}, 9));
    EXPECT_EQ(month_before(zone, at(zone, {2023, 3, 29}, 9)), at(zone, {2023, 2, 28}, 9));
    EXPECT_EQ(month_before(zone, at(zone, {2023, 12, 31}, 9)), at(zone, {2023, 11, 30}, 9));
}

TEST(MonthBefore, crosses_a_clock_change_by_local_time) {
    const auto zone = Zone::named("Europe/Berlin");
    const std::int64_t now = 1711958400;             // 2024-04-01 10:00 summer time
    EXPECT_EQ(month_before(zone, now), 1709283600);  // 2024-03-01 10:00 winter time
}

TEST(Params, are_equal_when_everything_is) {
    Params a, b;
    EXPECT_TRUE(a == b);
    b.night = {1, 5};
    EXPECT_FALSE(a == b);
    b = a;
    b.zone = Zone::named("Europe/Berlin");
    EXPECT_FALSE(a == b);
    b = a;
    b.session_gap_seconds = 1;
    EXPECT_FALSE(a == b);
}

}  // namespace
}  // namespace kith::insight

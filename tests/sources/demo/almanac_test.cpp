// Tests of sources/demo/almanac.cpp.
#include "sources/demo/almanac.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::sources::demo {
namespace {

TEST(DemoAlmanac, feasts_come_from_the_table_and_else_from_the_middle) {
    const auto days = Almanac::read({"d", "2026\t02-16\t09-25\n"});
    EXPECT_EQ(days.spring_eve(2026), day_of({2026, 2, 16}));
    EXPECT_EQ(days.mid_autumn(2026), day_of({2026, 9, 25}));
    EXPECT_EQ(days.spring_eve(1999), day_of({1999, 2, 4}));
    EXPECT_EQ(days.mid_autumn(2090), day_of({2090, 9, 21}));
}

TEST(DemoAlmanac, the_holiday_lies_around_the_eve) {
    const auto days = Almanac::read({"d", "2026\t02-16\t09-25\n"});
    EXPECT_FALSE(days.spring_holiday(day_of({2026, 2, 12})));
    EXPECT_TRUE(days.spring_holiday(day_of({2026, 2, 13})));
    EXPECT_TRUE(days.spring_holiday(day_of({2026, 2, 22})));
    EXPECT_FALSE(days.spring_holiday(day_of({2026, 2, 23})));
}

// Published dates of the first day of the year of the horse, the goat and the monkey.
TEST(DemoAlmanac, the_shipped_table_has_the_known_feasts) {
    const auto days = Almanac::read(days_file());
    EXPECT_EQ(days.spring_eve(2026) + 1, day_of({2026, 2, 17}));
    EXPECT_EQ(days.spring_eve(2027) + 1, day_of({2027, 2, 6}));
    EXPECT_EQ(days.spring_eve(2028) + 1, day_of({2028, 1, 26}));
    EXPECT_EQ(days.mid_autumn(2025), day_of({2025, 10, 6}));
}

TEST(DemoAlmanac, only_days_of_every_year_are_taken) {
    const Place at{"t", 1};
    EXPECT_EQ(month_day(at, "12-31"), (MonthDay{12, 31}));
    for (const auto* wrong : {"02-29", "13-01", "00-10", "1-01", "04-31", "0101", ""})
        EXPECT_THROW(month_day(at, wrong), Error) << wrong;
}

TEST(DemoAlmanac, the_leap_day_becomes_the_day_before_it) {
    EXPECT_EQ(same_day({2028, 2, 29}, 2027), day_of({2027, 2, 28}));
    EXPECT_EQ(same_day({2026, 11, 21}, 2024), day_of({2024, 11, 21}));
}

TEST(DemoAlmanac, wrong_tables_are_refused) {
    for (const auto* wrong : {"2026\t02-16\n", "26\t02-16\t09-25\n", "2026\tx\t09-25\n",
                              "2026\t02-16\t09-25\n2026\t02-16\t09-25\n"})
        EXPECT_THROW(Almanac::read({"d", wrong}), Error) << wrong;
}

}  // namespace
}  // namespace kith::sources::demo

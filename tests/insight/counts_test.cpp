// Sums by day and month.
#include "insight/counts.h"

#include <gtest/gtest.h>

namespace kith::insight {
namespace {

TEST(Months, are_numbered_without_gaps) {
    const auto december = month_of(day_of({2023, 12, 31}));
    const auto january = month_of(day_of({2024, 1, 1}));
    EXPECT_EQ(january, december + 1);
    EXPECT_EQ(first_day_of(january), day_of({2024, 1, 1}));
    EXPECT_EQ(format_month(december), "2023-12");
    EXPECT_EQ(format_month(january), "2024-01");
}

TEST(Peak, is_the_earliest_of_equal_months) {
    const std::vector<MonthCount> months{{10, 3, 0}, {11, 7, 1}, {15, 7, 2}, {16, 2, 0}};
    EXPECT_EQ(peak_of(months), (MonthCount{11, 7, 1}));
    EXPECT_EQ(peak_of({}), std::nullopt);
}

TEST(DaySums, add_lists_in_any_order_of_time) {
    DaySums sums;
    EXPECT_TRUE(sums.result().empty());
    sums.add(std::vector<DayCount>{{100, 1}, {103, 2}});
    sums.add({});
    sums.add(std::vector<DayCount>{{98, 5}, {100, 1}});
    sums.add(std::vector<DayCount>{{110, 4}});
    EXPECT_EQ(sums.result(), (std::vector<DayCount>{{98, 5}, {100, 2}, {103, 2}, {110, 4}}));
}

TEST(MonthSums, add_both_sides) {
    MonthSums sums;
    EXPECT_TRUE(sums.result().empty());
    sums.add(std::vector<MonthCount>{{50, 4, 1}, {52, 2, 2}});
    sums.add({});
    sums.add(std::vector<MonthCount>{{49, 1, 0}, {52, 3, 1}});
    EXPECT_EQ(sums.result(), (std::vector<MonthCount>{{49, 1, 0}, {50, 4, 1}, {52, 5, 3}}));
}

}  // namespace
}  // namespace kith::insight

// Written times: their forms, and the seconds they stand for in a zone.
#include "search/parse_when.h"

#include <gtest/gtest.h>

#include "text/fold.h"

namespace kith::search {
namespace {

// Thursday 15 August 2024, 12:00 in Shanghai.
const Time kNow = from_seconds(1'723'694'400);
const Zone kShanghai = Zone::fixed(8 * 3600);

std::int64_t at(int year, int month, int day, const Zone& zone = kShanghai) {
    return zone.start_of(day_of({year, month, day}));
}

Span span(std::string_view text, const Zone& zone = kShanghai, Time now = kNow) {
    const auto when = parse_when(text::fold(text));
    if (!when) {
        ADD_FAILURE() << text;
        return {};
    }
    return span_of(*when, zone, now);
}

TEST(When, days_months_and_years_are_local) {
    const Span year{at(2024, 1, 1), at(2025, 1, 1)};
    const Span month{at(2024, 3, 1), at(2024, 4, 1)};
    const Span day{at(2024, 3, 5), at(2024, 3, 6)};
    EXPECT_EQ(year.from, 1'704'038'400);
    for (const auto* text : {"2024", "2024年", "２０２４"}) EXPECT_EQ(span(text), year) << text;
    for (const auto* text : {"2024-03", "2024-3", "2024/03", "2024.3", "2024年3月", "2024年3月份"})
        EXPECT_EQ(span(text), month) << text;
    for (const auto* text : {"2024-03-05", "2024-3-5", "2024/3/5", "2024.03.05", "20240305",
                             "2024年3月5日", "2024年3月5号"})
        EXPECT_EQ(span(text), day) << text;
    EXPECT_EQ(span("2023-12"), (Span{at(2023, 12, 1), at(2024, 1, 1)}));
    EXPECT_EQ(span("2024-02-29"), (Span{at(2024, 2, 29), at(2024, 3, 1)}));
}

TEST(When, words_count_from_the_local_day_of_now) {
    EXPECT_EQ(span("today"), (Span{at(2024, 8, 15), at(2024, 8, 16)}));
    EXPECT_EQ(span("今天"), span("today"));
    EXPECT_EQ(span("Yesterday"), (Span{at(2024, 8, 14), at(2024, 8, 15)}));
    EXPECT_EQ(span("前天"), (Span{at(2024, 8, 13), at(2024, 8, 14)}));
    EXPECT_EQ(span("this week"), (Span{at(2024, 8, 12), at(2024, 8, 19)}));
    EXPECT_EQ(span("上周"), (Span{at(2024, 8, 5), at(2024, 8, 12)}));
    EXPECT_EQ(span("last-month"), (Span{at(2024, 7, 1), at(2024, 8, 1)}));
    EXPECT_EQ(span("上个月"), span("last month"));
    EXPECT_EQ(span("本月"), (Span{at(2024, 8, 1), at(2024, 9, 1)}));
    EXPECT_EQ(span("去年"), (Span{at(2023, 1, 1), at(2024, 1, 1)}));
    EXPECT_EQ(span("前年"), (Span{at(2022, 1, 1), at(2023, 1, 1)}));
    EXPECT_EQ(span("last_year"), span("去年"));
}

TEST(When, the_month_before_january_is_december) {
    const Time january = from_seconds(at(2024, 1, 10) + 60);
    EXPECT_EQ(span("上个月", kShanghai, january), (Span{at(2023, 12, 1), at(2024, 1, 1)}));
    EXPECT_EQ(span("上上个月", kShanghai, january), (Span{at(2023, 11, 1), at(2023, 12, 1)}));
}

TEST(When, sunday_belongs_to_the_week_that_began_on_monday) {
    const Time sunday = from_seconds(at(2024, 8, 18) + 60);
    EXPECT_EQ(span("本周", kShanghai, sunday), (Span{at(2024, 8, 12), at(2024, 8, 19)}));
}

TEST(When, rolling_times_start_at_a_local_midnight_and_have_no_end) {
    EXPECT_EQ(span("7d"), (Span{at(2024, 8, 8), kEndOfTime}));
    for (const auto* text : {"7天", "7 days", "1w", "1周", "最近7天", "近7天", "last 7 days"})
        EXPECT_EQ(span(text), span("7d")) << text;
    EXPECT_EQ(span("3m"), (Span{at(2024, 5, 15), kEndOfTime}));
    EXPECT_EQ(span("3个月"), span("3m"));
    EXPECT_EQ(span("2y"), (Span{at(2022, 8, 15), kEndOfTime}));
    EXPECT_EQ(span("2年"), span("2y"));
    EXPECT_EQ(span("9999y"), (Span{kShanghai.start_of(0), kEndOfTime}));
    EXPECT_EQ(span("9999d").from, at(1997, 3, 31));
}

TEST(When, a_month_before_the_31st_is_the_last_day_of_a_shorter_month) {
    const Time now = from_seconds(at(2024, 3, 31) + 60);
    EXPECT_EQ(span("1m", kShanghai, now).from, at(2024, 2, 29));
}

TEST(When, a_range_runs_from_the_first_start_to_the_last_end) {
    EXPECT_EQ(span("2023..2024-03"), (Span{at(2023, 1, 1), at(2024, 4, 1)}));
    EXPECT_EQ(span("2024-03-05..昨天"), (Span{at(2024, 3, 5), at(2024, 8, 15)}));
    const auto backwards = span("2024..2022");
    EXPECT_LE(backwards.to, backwards.from);
}

TEST(When, days_of_a_clock_change_have_23_and_25_hours) {
    const auto berlin = Zone::named("Europe/Berlin");
    const auto spring = span("2024-03-31", berlin), autumn = span("2024-10-27", berlin);
    EXPECT_EQ(spring.to - spring.from, 23 * 3600);
    EXPECT_EQ(autumn.to - autumn.from, 25 * 3600);
}

TEST(When, what_is_no_time_is_refused) {
    for (const auto* text : {"",
                             "0",
                             "24",
                             "2024-13",
                             "2024-00",
                             "2024-02-30",
                             "2023-02-29",
                             "2024-3-5-1",
                             "3月",
                             "3月15日",
                             "1969",
                             "2101",
                             "d",
                             "7x",
                             "0d",
                             "10000d",
                             "123456789d",
                             "last",
                             "month",
                             "..",
                             "2024..",
                             "..2024",
                             "2024..2025..2026",
                             "2024-",

                             "20241301",
                             "12:30",
                             "7d ago",
                             "%",
                             "99999999999999999999"})
        EXPECT_FALSE(parse_when(text::fold(text))) << text;
}

}  // namespace
}  // namespace kith::search

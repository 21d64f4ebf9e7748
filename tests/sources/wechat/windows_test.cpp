// Windows of time: whole hours, all rows, in order.
#include "sources/wechat/windows.h"

#include <gtest/gtest.h>

namespace kith::sources::wechat {
namespace {

TEST(Windows, hold_about_as_many_rows_as_asked_and_never_cut_an_hour) {
    Windows windows{1};
    std::int64_t rowid = 0;
    for (std::int64_t hour = 0; hour < 10; ++hour) {
        for (int i = 0; i < 10; ++i) windows.add(0, ++rowid, hour * 3600 + i);
    }
    const auto cut = windows.cut(25);
    ASSERT_EQ(cut.size(), 4U);
    EXPECT_EQ(cut[0].parts[0].rows, 30);
    EXPECT_EQ(cut[0].from, 0);
    EXPECT_EQ(cut[0].to, 3 * 3600);
    EXPECT_EQ(cut[3].parts[0].rows, 10);
    EXPECT_EQ(cut[3].parts[0].first, 91);
    EXPECT_EQ(cut[3].parts[0].last, 100);
}

TEST(Windows, know_where_the_rows_of_each_part_lie) {
    Windows windows{2};
    windows.add(0, 50, 100);
    windows.add(1, 3, 200);
    windows.add(0, 7, 300);
    const auto cut = windows.cut(100);
    ASSERT_EQ(cut.size(), 1U);
    EXPECT_EQ(cut[0].parts[0].first, 7);
    EXPECT_EQ(cut[0].parts[0].last, 50);
    EXPECT_EQ(cut[0].parts[1].rows, 1);
}

TEST(Windows, nothing_gives_no_window) {
    EXPECT_TRUE(Windows{3}.cut(10).empty());
}

}  // namespace
}  // namespace kith::sources::wechat

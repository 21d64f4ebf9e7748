// How found messages are spread, in a few lines.
#include "app/cli/facets.h"

#include <gtest/gtest.h>

#include <sstream>

#include "app/cli/width.h"

namespace kith::app::cli {
namespace {

const Texts kEnglish{Language::en}, kChinese{Language::zh};

TEST(MonthBars, a_cell_for_each_month_and_a_dot_for_none) {
    EXPECT_EQ(month_bars({{"2023-11", 8}, {"2024-02", 1}, {"2024-03", 4}}),
              "2023-11 █··▁▄ 2024-03");
    EXPECT_EQ(month_bars({{"2024-03", 5}}), "2024-03 █ 2024-03");
    EXPECT_EQ(month_bars({}), "");
}

TEST(MonthBars, many_years_take_no_more_room) {
    std::map<std::string, std::uint64_t> months;
    for (int year = 1995; year < 2025; ++year) months[std::to_string(year) + "-06"] = 10;
    EXPECT_LE(width(month_bars(months)), 48U + 16U);
}

TEST(MonthBars, counts_of_any_size_do_not_overflow_the_bar) {
    const auto bars = month_bars({{"2024-01", 2'000'000'000'000'000'000U}, {"2024-02", 1}});
    EXPECT_EQ(bars, "2024-01 █▁ 2024-02");
}

TEST(Facets, the_largest_five_are_named) {
    Facets facets;
    for (int i = 0; i < 7; ++i) facets.chat.push_back({"群" + std::to_string(i), 1000U});
    facets.other_chats = 3;
    std::ostringstream out;
    write_facets({out}, facets, kEnglish);
    EXPECT_EQ(out.str(),
              "  chats   群0 1,000, 群1 1,000, 群2 1,000, 群3 1,000, 群4 1,000, and 5 more\n");
}

TEST(Facets, kinds_have_words_of_the_language) {
    Facets facets;
    facets.type = {{"text", 5}, {"image", 9}};
    std::ostringstream out;
    write_facets({out}, facets, kChinese);
    EXPECT_EQ(out.str(), "  类型    图片 9, 文字 5\n");
}

TEST(Facets, nothing_found_writes_nothing) {
    std::ostringstream out;
    write_facets({out}, {}, kEnglish);
    EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace kith::app::cli

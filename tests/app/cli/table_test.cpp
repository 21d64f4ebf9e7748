// Columns line up whatever is in them.
#include "app/cli/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "app/cli/width.h"

namespace kith::app::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;
const std::vector<Column> kColumns{{"NAME"}, {"COUNT", Column::Side::right}};

std::string table(const Rows& rows, std::size_t columns = 0) {
    std::ostringstream out;
    write_table({out, Look::plain, columns}, kColumns, rows);
    return out.str();
}

TEST(Table, wide_characters_take_two_cells) {
    EXPECT_EQ(table({{"阿梅", "5"}, {"Bo", "1,000"}}),
              "NAME  COUNT\n"
              "阿梅      5\n"
              "Bo    1,000\n");
}

TEST(Table, the_first_column_gives_way_on_a_narrow_terminal) {
    const auto text = table({{"一个名字非常非常长的群聊", "5"}}, 20);
    EXPECT_EQ(text, "NAME           COUNT\n一个名字非常…      5\n");
}

TEST(Table, is_not_cut_without_a_terminal) {
    const std::string name(300, 'x');
    EXPECT_NE(table({{name, "1"}}).find(name), std::string::npos);
}

TEST(Table, cells_cannot_move_the_cursor) {
    EXPECT_EQ(table({{"\x1b[2Ja\nb", "1"}}).find('\x1b'), std::string::npos);
    EXPECT_EQ(table({{"a\nb", "1"}}), "NAME   COUNT\na ↵ b      1\n");
}

TEST(Table, without_rows_there_is_nothing) {
    EXPECT_EQ(table({}), "");
}

}  // namespace
}  // namespace kith::app::cli

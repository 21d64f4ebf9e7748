// Names and columns of message tables.
#include "sources/wechat/table.h"

#include <gtest/gtest.h>

namespace kith::sources::wechat {
namespace {

TEST(Table, names_are_the_golden_ones) {
    EXPECT_EQ(hash_of("wxid_demo"), "91c643c0df23090fde26ef5e9c7309ac");
    EXPECT_EQ(hash_of("123456@chatroom"), "f6f0bf22241823498511bc2aed2cebb7");
    EXPECT_EQ(hash_of("filehelper"), "9e20f478899dc29eb19741386f9343c8");
}

TEST(Table, only_a_hash_behind_the_prefix_counts) {
    EXPECT_EQ(hash_in("Msg_91c643c0df23090fde26ef5e9c7309ac"), "91c643c0df23090fde26ef5e9c7309ac");
    EXPECT_EQ(hash_in("Chat_91c643c0df23090fde26ef5e9c7309ac"), "91c643c0df23090fde26ef5e9c7309ac");
    for (const std::string_view other :
         {"Msg_", "Msg_91c6", "Msg_91C643C0DF23090FDE26EF5E9C7309AC", "Name2Id",
          "Msg_91c643c0df23090fde26ef5e9c7309a\"", "msg_91c643c0df23090fde26ef5e9c7309ac"}) {
        EXPECT_EQ(hash_in(other), "") << other;
    }
}

TEST(Table, missing_columns_become_zero_and_needed_ones_must_be_there) {
    const auto list = row_list({"local_type", "create_time", "message_content"});
    ASSERT_TRUE(list);
    EXPECT_EQ(*list, "rowid, 0, \"local_type\", 0, \"create_time\", 0, 0, \"message_content\"");
    EXPECT_FALSE(row_list({"local_type", "create_time"}));
    EXPECT_FALSE(row_list({}));
}

TEST(Table, columns_are_found_whatever_their_case) {
    auto on = db::Connection::memory();
    on.execute("create table t(Create_Time, LOCAL_TYPE, x)");
    const auto columns = columns_of(on, "t");
    EXPECT_EQ(columns, (std::vector<std::string>{"create_time", "local_type", "x"}));
    EXPECT_EQ(pick_column(columns, "x", "0"), "\"x\"");
    EXPECT_EQ(pick_column(columns, "y", "''"), "''");
}

TEST(Table, the_key_of_a_row_changes_with_what_identifies_it) {
    const RawRow row{.local_type = 1, .create_time = 5, .server_id = 7};
    auto other = row;
    EXPECT_EQ(key_of(row), key_of(other));
    other.server_id = 8;
    EXPECT_NE(key_of(row), key_of(other));
}

}  // namespace
}  // namespace kith::sources::wechat

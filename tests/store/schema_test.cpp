// The tables of the store, made once.
#include "store/schema.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::store {
namespace {

TEST(Schema, a_second_time_changes_nothing) {
    auto on = db::Connection::memory();
    make_schema(on);
    const auto id = meta_text(on, kStoreId);
    EXPECT_EQ(id.size(), 32u);
    set_meta(on, kNextMessage, 5);
    set_meta(on, kNextMessage, 7);
    make_schema(on);
    EXPECT_EQ(meta_text(on, kStoreId), id);
    EXPECT_EQ(meta_integer(on, kNextMessage), 7);
    EXPECT_EQ(meta_integer(on, kNextChat), 0);
    EXPECT_EQ(meta_text(on, "nothing"), "");
}

TEST(Schema, the_message_table_has_no_index) {
    auto on = db::Connection::memory();
    make_schema(on);
    auto ask = on.prepare(
        "select count(*) from sqlite_schema where tbl_name = 'message' and "
        "type = 'index'");
    ASSERT_TRUE(ask.step());
    EXPECT_EQ(ask.integer(0), 0);
}

TEST(Schema, databases_of_others_are_refused) {
    auto other = db::Connection::memory();
    other.execute("create table a(b)");
    EXPECT_THROW(make_schema(other), Error);
    auto numbered = db::Connection::memory();
    numbered.execute("create table a(b); pragma user_version=1");
    EXPECT_THROW(make_schema(numbered), Error);
}

}  // namespace
}  // namespace kith::store

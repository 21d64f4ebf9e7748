// Which rows of a chat lie in a range.
#include "insight/selection.h"

#include <gtest/gtest.h>

#include "tests/insight/made.h"

namespace kith::insight {
namespace {

made::Chat ten_rows() {
    made::Chat chat{1, store::ChatKind::direct, "a", 1, {1}, {}};
    for (std::int64_t i = 0; i < 10; ++i)
        chat.rows.push_back({1000 + i * 10, Kind::text, 0, 0, "x"});
    chat.rows[3].kind = Kind::system;
    chat.rows[4].flags = kDeleted;
    return chat;
}

TEST(Select, both_ends_are_inside_and_0_is_open) {
    const auto chat = made::to_store(ten_rows(), 4);
    EXPECT_EQ(row_count(select(chat, {})), 10U);
    EXPECT_EQ(row_count(select(chat, {1010, 1050})), 5U);
    EXPECT_EQ(row_count(select(chat, {1050, 0})), 5U);
    EXPECT_EQ(row_count(select(chat, {0, 1049})), 5U);
    EXPECT_TRUE(select(chat, {2000, 0}).empty());
    EXPECT_TRUE(select(chat, {0, 999}).empty());
    EXPECT_TRUE(select(chat, {1041, 1049}).empty());
    EXPECT_TRUE(select(chat, {1050, 1010}).empty());
}

TEST(Select, an_end_may_be_the_last_or_first_row_of_a_chunk) {
    const auto chat = made::to_store(ten_rows(), 4);
    EXPECT_EQ(row_count(select(chat, {1030, 0})), 7U);
    EXPECT_EQ(row_count(select(chat, {1040, 0})), 6U);
    EXPECT_EQ(row_count(select(chat, {0, 1030})), 4U);
    EXPECT_EQ(row_count(select(chat, {0, 1040})), 5U);
    EXPECT_EQ(row_count(select(chat, {1030, 1030})), 1U);
}

TEST(Select, knows_its_ends_and_the_size_of_the_chat) {
    const auto chat = made::to_store(ten_rows(), 4);
    const auto some = select(chat, {1015, 1075});
    EXPECT_EQ(some.first_time(), 1020);
    EXPECT_EQ(some.last_time(), 1070);
    EXPECT_EQ(row_count(some), 6U);
    EXPECT_EQ(row_count(chat), 10U);
    EXPECT_EQ(select(chat, {5000, 0}).first_time(), 0);
}

TEST(Select, notices_and_erased_rows_do_not_count) {
    const auto chat = made::to_store(ten_rows(), 4);
    EXPECT_EQ(counted_rows(select(chat, {})), 8U);
    EXPECT_EQ(counted_rows(select(chat, {1030, 1040})), 0U);
}

TEST(Select, an_empty_chat_has_no_rows) {
    const auto chat = made::to_store({1, store::ChatKind::direct, "a", 1, {}, {}});
    EXPECT_TRUE(select(chat, {}).empty());
    EXPECT_EQ(row_count(chat), 0U);
}

}  // namespace
}  // namespace kith::insight

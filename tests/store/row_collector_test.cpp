// Rows of many chats by turns become runs per chat.
#include "store/row_collector.h"

#include <gtest/gtest.h>

namespace kith::store {
namespace {

TEST(RowCollector, more_chats_than_open_builders_lose_nothing) {
    RowCollector collector;
    std::map<std::int64_t, ChatPeople> people;
    std::int64_t id = 0;
    for (int turn = 0; turn < 20; ++turn)
        for (std::int64_t chat = 1; chat <= 200; ++chat) {
            Row row;
            row.time = turn * 1000;
            row.sender = PersonId{turn % 3};
            row.text = std::to_string(++id);
            collector.add(ChatId{chat}, people[chat], MessageId{id}, row);
        }
    const auto found = collector.take();
    EXPECT_EQ(found.size(), 200u);
    for (const auto& [chat, all] : found) {
        ASSERT_EQ(all.runs.size(), 1u);
        std::int64_t expected = chat.value;
        for (const auto& chunk : all.runs[0].chunks)
            for (std::uint32_t row = 0; row < chunk->size(); ++row, expected += 200)
                EXPECT_EQ(chunk->text_of(row), std::to_string(expected));
        EXPECT_EQ(expected, chat.value + 20 * 200);
    }
}

TEST(RowCollector, a_row_out_of_order_begins_a_run_and_erased_rows_are_listed) {
    RowCollector collector;
    ChatPeople people;
    const auto add = [&](std::int64_t id, std::int64_t millis, std::uint8_t flags = 0) {
        Row row;
        row.time = millis;
        row.flags = flags;
        collector.add(ChatId{1}, people, MessageId{id}, row);
    };
    add(1, 5000);
    add(2, 5000);
    add(3, 4999);
    add(4, 9000, kDeleted);
    add(5, 6000);
    const auto found = collector.take();
    const auto& one = found.at(ChatId{1});
    ASSERT_EQ(one.runs.size(), 2u);
    EXPECT_EQ(one.runs[0].last, (RowOrder{5000, 0}));
    EXPECT_EQ(one.runs[1].first, (RowOrder{4999, 0}));
    EXPECT_EQ(one.erased, (std::vector<ErasedRow>{{9, MessageId{4}}}));
}

}  // namespace
}  // namespace kith::store

// Reading and writing rows of the message table by id.
#include "store/table.h"

#include <gtest/gtest.h>

#include "tests/store/table_rows.h"

namespace kith::store {
namespace {

TEST(MessageTable, rows_and_facts_come_by_ascending_id_without_the_missing) {
    Table table;
    for (const std::int64_t id : {1, 2, 3, 10, 500, 501, 9000})
        table.insert(id, id * 1000, id, "t" + std::to_string(id), -id, id % 2);
    MessageReader reader{table.on};
    std::vector<MessageId> wanted;
    for (const std::int64_t id : {2, 3, 4, 10, 499, 500, 9000, 9001}) wanted.emplace_back(id);
    std::vector<RowFacts> facts;
    reader.facts(wanted, facts);
    std::vector<std::string> texts;
    reader.rows(wanted, [&](StoredRow&& row) { texts.push_back(row.row.text); });
    EXPECT_EQ(texts, (std::vector<std::string>{"t2", "t3", "t10", "t500", "t9000"}));
    ASSERT_EQ(facts.size(), 5u);
    EXPECT_EQ(facts[1].id.value, 3);
    EXPECT_EQ(facts[1].time, 3000);
    EXPECT_EQ(facts[1].sequence, 3);
    EXPECT_EQ(facts[1].source_key, -3);
    EXPECT_EQ(facts[1].import, 1);
    EXPECT_EQ(facts[2].import, 0);
}

TEST(MessageTable, a_change_keeps_each_version_in_turn) {
    Table table;
    table.insert(7, 1000, 0, "one");
    Row row;
    row.text = "two";
    row.flags = kEdited;
    table.writer->change(MessageId{7}, row, Why::import, 5, ImportId{3});
    MessageReader reader{table.on};
    EXPECT_FALSE(reader.changed_by_owner(MessageId{7}));
    row.text = "three";
    row.kind = Kind::link;
    row.body = R"({"url":"u"})";
    table.writer->change(MessageId{7}, row, Why::edit, 6, {});
    EXPECT_TRUE(reader.changed_by_owner(MessageId{7}));
    EXPECT_FALSE(reader.changed_by_owner(MessageId{8}));
    auto old =
        table.on.prepare("select version, body, why, import, at from message_old order by 1");
    ASSERT_TRUE(old.step());
    EXPECT_EQ(old.integer(0), 1);
    EXPECT_EQ(old.text(1), "one");
    EXPECT_EQ(old.integer(3), 3);
    ASSERT_TRUE(old.step());
    EXPECT_EQ(old.integer(0), 2);
    EXPECT_EQ(old.text(1), "two");
    EXPECT_TRUE(old.is_null(3));
    EXPECT_EQ(old.integer(4), 6);
    const MessageId id{7};
    reader.rows(std::span{&id, 1}, [&](StoredRow&& now) {
        EXPECT_EQ(now.row.text, "three");
        EXPECT_EQ(now.row.body, R"({"url":"u"})");
        EXPECT_EQ(now.row.time, 1000);
    });
}

TEST(MessageTable, a_revision_rises_by_one) {
    Table table;
    table.on.execute("insert into chat(id, account, key, kind) values(4, 1, 'k', 0)");
    table.writer->raise_revision(ChatId{4});
    table.writer->raise_revision(ChatId{4});
    auto ask = table.on.prepare("select rev from chat");
    ASSERT_TRUE(ask.step());
    EXPECT_EQ(ask.integer(0), 2);
}

}  // namespace
}  // namespace kith::store

// A piece of an import made ready for the writer.
#include "store/prepared.h"

#include <gtest/gtest.h>

#include "tests/store/made_store.h"
#include "tests/store/table_rows.h"

namespace kith::store {
namespace {

class PreparedTest : public testing::Test {
  protected:
    Prepared prepare_all(std::vector<Row> rows) {
        MessageReader reader{table_.on};
        return prepare(ChatId{1}, std::move(rows), stored_, people_,
                       {"wechat", ImportId{2}, MessageId{100}}, formats_, reader);
    }
    void store(std::int64_t id, std::int64_t millis, std::int64_t sequence, std::string text,
               std::int64_t key) {
        table_.insert(id, millis, sequence, text, key, 1);
        Row row = text_row(millis, text, {}, key, sequence);
        builder_.add(row, kNobody, MessageId{id});
    }
    void show() {
        stored_.version = 7;
        stored_.chunks = {builder_.build()};
        formats_.set(ImportId{1}, "wechat");
    }

    Table table_;
    ChunkBuilder builder_;
    ChatRows stored_;
    ChatPeople people_;
    ImportFormats formats_;
};

TEST_F(PreparedTest, rows_after_the_end_need_no_look_at_the_table) {
    store(1, 5000, 0, "old", 1);
    show();
    EXPECT_FALSE(goes_to_end(stored_, text_row(5999, "")));
    EXPECT_TRUE(goes_to_end(stored_, text_row(6000, "")));
    const auto made = prepare_all({text_row(6000, "a", PersonId{4}), text_row(6000, "b")});
    EXPECT_EQ(made.rows.size(), 2u);
    EXPECT_FALSE(made.has_positions());
    EXPECT_EQ(made.version, 7u);
    ASSERT_EQ(made.chunks.size(), 1u);
    EXPECT_EQ(made.chunks[0]->text_of(1), "b");
    EXPECT_EQ(made.chunks[0]->columns().sender[0], 0);
    EXPECT_EQ(made.chunks[0]->columns().sender[1], kNobody);
    EXPECT_EQ(people_.list()[0], PersonId{4});
}

TEST_F(PreparedTest, late_same_and_changed_rows_are_told_apart) {
    store(1, 1000, 0, "a", 11);
    store(2, 3000, 1, "c", 13);
    store(3, 3000, 5, "e", 15);
    show();
    // Not in order: put in order first.
    const auto made = prepare_all({text_row(9000, "z"), text_row(3000, "d", {}, 14, 3),
                                   text_row(2000, "b", {}, 12), text_row(1000, "A2", {}, 11),
                                   text_row(3000, "e", {}, 15, 5)});
    EXPECT_EQ(made.same, 1);
    ASSERT_EQ(made.changes.size(), 1u);
    EXPECT_EQ(made.changes[0].text, "A2");
    EXPECT_EQ(made.change_ids[0], MessageId{1});
    EXPECT_EQ(made.change_positions[0], 0u);
    EXPECT_EQ(made.change_chunks[0]->id_of(0), MessageId{1});
    EXPECT_EQ(made.late, (std::vector<std::uint64_t>{1, 2}));
    std::vector<std::string> texts;
    for (const auto& row : made.rows) texts.push_back(row.text);
    EXPECT_EQ(texts, (std::vector<std::string>{"b", "d", "z"}));
}

TEST_F(PreparedTest, one_person_too_many_is_refused) {
    for (std::size_t i = 1; i <= kMaxPeople; ++i) people_.index(PersonId{static_cast<long>(i)});
    EXPECT_EQ(people_.index(PersonId{5}), 4);
    EXPECT_EQ(reason_of([&] { prepare_all({text_row(1, "x", PersonId{70'000})}); }),
              "too_large too_many_people");
}

}  // namespace
}  // namespace kith::store

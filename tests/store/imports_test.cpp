// The list of imports: marks, limits, dry runs.
#include <gtest/gtest.h>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class ImportsTest : public ImportFixture {};

TEST_F(ImportsTest, marks_are_kept_with_the_rows_and_forgotten_by_an_undo) {
    auto import = begin();
    EXPECT_TRUE(import->marks().empty());
    const auto id = chat(*import);
    import->begin_chat(id);
    import->put({id, rows(0, 10)}, Stop{});
    const PartMark mark{"message_0.db", 4096, 123456789, 10, -77};
    import->end_chat(id, std::span{&mark, 1});
    import->mark({"contact.db", 1, 2, 3, 4});
    const auto import_id = import->id();
    import->finish(ImportState::done, "{}", "");
    import.reset();
    EXPECT_EQ(store_->marks("wechat", "/elsewhere").size(), 0u);
    auto marks = store_->marks("wechat", "/archive");
    ASSERT_EQ(marks.size(), 2u);
    EXPECT_EQ(marks[1].part, "message_0.db");
    EXPECT_EQ(marks[1].size, 4096);
    EXPECT_EQ(marks[1].modified, 123456789);
    EXPECT_EQ(marks[1].last, 10);
    EXPECT_EQ(marks[1].last_key, -77);
    store_->undo(import_id, {}, Stop{});
    EXPECT_TRUE(store_->marks("wechat", "/archive").empty());
}

TEST_F(ImportsTest, a_full_store_refuses_imports) {
    store_.reset();
    settings_.max_messages = 100;
    open();
    put(rows(0, 100));
    EXPECT_EQ(reason_of([&] { begin(); }), "too_large store_full");
    store_->append({store_->snapshot()->chats[0].info->id, text_row(99'000'000, "live"), {}}).get();
}

TEST_F(ImportsTest, compare_tells_what_put_would_do) {
    put({text_row(1000, "a", {}, 11), text_row(2000, "b", {}, 12)});
    const std::vector rows{text_row(1000, "new a", {}, 11), text_row(2000, "b", {}, 12),
                           text_row(3000, "c", {}, 13)};
    const auto id = store_->snapshot()->chats[0].info->id;
    EXPECT_EQ(array(store_->compare(id, rows)), (Counts{1, 1, 1}));
    EXPECT_EQ(array(store_->compare(id, rows, "chatlab")), (Counts{1, 2, 0}));
    EXPECT_EQ(array(store_->compare(ChatId{999}, rows)), (Counts{3, 0, 0}));
    EXPECT_EQ(texts(), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace kith::store

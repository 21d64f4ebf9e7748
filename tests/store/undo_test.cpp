// Taking imports out again.
#include <gtest/gtest.h>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class UndoTest : public ImportFixture {};

TEST_F(UndoTest, undo_takes_everything_out_again) {
    put({text_row(1000, "stays", {}, 11), text_row(9'000'000, "stays too", {}, 12)});
    const auto before = shown(*store_->snapshot());
    auto import = begin();
    const auto id = chat(*import), other = chat(*import, "stranger");
    const auto first = import->id();
    import->begin_chat(id);
    auto given = rows(0, 30'000);
    given.push_back(text_row(1000, "changed", {}, 11));
    import->put({id, given}, Stop{});
    import->end_chat(id, {});
    import->begin_chat(other);
    import->put({other, rows(0, 5)}, Stop{});
    import->end_chat(other, {});
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{30'005, 0, 1}));
    import.reset();
    EXPECT_EQ(store_->snapshot()->messages, 30'007u);
    double share = 0;
    store_->undo(
        first,
        [&](double now) {
            EXPECT_GE(now, share);
            share = now;
        },
        Stop{});
    EXPECT_EQ(share, 1.0);
    EXPECT_EQ(shown(*store_->snapshot()), before);  // the stranger has left, too
    EXPECT_EQ(store_->imports()[1].state, ImportState::undone);
    EXPECT_EQ(store_->imports()[1].added, 30'005);  // what it did stays told
    EXPECT_EQ(store_->imports()[1].changed, 1);
    store_->undo(first, {}, Stop{});  // once more changes nothing
    expect_rebuild_is_equal();
    // Ids are not used again.
    put({text_row(1, "new", {}, 99)});
    const auto on_top = store_->snapshot()->chats[0].rows->chunks[0]->id_of(0);
    EXPECT_GT(on_top.value, 30'007);
}

TEST_F(UndoTest, undo_keeps_what_the_owner_and_later_imports_changed) {
    put({text_row(1000, "one", {}, 11), text_row(2000, "uno", {}, 12)});
    auto import = begin();
    const auto second = import->id();
    const auto id = chat(*import);
    import->put({id, {text_row(1000, "two", {}, 11), text_row(2000, "due", {}, 12)}}, Stop{});
    import->end_chat(id, {});
    import->finish(ImportState::done, "{}", "");
    import.reset();
    put({text_row(1000, "three", {}, 11)});
    const auto row = store_->snapshot()->chats[0].rows->chunks[0]->id_of(1);
    store_->edit(row, "mine");
    store_->undo(second, {}, Stop{});
    EXPECT_EQ(texts(), (std::vector<std::string>{"three", "mine"}));
    // And the third one falls back to the first.
    store_->undo(store_->imports()[2].id, {}, Stop{});
    EXPECT_EQ(texts(), (std::vector<std::string>{"one", "mine"}));
    expect_rebuild_is_equal();
}

TEST_F(UndoTest, a_cancelled_import_keeps_nothing) {
    auto import = begin();
    const auto id = chat(*import);
    import->begin_chat(id);
    import->put({id, rows(0, 70'000)}, Stop{});
    import->finish(ImportState::cancelled, R"({"found":3})", "");
    import.reset();
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    EXPECT_TRUE(store_->snapshot()->chats.empty());
    EXPECT_TRUE(store_->snapshot()->people.empty());
    const auto list = store_->imports();
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].state, ImportState::cancelled);
    EXPECT_EQ(list[0].added, 0);
    EXPECT_EQ(list[0].changed, 0);
    EXPECT_EQ(list[0].report, R"({"found":3})");
    EXPECT_EQ(list[0].location, "/archive");
    EXPECT_EQ(list[0].format, "wechat");
    expect_rebuild_is_equal();
}

}  // namespace
}  // namespace kith::store

// Imports that were left in the middle, and what other imports may count on meanwhile.
#include <gtest/gtest.h>

#include <thread>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class LeftImport : public ImportFixture {
  protected:
    // An import that ends in the middle of its second chat, as a full disk leaves it.
    ImportId leave_one() {
        auto import = begin();
        const auto whole = chat(*import, "whole"), half = chat(*import, "half");
        import->begin_chat(whole);
        import->put({whole, rows(0, 50)}, Stop{});
        import->end_chat(whole, {});
        import->begin_chat(half);
        import->put({half, rows(0, 100)}, Stop{});
        import->put({half, rows(100, 200)}, Stop{});
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (store_->snapshot()->messages < 250) {
            if (std::chrono::steady_clock::now() > until) throw std::runtime_error{"not written"};
            std::this_thread::yield();
        }
        return import->id();
    }
    ImportInfo info(ImportId id) {
        for (auto& one : store_->imports())
            if (one.id == id) return one;
        return {};
    }
};

TEST_F(LeftImport, rows_that_were_there_already_are_counted_once_when_their_chat_is_read_again) {
    put(rows(0, 100), "wechat", "half");
    const auto id = leave_one();
    open();
    {
        auto import = store_->resume(id);
        const auto half = chat(*import, "half");
        import->begin_chat(half);
        import->put({half, rows(0, 200)}, Stop{});
        import->end_chat(half, {});
        import->finish(ImportState::done, "{}", "");
    }
    EXPECT_EQ(info(id).added, 150);
    EXPECT_EQ(info(id).same, 100);
}

TEST_F(LeftImport, rows_of_a_chat_that_nobody_closed_are_counted_at_the_end) {
    put(rows(0, 100));
    auto import = begin();
    const auto id = chat(*import);
    import->put({id, rows(0, 100)}, Stop{});
    import->finish(ImportState::done, "{}", "");
    EXPECT_EQ(info(import->id()).same, 100);
}

TEST_F(LeftImport, its_half_chats_never_stand_for_rows_of_another_import) {
    const auto left = leave_one();
    EXPECT_EQ(array(put(rows(0, 200), "wechat", "half")), (Counts{200, 0, 0}));
    EXPECT_EQ(texts("whole"), names(0, 50));
    open();  // what the left import had of the chat is not removed from under the other one
    EXPECT_EQ(texts("half"), names(0, 200));
    store_->undo(left, {}, Stop{});
    EXPECT_TRUE(texts("whole").empty());
    EXPECT_EQ(texts("half"), names(0, 200));
    expect_rebuild_is_equal();
}

TEST_F(LeftImport, an_undo_forgets_what_later_imports_read_and_found_there_because_of_it) {
    const auto read = [&](const std::string& place, Time at) {
        clock_.set(at);
        auto import = store_->begin_import(account_, "wechat", place);
        const auto id = chat(*import);
        import->begin_chat(id);
        import->put({id, rows(0, 10)}, Stop{});
        const PartMark mark{"table", 1, 2, 3, 4};
        import->end_chat(id, std::span{&mark, 1});
        import->finish(ImportState::done, "{}", "");
        return import->id();
    };
    read("/before", from_seconds(1'700'000'000));
    const auto gone = read("/gone", from_seconds(1'700'000'010));
    read("/after", from_seconds(1'700'000'020));
    store_->undo(gone, {}, Stop{});
    EXPECT_EQ(store_->marks("wechat", "/before").size(), 1u);
    EXPECT_EQ(store_->marks("wechat", "/gone").size(), 0u);
    EXPECT_EQ(store_->marks("wechat", "/after").size(), 0u);
}

}  // namespace
}  // namespace kith::store

// Removing whole chats: all of them goes, nothing else does, and no trace of the texts is left.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class RemovalTest : public StoreFixture {
  protected:
    ChatId chat(const std::string& key) {
        ChatInfo info;
        info.account = account_;
        info.key = key;
        return store_->add_chat(info);
    }
    MessageId say(ChatId to, std::string text, std::string key = {}) {
        return store_->append({to, text_row(time_ += 7, std::move(text), li_), std::move(key), {}})
            .get();
    }
    void remove(std::vector<ChatId> chats) { store_->remove_chats(chats, {}); }
    // Where the text is in any file beside the store; "" = nowhere.
    std::string on_disk(std::string_view text) const {
        for (const auto& file : std::filesystem::directory_iterator{folder_.path}) {
            std::ifstream in{file.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            if (const auto at = bytes.find(text); at != std::string::npos)
                return file.path().filename().string() + " " + std::to_string(at) + ": " +
                       bytes.substr(at, 40);
        }
        return "";
    }
    std::int64_t count(const std::string& table) const {
        std::int64_t rows = 0;
        store_->look([&](db::Connection& on) {
            auto ask = on.prepare("select count(*) from " + table);
            ask.step();
            rows = ask.integer(0);
        });
        return rows;
    }

    std::int64_t time_ = 1'700'000'000'000;
};

TEST_F(RemovalTest, a_chat_goes_with_everything_and_the_others_stay) {
    const auto gone = chat("gone");
    for (int i = 0; i < 700; ++i) {
        say(gone, "gone " + std::to_string(i), "k" + std::to_string(i));
        say(chat_, "kept " + std::to_string(i));
    }
    const auto changed = say(gone, "before");
    store_->edit(changed, "after");
    store_->erase(say(gone, "erased"));
    const auto held = store_->snapshot();
    const auto people = held->people.size();
    bool beside = false;
    store_->remove_chats(std::vector{gone, ChatId{999}, gone},
                         [&](db::Connection& on) { beside = on.in_transaction(); });
    EXPECT_TRUE(beside);
    EXPECT_EQ(texts_of(*held, gone).size(),
              701u);  // whoever looks at the older state still sees it
    const auto now = store_->snapshot();
    EXPECT_EQ(now->chat(gone), nullptr);
    EXPECT_EQ(now->chat_by_key("gone", ChatKind::direct), nullptr);
    EXPECT_EQ(now->messages, 700u);
    EXPECT_EQ(now->people.size(), people);
    EXPECT_GT(now->generation, held->generation);
    EXPECT_EQ(count("message where chat <> 0"), 700);
    EXPECT_EQ(count("message_old where body is not null"), 0);
    EXPECT_EQ(count("live_key"), 0);
    EXPECT_EQ(reason_of([&] { say(gone, "too late"); }), "not_found no_chat");
    EXPECT_FALSE(store_->edit(changed, "too late"));
    const auto before = shown(*now);
    open();
    EXPECT_EQ(shown(*store_->snapshot()), before);
}

TEST_F(RemovalTest, neither_the_chat_nor_the_message_number_is_given_again) {
    const auto gone = chat("gone");
    const auto last = say(gone, "last");
    remove({gone});
    open();
    const auto again = chat("gone");
    EXPECT_GT(again, gone);
    EXPECT_GT(say(again, "new"), last);
    EXPECT_EQ(texts_of(*store_->snapshot(), again), (std::vector<std::string>{"new"}));
    EXPECT_EQ(store_->snapshot()->chat_by_key("gone", ChatKind::direct)->info->id, again);
}

TEST_F(RemovalTest, what_belongs_to_it_and_fails_leaves_all_as_it_was) {
    const auto stays = chat("stays");
    say(stays, "a", "k");
    const auto before = shown(*store_->snapshot());
    EXPECT_EQ(reason_of([&] {
                  store_->remove_chats(std::vector{stays}, [](db::Connection&) {
                      throw Error{Errc::conflict, "no", "no"};
                  });
              }),
              "conflict no");
    EXPECT_EQ(shown(*store_->snapshot()), before);
    say(stays, "b");
    EXPECT_EQ(texts_of(*store_->snapshot(), stays), (std::vector<std::string>{"a", "b"}));
    open();
    EXPECT_EQ(count("message where chat <> 0"), 2);
    EXPECT_EQ(count("live_key"), 1);
}

// Texts of all lengths, also ones that fill several pages, between others that stay.
TEST_F(RemovalTest, no_text_is_left_in_a_file_after_a_checkpoint) {
    const std::string mark = "wqzvkx-secret";
    std::vector<ChatId> gone;
    for (int i = 0; i < 20; ++i) gone.push_back(chat("gone" + std::to_string(i)));
    std::vector<std::future<MessageId>> all;
    for (int i = 0; i < 3000; ++i) {
        const auto to = gone[static_cast<std::size_t>(i * 7 % 20)];
        const auto size = static_cast<std::size_t>(i % 97 == 0 ? 20'000 : i % 300);
        all.push_back(store_->append({to,
                                      text_row(time_ += 3, mark + std::string(size, 'y'), li_),
                                      i % 5 == 0 ? mark + std::to_string(i) : "",
                                      {}}));
        all.push_back(store_->append({chat_, text_row(time_ += 3, "kept"), {}, {}}));
    }
    std::vector<MessageId> ids;
    for (auto& one : all) ids.push_back(one.get());
    ASSERT_NE(on_disk(mark), "");
    for (const auto one : gone) remove({one});
    store_.reset();  // the last checkpoint
    EXPECT_EQ(on_disk(mark), "");
    store_ = Store::open(settings_, clock_);
    EXPECT_EQ(store_->snapshot()->messages, 3000u);
}

TEST_F(RemovalTest, the_log_is_emptied_by_itself_soon_after) {
    const std::string mark = "wqzvkx-secret";
    const auto gone = chat("gone");
    say(gone, mark);
    remove({gone});
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!on_disk(mark).empty() && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    EXPECT_EQ(on_disk(mark), "");
}

TEST_F(RemovalTest, the_cache_file_forgets_it_too) {
    settings_.cache_from = 1;
    open();
    const auto gone = chat("gone");
    for (int i = 0; i < 50; ++i) {
        say(gone, "gone " + std::to_string(i));
        say(chat_, "kept " + std::to_string(i));
    }
    store_->write_cache(Stop{});
    const auto rows = [&] {
        auto file = settings_.file;
        file += ".cache";
        auto on = db::Connection::open(file, {.access = db::Access::read_only});
        auto ask = on.prepare(
            "select (select count(*) from chat where id = $1) + "
            "(select count(*) from chunk where chat = $1)");
        ask.bind(1, gone.value).step();
        return ask.integer(0);
    };
    ASSERT_EQ(rows(), 2);
    remove({gone});
    EXPECT_EQ(rows(), 0);
    const auto before = shown(*store_->snapshot());
    open();
    EXPECT_TRUE(store_->stats().from_cache);
    EXPECT_EQ(shown(*store_->snapshot()), before);
}

class RemovalOfImportTest : public ImportFixture {};

TEST_F(RemovalOfImportTest, an_import_whose_chat_was_removed_can_still_be_undone) {
    auto import = begin();
    const auto gone = chat(*import, "gone"), kept = chat(*import, "kept");
    for (const auto one : {gone, kept}) {
        import->begin_chat(one);
        import->put({one, rows(0, 100)}, Stop{});
        import->end_chat(one, {});
    }
    const auto id = import->id();
    import->finish(ImportState::done, "{}", "");
    import.reset();
    store_->remove_chats(std::vector{gone}, {});
    EXPECT_EQ(texts("kept"), names(0, 100));
    EXPECT_EQ(texts("gone").size(), 0u);
    expect_rebuild_is_equal();
    store_->undo(id, {}, Stop{});
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    EXPECT_EQ(store_->snapshot()->chats.size(), 0u);
    expect_rebuild_is_equal();
    EXPECT_EQ(array(put(rows(0, 100), "wechat", "gone")), (Counts{100, 0, 0}));
}

TEST_F(RemovalOfImportTest, an_import_that_is_reading_the_chat_fails_and_loses_nothing_else) {
    auto import = begin();
    const auto gone = chat(*import, "gone");
    import->begin_chat(gone);
    import->put({gone, rows(0, 100)}, Stop{});
    store_->account("wechat", "me");
    store_->remove_chats(std::vector{gone}, {});
    // The piece may still have been on its way when the chat went.
    const auto reason = reason_of([&] { import->put({gone, rows(100, 200)}, Stop{}); });
    EXPECT_TRUE(reason == "not_found no_chat" || reason == "conflict chat_removed") << reason;
    import->finish(ImportState::failed, "{}", "");
    EXPECT_EQ(store_->snapshot()->chats.size(), 0u);
    expect_rebuild_is_equal();
}

}  // namespace
}  // namespace kith::store

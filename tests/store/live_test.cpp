// Live rows: durable, visible, in their place, once.
#include <gtest/gtest.h>

#include <thread>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class LiveTest : public StoreFixture {};
class LiveImportTest : public ImportFixture {};

TEST_F(LiveImportTest, live_rows_beside_an_import_of_the_same_chat_lose_nothing) {
    auto import = begin();
    const auto id = chat(*import);
    store_->account("wechat", "me");  // makes the chat durable
    std::vector<std::future<MessageId>> live;
    std::thread writer{[&] {
        for (int i = 0; i < 2000; ++i) {
            live.push_back(store_->append(
                {id, text_row(std::int64_t{i} * 7000 + 3, "live " + std::to_string(i)), {}}));
            if (i % 50 == 0) live.back().wait();
        }
    }};
    import->begin_chat(id);
    for (int piece = 0; piece < 20; ++piece)
        import->put({id, rows(piece * 1000, piece * 1000 + 1000)}, Stop{});
    import->end_chat(id, {});
    writer.join();
    for (auto& one : live) one.get();
    EXPECT_EQ(array(import->finish(ImportState::done, "{}", "")), (Counts{20'000, 0, 0}));
    EXPECT_EQ(store_->snapshot()->messages, 22'000u);
    const auto found = shown(*store_->snapshot());
    const auto& all = found.chats.begin()->second;
    EXPECT_TRUE(std::ranges::is_sorted(all, {}, &ShownRow::time));
    expect_rebuild_is_equal();
}

TEST_F(LiveTest, an_answered_message_is_visible_and_durable) {
    const auto before = store_->snapshot();
    const auto id = append(text_row(1'700'000'000'123, "你好 100% 'x'", li_));
    const auto after = store_->snapshot();
    EXPECT_GT(after->generation, before->generation);
    EXPECT_EQ(after->messages, 1u);
    EXPECT_EQ(before->chat(chat_)->size(), 0u);
    EXPECT_EQ(texts(), (std::vector<std::string>{"你好 100% 'x'"}));
    open();
    EXPECT_EQ(texts(), (std::vector<std::string>{"你好 100% 'x'"}));
    const std::array wanted{MessageId{999}, id};
    const auto read = store_->read(wanted);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].row.time, 1'700'000'000'123);
    EXPECT_EQ(read[0].row.sender, li_);
    EXPECT_EQ(read[0].chat, chat_);
}

TEST_F(LiveTest, a_repeated_client_key_gives_the_first_id) {
    const auto first = append(text_row(1000, "a"), "key-1");
    EXPECT_EQ(append(text_row(2000, "b"), "key-1"), first);
    EXPECT_NE(append(text_row(2000, "b"), "key-2"), first);
    open();
    EXPECT_EQ(append(text_row(3000, "c"), "key-1"), first);
    EXPECT_EQ(texts(), (std::vector<std::string>{"a", "b"}));
}

TEST_F(LiveTest, a_late_live_row_goes_where_it_belongs) {
    append(text_row(5000, "c"));
    append(text_row(5000, "e", {}, 0, 9));
    append(text_row(1000, "a"));
    append(text_row(5000, "d", {}, 0, 5));
    append(text_row(4999, "b"));
    append(text_row(5000, "f", {}, 0, 9));  // equal order: after the older one
    const std::vector<std::string> expected{"a", "b", "c", "d", "e", "f"};
    EXPECT_EQ(texts(), expected);
    open();
    EXPECT_EQ(texts(), expected);
}

TEST_F(LiveTest, a_snapshot_in_use_does_not_change_when_new_people_write) {
    append(text_row(1000, "a", li_));
    const auto held = store_->snapshot();
    const auto people = held->chat(chat_)->rows->people.size();
    for (int i = 0; i < 600; ++i) {
        Person person;
        person.account = account_;
        person.key = "p" + std::to_string(i);
        append(text_row(2000 + i, "x", i % 3 == 0 ? store_->add_person(person) : li_));
    }
    for (const auto& chunk : held->chat(chat_)->rows->chunks) {
        const auto columns = chunk->columns();
        for (std::uint32_t row = 0; row < columns.size; ++row)
            EXPECT_LT(columns.sender[row], people);
    }
    const auto now = store_->snapshot();
    EXPECT_EQ(now->chat(chat_)->size(), 601u);
    EXPECT_LT(now->chat(chat_)->rows->chunks.size(), 40u);  // small ones were joined
}

TEST_F(LiveTest, long_runs_of_live_rows_end_up_in_full_chunks) {
    std::vector<std::future<MessageId>> all;
    for (int i = 0; i < 9000; ++i)
        all.push_back(
            store_->append({chat_, text_row(i * 10, "消息" + std::to_string(i), li_), {}}));
    for (auto& one : all) one.get();
    const auto snapshot = store_->snapshot();
    EXPECT_LT(snapshot->chat(chat_)->rows->chunks.size(), 20u);
    const auto before = shown(*snapshot);
    EXPECT_EQ(before.chats.begin()->second.size(), 9000u);
    open();
    EXPECT_EQ(shown(*store_->snapshot()), before);
}

TEST_F(LiveTest, many_chats_with_few_live_rows_do_not_keep_many_tails) {
    std::vector<std::future<MessageId>> all;
    for (int i = 0; i < 300; ++i) {
        ChatInfo info;
        info.account = account_;
        info.key = "room" + std::to_string(i);
        info.kind = ChatKind::group;
        const auto chat = store_->add_chat(info);
        all.push_back(store_->append({chat, text_row(1000, "x"), {}}));
    }
    for (auto& one : all) one.get();
    EXPECT_EQ(store_->snapshot()->messages, 300u);
    EXPECT_LT(store_->stats().chunk_bytes, 100u * 40'000);
}

TEST_F(LiveTest, hostile_texts_come_back_byte_for_byte) {
    std::vector<std::string> given{"",
                                   "\xff\xfe broken \xc3",
                                   std::string(64 * 1024, 'Z'),
                                   "👨‍👩‍👧‍👦 ﷺ ①②",
                                   "a\xcc\x81 'quote\" %_\\",
                                   std::string("nul\0in", 6)};
    for (std::size_t i = 0; i < given.size(); ++i)
        append(text_row(static_cast<std::int64_t>(i) * 1000, given[i]));
    EXPECT_EQ(texts(), given);
    open();
    EXPECT_EQ(texts(), given);
}

TEST_F(LiveTest, the_listener_hears_each_change) {
    std::atomic<std::uint64_t> heard{0};
    store_->on_change([&](std::uint64_t generation) { heard = generation; });
    append(text_row(1, "x"));
    EXPECT_EQ(heard.load(), store_->snapshot()->generation);
    store_->on_change({});
}

// Rows and changes of another subject beside the messages.
class TogetherTest : public StoreFixture {
  protected:
    void SetUp() override {
        StoreFixture::SetUp();
        settings_.subjects = {{"beside", {{1, "create table beside(id integer, text text)"}}}};
        open();
    }
    static void put(db::Connection& on, std::int64_t id, std::string_view text) {
        on.kept("insert into beside values($1, $2)").bind_all(id, text).run();
    }
    std::vector<std::string> beside() const {
        std::vector<std::string> found;
        store_->look([&](db::Connection& on) {
            auto all = on.prepare("select id, text from beside order by id, text");
            while (all.step())
                found.push_back(std::to_string(all.integer(0)) + std::string{all.text(1)});
        });
        return found;
    }
    LiveRow row(std::string text, std::string key = {}) const {
        return {chat_, text_row(1'700'000'000'000, std::move(text), li_), std::move(key), {}};
    }
};

TEST_F(TogetherTest, what_belongs_to_a_row_is_there_with_it) {
    auto one = row("a", "key");
    one.together = [](db::Connection& on, MessageId id) { put(on, id.value, "beside a"); };
    const auto id = store_->append(one).get();
    EXPECT_EQ(beside(), (std::vector<std::string>{std::to_string(id.value) + "beside a"}));
    EXPECT_EQ(store_->append(one).get(), id);  // the key is known: not again
    EXPECT_EQ(beside().size(), 1u);
    open();
    EXPECT_EQ(beside().size(), 1u);
    EXPECT_EQ(texts(), (std::vector<std::string>{"a"}));
}

TEST_F(TogetherTest, what_it_throws_refuses_that_row_alone) {
    std::vector<std::future<MessageId>> all;
    for (int i = 0; i < 300; ++i) {
        auto one = row("row " + std::to_string(i), "key " + std::to_string(i));
        one.together = [i](db::Connection& on, MessageId id) {
            put(on, id.value, "x");
            if (i % 3 == 0) throw Error{Errc::unavailable, "no", "of_its_own"};
            if (i % 3 == 1) throw std::runtime_error{"no"};
        };
        all.push_back(store_->append(std::move(one)));
    }
    std::vector<std::string> expected;
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 300; ++i) {
        if (i % 3 == 0) {
            EXPECT_EQ(reason_of([&] { all[static_cast<std::size_t>(i)].get(); }),
                      "unavailable of_its_own");
        } else if (i % 3 == 1) {
            EXPECT_THROW(all[static_cast<std::size_t>(i)].get(), std::runtime_error);
        } else {
            ids.push_back(all[static_cast<std::size_t>(i)].get().value);
            expected.push_back("row " + std::to_string(i));
        }
    }
    EXPECT_TRUE(std::ranges::is_sorted(ids));
    EXPECT_EQ(texts(), expected);
    EXPECT_EQ(beside().size(), 100u);
    // Its key is free again.
    EXPECT_EQ(store_->append(row("row 0", "key 0")).get().value, ids.back() + 1);
    const auto before = shown(*store_->snapshot());
    open();
    EXPECT_EQ(shown(*store_->snapshot()), before);
}

TEST_F(TogetherTest, a_write_is_whole_or_not_at_all) {
    store_->write([](db::Connection& on) { put(on, 1, "kept"); });
    EXPECT_EQ(reason_of([&] {
                  store_->write([](db::Connection& on) {
                      put(on, 2, "gone");
                      on.execute("insert into nowhere values(1)");
                  });
              }),
              "invalid sql");
    EXPECT_EQ(reason_of([&] {
                  store_->write([](db::Connection& on) {
                      put(on, 3, "gone");
                      throw Error{Errc::not_found, "nothing", "here"};
                  });
              }),
              "not_found here");
    EXPECT_EQ(beside(), (std::vector<std::string>{"1kept"}));
    open();
    EXPECT_EQ(beside(), (std::vector<std::string>{"1kept"}));
}

TEST_F(TogetherTest, people_chats_and_rows_of_one_write_come_together_or_not_at_all) {
    ChatInfo info;
    info.account = account_;
    info.key = "new";
    Person person;
    person.account = account_;
    person.key = "new";
    const auto make = [&](Writing& to) {
        info.peer = to.person(person);
        LiveRow first{to.chat(info), text_row(1000, "first", info.peer), "k", {}};
        EXPECT_TRUE(to.append(first).fresh);
        EXPECT_FALSE(to.append(first).fresh);
        put(to.on(), 7, "first");
    };
    const auto before = store_->snapshot();
    EXPECT_EQ(reason_of([&] {
                  store_->write_rows([&](Writing& to) {
                      make(to);
                      throw Error{Errc::conflict, "no", "no"};
                  });
              }),
              "conflict no");
    EXPECT_EQ(store_->snapshot()->chat_by_key("new", ChatKind::direct), nullptr);
    EXPECT_EQ(store_->snapshot()->messages, before->messages);
    EXPECT_EQ(beside().size(), 0u);
    store_->write_rows(make);
    const auto* chat = store_->snapshot()->chat_by_key("new", ChatKind::direct);
    ASSERT_NE(chat, nullptr);
    EXPECT_EQ(texts_of(*store_->snapshot(), chat->info->id), (std::vector<std::string>{"first"}));
    const auto after = shown(*store_->snapshot());
    open();
    EXPECT_EQ(shown(*store_->snapshot()), after);
    EXPECT_EQ(beside(), (std::vector<std::string>{"7first"}));
}

TEST_F(TogetherTest, tables_of_a_subject_go_forward_only) {
    store_->write([](db::Connection& on) { put(on, 1, "old"); });
    settings_.subjects[0].steps.push_back({2, "alter table beside add column more text"});
    open();
    store_->look([](db::Connection& on) {
        auto ask = on.prepare("select text, more from beside");
        ASSERT_TRUE(ask.step());
        EXPECT_EQ(ask.text(0), "old");
        EXPECT_TRUE(ask.is_null(1));
    });
    settings_.subjects[0].steps.pop_back();
    store_.reset();
    EXPECT_EQ(reason_of([&] { open(); }), "invalid newer_format");
    settings_.subjects.clear();  // a program that does not know them leaves them alone
    open();
    EXPECT_EQ(beside().size(), 1u);
}

TEST_F(TogetherTest, a_step_that_fails_leaves_the_tables_as_they_were) {
    settings_.subjects[0].steps.push_back(
        {2, "alter table beside add column more text; insert into nowhere values(1)"});
    store_.reset();
    EXPECT_EQ(reason_of([&] { open(); }), "invalid sql");
    settings_.subjects[0].steps.pop_back();
    open();
    store_->look(
        [](db::Connection& on) { EXPECT_EQ(on.prepare("select * from beside").columns(), 2); });
}

}  // namespace
}  // namespace kith::store

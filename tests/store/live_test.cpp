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

}  // namespace
}  // namespace kith::store

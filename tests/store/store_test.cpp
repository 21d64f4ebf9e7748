// The store's doors: people, live rows, changes, notes, restarts.
#include "store/store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "db/db.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class StoreTest : public testing::Test {
  protected:
    void open() {
        store_.reset();
        store_ = Store::open(settings_, clock_);
    }
    void SetUp() override {
        settings_ = settings_in(folder_);
        open();
        account_ = store_->account("wechat", "wxid_me");
        Person person;
        person.account = account_;
        person.key = "wxid_me";
        me_ = store_->add_person(person);
        person.key = "wxid_li";
        person.nick = "李雷 🙂";
        li_ = store_->add_person(person);
        ChatInfo info;
        info.account = account_;
        info.key = "wxid_li";
        info.peer = li_;
        chat_ = store_->add_chat(info);
    }
    MessageId append(Row row, std::string key = {}) {
        return store_->append({chat_, std::move(row), std::move(key)}).get();
    }
    std::vector<std::string> texts() { return texts_of(*store_->snapshot(), chat_); }

    TempFolder folder_;
    Settings settings_;
    FixedClock clock_{from_seconds(1'700'000'000)};
    std::unique_ptr<Store> store_;
    AccountId account_;
    PersonId me_, li_;
    ChatId chat_;
};

TEST_F(StoreTest, people_and_chats_keep_their_ids_over_a_restart) {
    EXPECT_EQ(store_->account("wechat", "wxid_me"), account_);
    EXPECT_NE(store_->account("wechat", "wxid_other"), account_);
    open();
    const auto snapshot = store_->snapshot();
    EXPECT_EQ(snapshot->person_by_key("wxid_li")->id, li_);
    EXPECT_EQ(snapshot->person(li_)->nick, "李雷 🙂");
    EXPECT_EQ(snapshot->chat_by_key("wxid_li", ChatKind::direct)->info->id, chat_);
    EXPECT_EQ(snapshot->chat(chat_)->info->peer, li_);
    EXPECT_EQ(snapshot->self(account_), me_);  // the account's own key
}

TEST_F(StoreTest, empty_fields_do_not_erase_what_is_known) {
    Person person;
    person.account = account_;
    person.key = "wxid_li";
    person.remark = "老李";
    person.flags = kFriend;
    EXPECT_EQ(store_->add_person(person), li_);
    open();
    const auto snapshot = store_->snapshot();
    const auto* li = snapshot->person(li_);
    EXPECT_EQ(li->nick, "李雷 🙂");
    EXPECT_EQ(li->remark, "老李");
    EXPECT_EQ(li->flags, kFriend);
}

TEST_F(StoreTest, an_answered_message_is_visible_and_durable) {
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

TEST_F(StoreTest, a_repeated_client_key_gives_the_first_id) {
    const auto first = append(text_row(1000, "a"), "key-1");
    EXPECT_EQ(append(text_row(2000, "b"), "key-1"), first);
    EXPECT_NE(append(text_row(2000, "b"), "key-2"), first);
    open();
    EXPECT_EQ(append(text_row(3000, "c"), "key-1"), first);
    EXPECT_EQ(texts(), (std::vector<std::string>{"a", "b"}));
}

TEST_F(StoreTest, a_late_live_row_goes_where_it_belongs) {
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

TEST_F(StoreTest, details_and_readable_text_come_back_for_every_kind) {
    for (int kind = 0; kind < kKindCount; ++kind) {
        Row row = text_row(kind * 1000, "text " + std::to_string(kind));
        row.kind = static_cast<Kind>(kind);
        row.body = kind % 3 == 0 ? "" : R"({"url":"https://x/?a=1&b='2'"})";
        row.raw_type = std::int64_t{57} << 32 | 49;
        const auto id = append(row);
        const auto read = store_->read(std::array{id});
        ASSERT_EQ(read.size(), 1u);
        EXPECT_EQ(read[0].row.text, row.text);
        EXPECT_EQ(read[0].row.body, row.body);
        EXPECT_EQ(read[0].row.raw_type, row.raw_type);
        EXPECT_EQ(static_cast<int>(read[0].row.kind), kind);
    }
    EXPECT_EQ(texts()[7], "text 7");
    const auto before = shown(*store_->snapshot());
    open();
    EXPECT_EQ(shown(*store_->snapshot()), before);
}

TEST_F(StoreTest, edit_recall_and_erase_keep_the_old_version) {
    const auto a = append(text_row(1000, "a", li_)), b = append(text_row(2000, "b", li_)),
               c = append(text_row(3000, "c", li_));
    EXPECT_TRUE(store_->edit(a, "ＡＢ new"));
    EXPECT_TRUE(store_->recall(b));
    EXPECT_TRUE(store_->erase(c));
    EXPECT_FALSE(store_->edit(MessageId{77}, "x"));
    EXPECT_FALSE(store_->edit(c, "x"));
    EXPECT_FALSE(store_->erase(c));
    const auto check = [&] {
        EXPECT_EQ(texts(), (std::vector<std::string>{"ＡＢ new", "b"}));
        const auto snapshot = store_->snapshot();
        const auto columns = snapshot->chat(chat_)->rows->chunks[0]->columns();
        EXPECT_EQ(columns.flags[0], kEdited);
        EXPECT_EQ(columns.flags[1], kRecalled);
        EXPECT_EQ(snapshot->messages, 2u);
        EXPECT_EQ(store_->read(std::array{c}).size(), 0u);
    };
    check();
    open();
    check();
    auto on = db::Connection::open(settings_.file, {.access = db::Access::read_only});
    auto old = on.prepare("select group_concat(body || why) from message_old");
    ASSERT_TRUE(old.step());
    EXPECT_EQ(old.text(0), "a1,b2,c3");
}

TEST_F(StoreTest, a_snapshot_in_use_does_not_change_when_new_people_write) {
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

TEST_F(StoreTest, long_runs_of_live_rows_end_up_in_full_chunks) {
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

TEST_F(StoreTest, many_chats_with_few_live_rows_do_not_keep_many_tails) {
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

TEST_F(StoreTest, notes_are_kept) {
    EXPECT_EQ(store_->note("range"), std::nullopt);
    store_->set_note("range", "{\"from\":1}");
    store_->set_note("range", "{\"from\":2}");
    open();
    EXPECT_EQ(store_->note("range"), "{\"from\":2}");
}

TEST_F(StoreTest, wrong_calls_are_refused) {
    EXPECT_EQ(reason_of([&] { (void)store_->append({ChatId{99}, text_row(1, "x"), {}}); }),
              "not_found no_chat");
    EXPECT_EQ(reason_of([&] { (void)store_->append({chat_, text_row(-1, "x"), {}}); }),
              "invalid bad_time");
    EXPECT_EQ(reason_of([&] { (void)store_->append({chat_, text_row(kNewestTime, "x"), {}}); }),
              "invalid bad_time");
    EXPECT_EQ(reason_of([&] {
                  (void)store_->append({chat_, text_row(1, std::string(kTextBytes + 1, 'x')), {}});
              }),
              "too_large too_long");
    Person person;
    person.account = AccountId{55};
    EXPECT_EQ(reason_of([&] { store_->add_person(person); }), "invalid no_account");
}

TEST_F(StoreTest, hostile_texts_come_back_byte_for_byte) {
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

TEST_F(StoreTest, the_listener_hears_each_change) {
    std::atomic<std::uint64_t> heard{0};
    store_->on_change([&](std::uint64_t generation) { heard = generation; });
    append(text_row(1, "x"));
    EXPECT_EQ(heard.load(), store_->snapshot()->generation);
    store_->on_change({});
}

TEST_F(StoreTest, a_second_process_or_opener_is_told) {
    EXPECT_EQ(reason_of([&] { Store::open(settings_, clock_); }), "unavailable locked");
    append(text_row(1, "x"));  // and the first one goes on
}

TEST(StoreOpen, a_wrong_key_and_foreign_files_are_told) {
    TempFolder folder;
    FixedClock clock{Time{}};
    auto settings = settings_in(folder);
    settings.key = Secret{std::string(64, '1')};
    Store::open(settings, clock).reset();
    auto wrong = settings;
    wrong.key = Secret{std::string(64, '2')};
    EXPECT_EQ(reason_of([&] { Store::open(wrong, clock); }), "invalid wrong_key");
    wrong.key = {};
    EXPECT_EQ(reason_of([&] { Store::open(wrong, clock); }), "invalid not_a_database");
    auto foreign = settings_in(folder);
    foreign.file = folder.path / "foreign.db";
    db::Connection::open(foreign.file, {}).execute("create table other(a)");
    EXPECT_EQ(reason_of([&] { Store::open(foreign, clock); }), "invalid foreign_database");
    foreign.file = folder.path / "newer.db";
    db::Connection::open(foreign.file, {}).execute("create table a(b); pragma user_version=99");
    EXPECT_EQ(reason_of([&] { Store::open(foreign, clock); }), "invalid newer_format");
    foreign.file = folder.path / "text.db";
    std::ofstream{foreign.file} << std::string(9000, 'x');
    EXPECT_EQ(reason_of([&] { Store::open(foreign, clock); }), "invalid not_a_database");
    EXPECT_TRUE(Store::open(settings, clock));
}

TEST(StoreOpen, an_encrypted_store_shows_no_text) {
    TempFolder folder;
    FixedClock clock{Time{}};
    auto settings = settings_in(folder);
    settings.key = Secret{std::string(64, '1')};
    settings.cache_from = 1;
    {
        auto store = Store::open(settings, clock);
        ChatInfo info;
        info.account = store->account("wechat", "account-key-in-plain");
        info.key = "chat-key-in-plain";
        const auto chat = store->add_chat(info);
        store->append({chat, text_row(1, "message-text-in-plain"), {}}).get();
        store->write_cache(Stop{});
        EXPECT_TRUE(store->stats().encrypted);
    }
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path}) {
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(bytes.find("in-plain"), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find("SQLite format"), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find("create table"), std::string::npos) << entry.path();
        files += bytes.size() > 8000 ? 1 : 0;
    }
    EXPECT_EQ(files, 2);  // store and cache
    auto store = Store::open(settings, clock);
    EXPECT_TRUE(store->stats().from_cache);
    EXPECT_EQ(store->snapshot()->messages, 1u);
}

}  // namespace
}  // namespace kith::store

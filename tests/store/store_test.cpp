// The doors of the store: people, reading by id, notes, wrong calls.
#include <gtest/gtest.h>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

class StoreTest : public StoreFixture {};

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

}  // namespace
}  // namespace kith::store

// Looking things up in a snapshot made by hand.
#include "store/snapshot.h"

#include <gtest/gtest.h>

#include "store/keys.h"

namespace kith::store {
namespace {

ChunkPtr chunk_at(const std::vector<std::int64_t>& seconds) {
    ChunkBuilder builder;
    for (const auto second : seconds) {
        Row row;
        row.time = second * 1000 + 999;
        row.text = "x";
        builder.add(row, 0, MessageId{static_cast<std::int64_t>(builder.size()) + 1});
    }
    return builder.build();
}

std::shared_ptr<const Person> person(std::int64_t id, std::int64_t account, std::string key,
                                     std::uint32_t flags = 0) {
    auto made = std::make_shared<Person>();
    made->id = PersonId{id};
    made->account = AccountId{account};
    made->key = std::move(key);
    made->flags = flags;
    return made;
}

std::shared_ptr<const ChatInfo> chat(std::int64_t id, std::string key, ChatKind kind) {
    auto made = std::make_shared<ChatInfo>();
    made->id = ChatId{id};
    made->account = AccountId{1};
    made->key = std::move(key);
    made->kind = kind;
    return made;
}

Snapshot archive() {
    Snapshot made;
    auto rows = std::make_shared<ChatRows>();
    rows->chunks = {chunk_at({10, 20, 20}), chunk_at({30})};
    made.chats = {{chat(2, "a", ChatKind::direct), rows},
                  {chat(5, "a", ChatKind::group), rows},
                  {chat(9, "b", ChatKind::direct), rows}};
    made.people = {person(1, 1, "me", kSelf), person(4, 1, "a"), person(7, 2, "a")};
    return made;
}

TEST(Snapshot, finds_by_id_and_knows_what_is_not_there) {
    const auto made = archive();
    EXPECT_EQ(made.chat(ChatId{5})->info->kind, ChatKind::group);
    EXPECT_EQ(made.chat(ChatId{6}), nullptr);
    EXPECT_EQ(made.chat(ChatId{}), nullptr);
    EXPECT_EQ(made.person(PersonId{7})->key, "a");
    EXPECT_EQ(made.person(PersonId{8}), nullptr);
    EXPECT_EQ(made.chats[0].size(), 4u);
}

TEST(Snapshot, finds_by_key_with_and_without_a_map) {
    auto made = archive();
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(made.chat_by_key("a", ChatKind::direct)->info->id, ChatId{2});
        EXPECT_EQ(made.chat_by_key("a", ChatKind::group)->info->id, ChatId{5});
        EXPECT_EQ(made.chat_by_key("b", ChatKind::group), nullptr);
        EXPECT_EQ(made.person_by_key("a")->id, PersonId{4});
        EXPECT_EQ(made.person_by_key(""), nullptr);
        EXPECT_EQ(made.self(AccountId{1}), PersonId{1});
        EXPECT_EQ(made.self(AccountId{2}), PersonId{});
        Keys::Added added;
        for (const auto& one : made.people) added.people.push_back(one);
        for (const auto& one : made.chats) added.chats.push_back(one.info);
        made.keys = Keys{}.with(added)->with_self(AccountId{1}, PersonId{1});
    }
}

TEST(RowsIn, a_range_holds_both_of_its_ends) {
    const auto chunk = chunk_at({10, 20, 20, 30});
    const auto columns = chunk->columns();
    using Span = std::pair<std::uint32_t, std::uint32_t>;
    EXPECT_EQ(rows_in(columns, {}), (Span{0, 4}));
    EXPECT_EQ(rows_in(columns, {20, 20}), (Span{1, 3}));
    EXPECT_EQ(rows_in(columns, {21, 29}), (Span{3, 3}));
    EXPECT_EQ(rows_in(columns, {0, 10}), (Span{0, 1}));
    EXPECT_EQ(rows_in(columns, {20, 0}), (Span{1, 4}));
    EXPECT_EQ(rows_in(columns, {31, 0}), (Span{4, 4}));
    EXPECT_EQ(rows_in(columns, {30, 10}), (Span{3, 3}));
    EXPECT_EQ(rows_in(columns, {-5, 9'000'000'000}), (Span{0, 4}));
}

}  // namespace
}  // namespace kith::store

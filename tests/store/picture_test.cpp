// What memory shows, and that old snapshots stay as they were.
#include "store/picture.h"

#include <gtest/gtest.h>

namespace kith::store {
namespace {

ChunkPtr chunk(std::int64_t first, std::int64_t count) {
    ChunkBuilder builder;
    for (std::int64_t i = first; i < first + count; ++i) {
        Row row;
        row.time = i * 1000;
        builder.add(row, 0, MessageId{i});
    }
    return builder.build();
}

TEST(Picture, changes_show_only_after_publish_and_never_in_older_snapshots) {
    Directory directory;
    const auto account = directory.account("n", "k");
    ChatInfo info;
    info.account = account;
    info.key = "a";
    const auto a = directory.chat(info, {});
    info.key = "b";
    const auto b = directory.chat(info, {});
    Picture picture{100};
    const auto empty = picture.current();
    picture.add(directory.take());
    EXPECT_TRUE(picture.current()->chats.empty());
    const auto first = picture.publish();
    EXPECT_GT(first, empty->generation);
    const auto before = picture.current();
    picture.set_rows(*picture.find(b), {chunk(1, 10)}, {}, std::nullopt);
    picture.publish();
    const auto after = picture.current();
    EXPECT_EQ(before->chat(b)->size(), 0u);
    EXPECT_EQ(after->chat(b)->size(), 10u);
    EXPECT_EQ(after->messages, 10u);
    EXPECT_NE(before->chat(b)->rows->version, after->chat(b)->rows->version);
    EXPECT_EQ(before->chat(a)->rows, after->chat(a)->rows);  // shared, not copied
    EXPECT_EQ(after->chat_by_key("a", ChatKind::direct)->info->id, a);
    picture.set_rows(*picture.find(b), {chunk(1, 4)}, {}, std::nullopt);
    picture.publish();
    EXPECT_EQ(picture.current()->messages, 4u);
    EXPECT_EQ(picture.find(b)->last_second(), 4);
    EXPECT_EQ(picture.find(a)->last_second(), -1);
    EXPECT_EQ(picture.find(ChatId{77}), nullptr);
}

TEST(Picture, who_is_removed_is_found_no_more) {
    Directory directory;
    const auto account = directory.account("n", "k");
    Person person;
    person.account = account;
    person.key = "gone";
    person.flags = kSelf;
    const auto gone = directory.person(person, {});
    person.key = "stays";
    person.flags = 0;
    const auto stays = directory.person(person, {});
    ChatInfo info;
    info.account = account;
    info.key = "room";
    const auto chat = directory.chat(info, {});
    Picture picture{1};
    picture.add(directory.take());
    picture.set_rows(*picture.find(chat), {chunk(1, 3)}, {}, std::nullopt);
    picture.publish();
    EXPECT_EQ(picture.current()->self(account), gone);
    picture.remove({{gone}, {chat}});
    picture.publish();
    const auto now = picture.current();
    EXPECT_EQ(now->person(gone), nullptr);
    EXPECT_EQ(now->person_by_key("gone"), nullptr);
    EXPECT_EQ(now->person_by_key("stays")->id, stays);
    EXPECT_EQ(now->chat_by_key("room", ChatKind::direct), nullptr);
    EXPECT_FALSE(now->self(account));
    EXPECT_EQ(now->messages, 0u);
}

}  // namespace
}  // namespace kith::store

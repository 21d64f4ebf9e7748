// What the directory knows comes back from the database.
#include "store/directory_table.h"

#include <gtest/gtest.h>

#include "tests/store/table_rows.h"

namespace kith::store {
namespace {

TEST(DirectoryTable, everything_comes_back) {
    Table table;
    Directory directory;
    const auto account = directory.account("wechat", "me");
    Person person;
    person.account = account;
    person.key = "me";
    person.nick = "我 🙂";
    person.remark = "'quote'";
    person.alias = "al";
    person.avatar = "http://a";
    person.avatar_big = "http://b";
    person.flags = kSelf | kFriend;
    person.source_flag = -7;
    const auto me = directory.person(person, ImportId{4});
    ChatInfo room;
    room.account = account;
    room.key = "r@chatroom";
    room.kind = ChatKind::group;
    room.title = "群";
    room.avatar = "x";
    room.peer = me;
    room.members = {{me, "名"}};
    const auto chat = directory.chat(room, ImportId{4});
    write_directory(table.on, directory.take());
    room.title = "新群名";
    directory.chat(room, {});
    write_directory(table.on, directory.take());

    Directory again;
    read_directory(table.on, again);
    const auto all = again.all();
    ASSERT_EQ(all.people.size(), 1u);
    const auto& found = *all.people[0].person;
    EXPECT_EQ(found.id, me);
    EXPECT_EQ(found.nick, person.nick);
    EXPECT_EQ(found.remark, person.remark);
    EXPECT_EQ(found.alias, "al");
    EXPECT_EQ(found.avatar, "http://a");
    EXPECT_EQ(found.avatar_big, "http://b");
    EXPECT_EQ(found.flags, person.flags);
    EXPECT_EQ(found.source_flag, -7);
    EXPECT_EQ(all.people[0].import, 4);
    EXPECT_EQ(all.accounts[0].self, me);
    ASSERT_EQ(all.chats.size(), 1u);
    EXPECT_EQ(all.chats[0].info->id, chat);
    EXPECT_EQ(all.chats[0].info->title, "新群名");
    EXPECT_EQ(all.chats[0].info->members[0].name, "名");
    EXPECT_EQ(all.chats[0].info->peer, me);
    EXPECT_EQ(all.chats[0].import, 0);
    EXPECT_TRUE(again.take().empty());

    set_meta(table.on, kNextPerson, 50);
    delete_from_directory(table.on, {{me}, {chat}});
    Directory empty;
    read_directory(table.on, empty);
    EXPECT_TRUE(empty.all().people.empty());
    EXPECT_TRUE(empty.all().chats.empty());
    EXPECT_FALSE(empty.all().accounts[0].self);
    EXPECT_EQ(empty.person(person, {}).value, 50);
}

}  // namespace
}  // namespace kith::store

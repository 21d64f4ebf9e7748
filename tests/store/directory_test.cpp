// Accounts, people and chats in memory.
#include "store/directory.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::store {
namespace {

Person person(AccountId account, std::string key) {
    Person made;
    made.account = account;
    made.key = std::move(key);
    return made;
}

TEST(Directory, ids_are_found_by_account_and_key) {
    Directory directory;
    const auto a = directory.account("wechat", "me"), b = directory.account("telegram", "me");
    EXPECT_NE(a, b);
    EXPECT_EQ(directory.account("wechat", "me"), a);
    const auto first = directory.person(person(a, "k"), {});
    EXPECT_NE(directory.person(person(b, "k"), {}), first);
    EXPECT_EQ(directory.person(person(a, "k"), {}), first);
    ChatInfo chat;
    chat.account = a;
    chat.key = "k";
    const auto direct = directory.chat(chat, {});
    chat.kind = ChatKind::group;
    EXPECT_NE(directory.chat(chat, {}), direct);
    EXPECT_TRUE(directory.has_chat(direct));
    EXPECT_FALSE(directory.has_chat(ChatId{99}));
    EXPECT_EQ(directory.people_of(ChatId{99}), nullptr);
    EXPECT_THROW(directory.person(person(AccountId{9}, "k"), {}), Error);
}

TEST(Directory, only_what_is_new_is_taken_and_what_failed_comes_again) {
    Directory directory;
    const auto a = directory.account("wechat", "me");
    auto li = person(a, "li");
    directory.person(li, {});
    auto changes = directory.take();
    EXPECT_EQ(changes.accounts.size(), 1u);
    EXPECT_EQ(changes.people.size(), 1u);
    EXPECT_TRUE(directory.take().empty());
    directory.person(li, {});
    EXPECT_TRUE(directory.take().empty());  // nothing new was said
    li.remark = "老李";
    directory.person(li, {});
    li.remark = "";
    directory.person(li, {});
    changes = directory.take();
    ASSERT_EQ(changes.people.size(), 1u);
    EXPECT_EQ(changes.people[0].person->remark, "老李");
    directory.put_back(changes);
    EXPECT_EQ(directory.take().people.size(), 1u);
}

TEST(Directory, a_source_that_knows_its_flags_may_take_them_back) {
    Directory directory;
    const auto a = directory.account("wechat", "me");
    auto li = person(a, "li");
    li.flags = kFriend;
    li.source_flag = 3;
    directory.person(li, {});
    li.flags = kOfficial;
    li.source_flag = 0;
    directory.person(li, {});
    EXPECT_EQ(directory.take().people[0].person->flags, kFriend | kOfficial);
    li.flags = 0;
    li.source_flag = 4;
    directory.person(li, {});
    EXPECT_EQ(directory.take().people[0].person->flags, 0u);
}

TEST(Directory, members_are_joined_and_names_fill_in) {
    Directory directory;
    ChatInfo room;
    room.account = directory.account("wechat", "me");
    room.key = "room";
    room.kind = ChatKind::group;
    room.members = {{PersonId{1}, ""}, {PersonId{2}, "b"}, {PersonId{}, "nobody"}};
    directory.chat(room, {});
    room.members = {{PersonId{3}, "c"}, {PersonId{1}, "a"}, {PersonId{2}, ""}};
    directory.chat(room, {});
    const auto changes = directory.take();
    ASSERT_EQ(changes.chats.size(), 1u);
    const auto& members = changes.chats[0].info->members;
    ASSERT_EQ(members.size(), 3u);
    EXPECT_EQ(members[0].name, "a");
    EXPECT_EQ(members[1].name, "b");
    EXPECT_EQ(members[2].name, "c");
}

TEST(Directory, the_owner_is_known_by_flag_or_by_the_accounts_key) {
    Directory directory;
    const auto a = directory.account("wechat", "me"), b = directory.account("qq", "");
    const auto me = directory.person(person(a, "me"), {});
    auto flagged = person(b, "123");
    flagged.flags = kSelf;
    const auto other = directory.person(flagged, {});
    const auto changes = directory.take();
    EXPECT_EQ(changes.accounts[0].self, me);
    EXPECT_EQ(changes.accounts[1].self, other);
}

TEST(Directory, who_only_one_import_told_of_leaves_with_it) {
    Directory directory;
    const auto a = directory.account("wechat", "me");
    const ImportId first{1}, second{2};
    const auto alone = directory.person(person(a, "alone"), first);
    const auto needed = directory.person(person(a, "needed"), first);
    const auto both = directory.person(person(a, "both"), first);
    directory.person(person(a, "both"), second);
    directory.person(person(a, "alone"), first);
    const auto gone = directory.remove_only_of(
        first, [&](PersonId id) { return id == needed; }, [](ChatId) { return false; });
    EXPECT_EQ(gone.people, std::vector{alone});
    EXPECT_EQ(directory.person(person(a, "both"), {}), both);
    EXPECT_GT(directory.person(person(a, "alone"), {}), both);  // somebody new
}

}  // namespace
}  // namespace kith::store

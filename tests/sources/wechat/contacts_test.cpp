// contact.db: friends, groups, members, and what damaged files give.
#include "sources/wechat/contacts.h"

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {

using test::Folder;
using test::WechatArchive;

TEST(Contacts, friends_officials_and_names) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.contact("wxid_1", "阿梅", "梅子");
    archive.contact("wxid_2", "stranger", "", 0);
    archive.contact("wxid_3", "remarked", " x ", 0);
    archive.contact("wxid_blank", "blank remark", " \t", 0);
    archive.contact("GH_news", "新闻", "", 3);
    archive.contact("service", "号", "", 3, 8);
    archive.contact("wxid_null", std::nullopt, std::nullopt);
    archive.contact("", "nobody");
    const auto contacts = read_contacts(archive.contact_file(), {});
    EXPECT_TRUE(contacts.warnings.empty());
    const auto& people = contacts.people;
    ASSERT_EQ(people.size(), 7U);
    const auto person = [&](std::string_view key) { return people[people.find(key)]; };
    EXPECT_TRUE(person("wxid_1").is_friend);
    EXPECT_EQ(person("wxid_1").remark, "梅子");
    EXPECT_EQ(person("wxid_1").avatar, "https://a/wxid_1");
    EXPECT_EQ(person("wxid_1").source_flag, 3);
    EXPECT_FALSE(person("wxid_2").is_friend);
    EXPECT_TRUE(person("wxid_3").is_friend);
    EXPECT_FALSE(person("wxid_blank").is_friend);
    EXPECT_TRUE(person("GH_news").is_official);
    EXPECT_TRUE(person("service").is_official);
    EXPECT_TRUE(person("wxid_null").is_friend);
    EXPECT_EQ(person("wxid_null").nick, "");
    EXPECT_EQ(name_of(person("wxid_null")), "wxid_null");
}

TEST(Contacts, rooms_have_titles_and_members) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.contact("wxid_1", "甲");
    archive.contact("wxid_2", "乙", "", 0);
    archive.contact("1@chatroom", "群 \"50%\"", "", 2);
    archive.contact("2@ChatRoom", "other", "remark", 2);
    archive.room("1@chatroom", {"wxid_1", "wxid_2", "wxid_2"});
    archive.room("3@chatroom", {});
    const auto contacts = read_contacts(archive.contact_file(), {});
    EXPECT_EQ(contacts.people.size(), 2U);
    ASSERT_EQ(contacts.rooms.size(), 3U);
    EXPECT_EQ(contacts.rooms[0].title, "群 \"50%\"");
    ASSERT_EQ(contacts.rooms[0].members.size(), 2U);
    EXPECT_EQ(contacts.people[contacts.rooms[0].members[1].person].key, "wxid_2");
    EXPECT_EQ(contacts.rooms[1].title, "remark");
    EXPECT_EQ(contacts.rooms[2].key, "3@chatroom");
}

TEST(Contacts, missing_tables_and_columns_are_no_error) {
    Folder folder;
    auto on = WechatArchive::database(folder / "c.db");
    on.execute("create table contact(username text); insert into contact values('wxid_1')");
    const auto contacts = read_contacts(folder / "c.db", {});
    EXPECT_TRUE(contacts.warnings.empty());
    ASSERT_EQ(contacts.people.size(), 1U);
}

TEST(Contacts, a_damaged_file_is_a_warning) {
    Folder folder;
    const auto file = folder.write("contact.db", "this is no database at all, not even nearly");
    const auto contacts = read_contacts(file, {});
    EXPECT_EQ(contacts.people.size(), 0U);
    ASSERT_EQ(contacts.warnings.size(), 1U);
    EXPECT_TRUE(contacts.warnings[0].starts_with("contact.db: "));
    EXPECT_EQ(read_contacts(folder / "absent.db", {}).warnings.size(), 1U);
}

TEST(Contacts, kinds_of_keys) {
    EXPECT_TRUE(is_group_key("1@chatroom"));
    EXPECT_TRUE(is_group_key("1@CHATROOM"));
    EXPECT_FALSE(is_group_key("chatroom"));
    EXPECT_TRUE(is_official_key("gh_1"));
    EXPECT_FALSE(is_official_key("g"));
}

}  // namespace
}  // namespace kith::sources::wechat

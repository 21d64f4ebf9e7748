// Opening an archive: which chats there are, what is new, what is damaged.
#include "sources/wechat/archive.h"

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {
namespace fs = std::filesystem;

using test::find_chat;
using test::Folder;
using test::known_from;
using test::read_all;
using test::Row;
using test::WechatArchive;

class Opened : public testing::Test {
  protected:
    Opened() : archive_{folder_.path()} {
        archive_.contact("wxid_1", "阿梅");
        archive_.contact("wxid_2", "没有消息");
        archive_.contact("gh_news", "新闻", "", 3, 8);
        archive_.contact("1@chatroom", "群", "", 2);
        archive_.contact("2@chatroom", "空群", "", 2);
        archive_.room("1@chatroom", {"wxid_1"});
        archive_.senders(0, {"wxid_self", "wxid_1", "gh_news", "1@chatroom", "wxid_lost"});
        archive_.rows(0, "wxid_1",
                      {{.time = 100, .sender = 2, .content = "a"},
                       {.time = 200, .sender = 1, .content = "b"},
                       {.time = 300, .sender = 2, .content = "c"}});
        archive_.rows(0, "gh_news", {{.time = 100, .sender = 3, .content = "n"}});
        archive_.rows(0, "1@chatroom",
                      {{.time = 150, .sender = 2, .content = "wxid_1:\ng"},
                       {.time = 160, .sender = 2, .content = "wxid_1:\nh"}});
        archive_.rows(0, "wxid_lost", {{.time = 100, .sender = 5, .content = "l"}});
    }
    std::unique_ptr<Source> open(const std::vector<Mark>& marks = {}) const {
        return archive_.open({.known = known_from(marks)});
    }

    Folder folder_;
    WechatArchive archive_;
};

TEST_F(Opened, chats_are_those_with_a_table_and_all_groups) {
    const auto source = open();
    ASSERT_EQ(source->chats().size(), 5U);
    EXPECT_EQ(source->chats()[0].key, "wxid_1");  // the largest first
    EXPECT_EQ(source->chats()[0].messages, 3);
    EXPECT_EQ(source->chats()[1].key, "1@chatroom");
    EXPECT_TRUE(source->chats()[1].is_group);
    EXPECT_EQ(source->chats()[1].title, "群");
    EXPECT_EQ(source->chats()[1].members.size(), 1U);
    EXPECT_NE(find_chat(*source, "wxid_lost"), nullptr);  // known by its shard alone
    EXPECT_NE(find_chat(*source, "gh_news"), nullptr);
    EXPECT_NE(find_chat(*source, "2@chatroom"), nullptr);
    EXPECT_EQ(find_chat(*source, "wxid_2"), nullptr);
    EXPECT_EQ(source->people()[source->chats()[0].peer].key, "wxid_1");
}

TEST_F(Opened, the_overview_counts_and_dates) {
    const auto source = open();
    EXPECT_EQ(source->overview().messages, 7);
    EXPECT_EQ(source->overview().first, 100);
    EXPECT_EQ(source->overview().last, 300);
    EXPECT_EQ(source->overview().files, 1);
    EXPECT_EQ(source->overview().network, "wechat");
    EXPECT_TRUE(source->overview().warnings.empty());
}

TEST_F(Opened, tables_that_no_name_explains_are_reported_with_their_rows) {
    archive_.rows(0, "nobody_knows_me", {{.time = 1}, {.time = 2}});
    const auto source = open();
    ASSERT_EQ(source->overview().warnings.size(), 1U);
    EXPECT_NE(source->overview().warnings[0].find("2 messages"), std::string::npos);
}

TEST_F(Opened, a_file_that_did_not_change_has_nothing_to_read) {
    const auto marks = read_all(*open()).marks;
    EXPECT_EQ(marks.size(), 4U);
    const auto again = open(marks);
    EXPECT_TRUE(again->chats().empty());
    EXPECT_EQ(again->overview().messages, 0);
}

TEST_F(Opened, only_new_rows_are_read_again) {
    const auto marks = read_all(*open()).marks;
    archive_.rows(0, "wxid_1", {{.time = 400, .sender = 2, .content = "new"}});
    const auto again = open(marks);
    ASSERT_EQ(again->chats().size(), 1U);
    EXPECT_EQ(again->chats()[0].messages, 1);
    const auto read = read_all(*again);
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.messages[0].text, "new");
    // Tables without news get the stamp of the changed file, so the next look is quick.
    EXPECT_EQ(read.marks.size(), 4U);
    EXPECT_TRUE(open(read.marks)->chats().empty());
}

TEST_F(Opened, a_table_whose_last_row_is_another_one_is_read_whole) {
    const auto marks = read_all(*open()).marks;
    WechatArchive::database(archive_.shard_file(0))
        .execute("update \"" + test::table_of("wxid_1") +
                 "\" set create_time = 301 "
                 "where local_id = 3");
    const auto again = open(marks);
    ASSERT_EQ(again->chats().size(), 1U);
    EXPECT_EQ(read_all(*again).messages.size(), 3U);
}

TEST_F(Opened, without_contacts_or_message_folder_there_is_no_archive) {
    const auto reason = [&] {
        try {
            open();
            return std::string{"opened"};
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Errc::invalid);
            EXPECT_GT(error.message().size(), 20U);
            return error.reason();
        }
    };
    fs::rename(folder_ / "contact/contact.db", folder_ / "away");
    EXPECT_EQ(reason(), "no_contacts");
    fs::rename(folder_ / "away", folder_ / "contact/contact.db");
    fs::remove_all(folder_ / "message");
    EXPECT_EQ(reason(), "no_shards");
}

TEST_F(Opened, an_empty_message_folder_still_gives_the_contacts) {
    fs::remove(archive_.shard_file(0));
    const auto source = open();
    EXPECT_EQ(source->people().size(), 3U);
    EXPECT_EQ(source->overview().files, 0);
    EXPECT_EQ(source->overview().warnings.size(), 1U);
}

TEST_F(Opened, a_damaged_contact_database_leaves_the_names_of_the_shards) {
    folder_.write("contact/contact.db", std::string(5000, 'x'));
    const auto source = open();
    EXPECT_EQ(source->overview().warnings.size(), 1U);
    EXPECT_NE(find_chat(*source, "wxid_1"), nullptr);
    EXPECT_EQ(read_all(*source).messages.size(), 7U);
}

TEST_F(Opened, a_shard_that_is_no_database_is_named_and_the_others_are_served) {
    folder_.write("message/message_1.db", "not a database, just some text in a file");
    fs::create_directories(folder_ / "message/message_2.db");
    const auto source = open();
    EXPECT_EQ(source->overview().warnings.size(), 2U);
    EXPECT_EQ(source->overview().files, 1);
    EXPECT_EQ(read_all(*source).messages.size(), 7U);
}

TEST_F(Opened, files_that_another_program_holds_locked_are_read_or_named) {
    auto holder = WechatArchive::database(archive_.shard_file(0));
    holder.execute("begin exclusive");
    auto contacts = WechatArchive::database(archive_.contact_file());
    contacts.execute("begin exclusive");
    const auto source = open();
    const auto read = read_all(*source);
    if (source->overview().files == 1) {
        EXPECT_EQ(read.messages.size(), 7U);
    } else {
        EXPECT_FALSE(source->overview().warnings.empty());
    }
}

TEST_F(Opened, databases_beside_the_shards_are_never_opened) {
    folder_.write("message/message_fts.db", "garbage");
    folder_.write("message/message_resource_0.db", "garbage");
    folder_.write("session/session.db", "garbage");
    EXPECT_TRUE(open()->overview().warnings.empty());
}

TEST_F(Opened, can_be_stopped) {
    StopSource stop;
    stop.request(StopReason::user);
    EXPECT_THROW(sources::open({"wechat", 1, folder_.path()}, {}, stop.stop()), Error);
}

}  // namespace
}  // namespace kith::sources::wechat

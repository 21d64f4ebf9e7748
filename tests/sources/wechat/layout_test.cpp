// Finding an archive by its names, and by its content when names were changed.
#include "sources/wechat/layout.h"

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace fs = std::filesystem;
namespace {

using test::Folder;
using test::WechatArchive;

void fill(WechatArchive& archive) {
    archive.contact("wxid_1", "阿梅");
    archive.senders(0, {"wxid_self", "wxid_1"});
    archive.rows(0, "wxid_1", {{.time = 1709251200, .sender = 2, .content = "早"}});
}

TEST(Layout, shard_names) {
    EXPECT_TRUE(is_shard_name("message_0.db"));
    EXPECT_TRUE(is_shard_name("message_12.db"));
    for (const char* name : {"message_fts.db", "message_0_fts.db", "message_resource.db",
                             "message_0.db-wal", "biz_message_0.db", "message.db", "media_0.db"}) {
        EXPECT_FALSE(is_shard_name(name)) << name;
    }
}

TEST(Layout, shards_are_in_byte_order) {
    Folder folder;
    WechatArchive archive{folder.path()};
    for (const int shard : {0, 2, 1, 10}) archive.senders(shard, {"x"});
    folder.write("message/message_fts_0.db", "never opened");
    const auto layout = find_layout(folder.path(), {});
    ASSERT_EQ(layout.shards.size(), 4U);
    EXPECT_EQ(layout.shards[1].part, "message/message_1.db");
    EXPECT_EQ(layout.shards[2].part, "message/message_10.db");
    EXPECT_EQ(layout.shards[3].part, "message/message_2.db");
}

TEST(Layout, a_file_or_folder_inside_stands_for_the_archive) {
    Folder folder;
    WechatArchive archive{folder / "a/b"};
    fill(archive);
    for (const auto& path :
         {folder.path(), folder / "a", folder / "a/b", folder / "a/b/contact/contact.db",
          folder / "a/b/message/message_0.db"}) {
        const auto found = find_archive(path, {});
        EXPECT_EQ(found.root, folder / "a/b") << path;
        EXPECT_GT(found.confidence, 0.9);
    }
}

TEST(Layout, renamed_files_are_found_by_their_content) {
    Folder folder;
    WechatArchive archive{folder / "x"};
    fill(archive);
    fs::create_directories(folder / "flat");
    fs::rename(folder / "x/contact/contact.db", folder / "flat/people.bin");
    fs::rename(folder / "x/message/message_0.db", folder / "flat/talk");
    fs::remove_all(folder / "x");
    const auto found = find_archive(folder / "flat", {});
    EXPECT_EQ(found.root, folder / "flat");
    EXPECT_GT(found.confidence, 0.8);
    const auto layout = find_layout(folder / "flat", {});
    EXPECT_EQ(layout.contacts, folder / "flat/people.bin");
    ASSERT_EQ(layout.shards.size(), 1U);
    EXPECT_EQ(layout.shards[0].part, "talk");
}

TEST(Layout, names_without_content_promise_nothing) {
    Folder folder;
    folder.write("contact/contact.db", "text");
    folder.write("message/message_0.db", "text");
    EXPECT_EQ(find_archive(folder.path(), {}).confidence, 0);
}

TEST(Layout, half_an_archive_is_recognised_with_little_confidence) {
    Folder folder;
    WechatArchive archive{folder.path()};
    fill(archive);
    fs::remove(archive.contact_file());
    const auto found = find_archive(folder.path(), {});
    EXPECT_GT(found.confidence, 0);
    EXPECT_LT(found.confidence, 0.5);
}

TEST(Layout, other_databases_are_nothing) {
    Folder folder;
    WechatArchive::database(folder / "notes.db").execute("create table note(x)");
    EXPECT_EQ(find_archive(folder.path(), {}).confidence, 0);
    EXPECT_EQ(find_archive(folder / "notes.db", {}).confidence, 0);
    EXPECT_EQ(find_archive(folder / "absent", {}).confidence, 0);
}

}  // namespace
}  // namespace kith::sources::wechat

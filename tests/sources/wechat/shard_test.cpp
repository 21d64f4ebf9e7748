// What a message file shows at first sight.
#include "sources/wechat/shard.h"

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {

using test::Folder;
using test::WechatArchive;

TEST(Shard, tables_senders_and_bounds) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.senders(0, {"wxid_self", "wxid_1", "1@chatroom"});
    archive.rows(0, "wxid_1", {{.time = 100}, {.time = 200}, {.time = 300}});
    archive.rows(0, "empty", {});
    People people;
    OpenShard open{archive.shard_file(0)};
    auto shard = look_at({archive.shard_file(0), "message/message_0.db"}, open, people, {});
    EXPECT_TRUE(shard.warnings.empty());
    EXPECT_EQ(shard.tables.size(), 2U);
    EXPECT_EQ(shard.id_of.at("wxid_1"), 2);
    EXPECT_EQ(shard.id_of.at("1@chatroom"), 3);
    EXPECT_FALSE(shard.senders.contains(3));  // a group says nothing
    EXPECT_EQ(people[shard.senders.at(2)].key, "wxid_1");
    auto& table = shard.tables.at(hash_of("wxid_1"));
    probe(open, table);
    EXPECT_EQ(table.first, 1);
    EXPECT_EQ(table.last, 3);
    EXPECT_EQ(table.first_time, 100);
    EXPECT_EQ(table.last_time, 300);
    auto& empty = shard.tables.at(hash_of("empty"));
    probe(open, empty);
    EXPECT_EQ(empty.last, 0);
    EXPECT_EQ(shard.part_of(table), "message/message_0.db#" + test::table_of("wxid_1"));
}

TEST(Shard, what_was_read_while_somebody_wrote_is_not_of_one_moment) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.rows(0, "wxid_1", {{.time = 100}});
    OpenShard open{archive.shard_file(0)};
    EXPECT_TRUE(open.of_one_moment());
    archive.rows(0, "wxid_2", {{.time = 100}});
    EXPECT_FALSE(open.of_one_moment());
    EXPECT_TRUE(OpenShard{archive.shard_file(0)}.of_one_moment());
}

TEST(Shard, chat_tables_are_an_alias_when_the_real_ones_are_missing) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.senders(0, {"a"});
    archive.rows_in(0, "Chat_" + hash_of("a"), {{.time = 1}});
    archive.rows_in(0, "Chat_" + hash_of("b"), {{.time = 1}});
    archive.rows_in(0, "Msg_" + hash_of("b"), {{.time = 1}});
    WechatArchive::database(archive.shard_file(0))
        .execute("create table \"Chat_" + hash_of("c") + "\"(x)");
    People people;
    OpenShard open{archive.shard_file(0)};
    const auto shard = look_at({archive.shard_file(0), "s"}, open, people, {});
    EXPECT_EQ(shard.tables.at(hash_of("a")).name, "Chat_" + hash_of("a"));
    EXPECT_EQ(shard.tables.at(hash_of("b")).name, "Msg_" + hash_of("b"));
    EXPECT_FALSE(shard.tables.contains(hash_of("c")));
    EXPECT_TRUE(shard.warnings.empty());
}

TEST(Shard, a_message_table_without_its_columns_is_named) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.senders(0, {"a"});
    WechatArchive::database(archive.shard_file(0))
        .execute("create table \"Msg_" + hash_of("a") + "\"(local_id)");
    People people;
    OpenShard open{archive.shard_file(0)};
    const auto shard = look_at({archive.shard_file(0), "s"}, open, people, {});
    EXPECT_TRUE(shard.tables.empty());
    ASSERT_EQ(shard.warnings.size(), 1U);
}

TEST(Shard, without_name2id_senders_are_unknown) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.rows(0, "a", {{.time = 1}});
    People people;
    OpenShard open{archive.shard_file(0)};
    const auto shard = look_at({archive.shard_file(0), "s"}, open, people, {});
    EXPECT_EQ(shard.tables.size(), 1U);
    EXPECT_EQ(shard.warnings.size(), 1U);
}

}  // namespace
}  // namespace kith::sources::wechat

// Whose archive it is: the majority of chats decides.
#include "sources/wechat/owner.h"

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {

using test::Folder;
using test::Row;
using test::WechatArchive;

std::vector<Row> talk(std::int64_t mine, std::int64_t theirs, int count) {
    std::vector<Row> rows;
    for (int i = 0; i < count; ++i) {
        rows.push_back({.time = 1000 + i,
                        .sender = i % 2 == 0 ? mine : theirs,
                        .content = "line " + std::to_string(i)});
    }
    return rows;
}

TEST(Owner, is_whom_most_chats_name) {
    Folder folder;
    WechatArchive archive{folder.path()};
    for (const char* key : {"a", "b", "c"}) archive.contact(key, key);
    archive.contact("wxid_me", "我");
    archive.senders(0, {"wxid_me", "a", "b", "c", "wxid_odd"});
    archive.rows(0, "a", talk(5, 2, 40));  // the largest chat is misleading
    archive.rows(0, "b", talk(1, 3, 20));
    archive.rows(0, "c", talk(1, 4, 20));
    const auto source = archive.open();
    EXPECT_EQ(source->overview().account, "wxid_me");
    ASSERT_EQ(source->overview().candidates.size(), 2U);
    EXPECT_EQ(source->overview().candidates[0].votes, 2);
    EXPECT_EQ(source->overview().candidates[0].name, "我");
    EXPECT_EQ(source->overview().candidates[0].sample, "line 18");
    EXPECT_EQ(source->overview().candidates[1].key, "wxid_odd");
    std::size_t selves = 0;
    for (const auto& person : source->people()) selves += person.is_self;
    EXPECT_EQ(selves, 1U);
}

TEST(Owner, small_chats_official_accounts_and_groups_do_not_vote) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.contact("a", "a");
    archive.contact("gh_x", "x");
    archive.contact("1@chatroom", "g", "", 2);
    archive.senders(0, {"wxid_me", "a", "gh_x"});
    archive.rows(0, "a", talk(1, 2, 9));
    archive.rows(0, "gh_x", talk(1, 3, 30));
    archive.rows(0, "1@chatroom", talk(1, 2, 30));
    const auto source = archive.open();
    EXPECT_EQ(source->overview().account, "");
    EXPECT_TRUE(source->overview().candidates.empty());
}

TEST(Owner, what_the_caller_says_counts) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.contact("a", "a");
    archive.senders(0, {"wxid_me", "a"});
    archive.rows(0, "a", talk(1, 2, 30));
    const auto source = archive.open({.owner = "wxid_other"});
    EXPECT_EQ(source->overview().account, "wxid_other");
    EXPECT_EQ(source->overview().candidates[0].key, "wxid_me");
}

TEST(Owner, a_shard_that_does_not_know_the_peer_has_no_vote) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.contact("a", "a");
    archive.senders(0, {"x", "y"});
    archive.rows(0, "a", talk(1, 2, 30));
    EXPECT_EQ(archive.open()->overview().account, "");
}

}  // namespace
}  // namespace kith::sources::wechat

// Whole archives: the contract's worked conversation, the golden archives, untouched originals.
#include "sources/wechat/wechat.h"

#include <atomic>
#include <cstdlib>
#include <thread>

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {
namespace fs = std::filesystem;

using test::Folder;
using test::hashes_of;
using test::read_all;
using test::WechatArchive;

const std::string kRedPacket = "<msg><x>wcpay redenvelope</x></msg>";
const std::string kTransfer = "<msg><x>wcpay</x></msg>";

WechatArchive worked_conversation(const fs::path& root) {
    WechatArchive archive{root};
    archive.contact("wxid_demo", "阿梅");
    archive.senders(0, {"wxid_me", "wxid_demo"});
    archive.rows(0, "wxid_demo",
                 {{.time = 1709251200, .sender = 2, .content = "早"},
                  {.time = 1709251230, .sender = 1, .content = "早上好"},
                  {.time = 1709251290, .sender = 1, .type = 47},
                  {.time = 1709254890, .sender = 2, .content = "去吃饭吗"},
                  {.time = 1709254900, .sender = 0, .type = 10000, .content = "对方撤回了一条消息"},
                  {.time = 1709280000, .sender = 1, .type = 49, .content = kRedPacket},
                  {.time = 1709280060, .sender = 2, .type = 8589934592049, .content = kTransfer},
                  {.time = 1709310000, .sender = 2, .content = "晚安[月亮]"}});
    return archive;
}

TEST(Wechat, the_worked_conversation_of_the_contract) {
    Folder folder;
    const auto archive = worked_conversation(folder.path());
    const auto source = archive.open();
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), 8U);
    std::map<Kind, int> kinds;
    int mine = 0, theirs = 0, revoked = 0;
    for (const auto& message : read.messages) {
        if (message.flags & kRevokeNotice) ++revoked;
        if (is_system(message.kind)) continue;
        ++kinds[message.kind];
        (message.flags & kMine ? mine : theirs) += 1;
    }
    EXPECT_EQ(mine, 3);
    EXPECT_EQ(theirs, 4);
    EXPECT_EQ(revoked, 1);
    EXPECT_EQ(
        kinds,
        (std::map<Kind, int>{
            {Kind::text, 4}, {Kind::sticker, 1}, {Kind::red_packet, 1}, {Kind::transfer, 1}}));
    EXPECT_EQ(read.messages[0].text, "早");
    EXPECT_EQ(read.messages[0].time, 1709251200000);
}

TEST(Wechat, an_archive_like_a_real_one) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.contact("wxid_1", "阿梅", "梅子");
    archive.contact("wxid_null", std::nullopt, std::nullopt);
    archive.contact("wxid_silent", "没说过话");
    archive.contact("gh_news", "新闻", "", 3, 8);
    archive.contact("1@chatroom", "群", "", 2);
    archive.room("1@chatroom", {"wxid_1", "wxid_null"});
    archive.senders(0, {"wxid_self", "wxid_1", "1@chatroom"});
    archive.senders(1, {"1@chatroom", "wxid_1", "wxid_null", "wxid_self"});
    archive.rows(0, "wxid_1",
                 {{.time = 100, .sender = 2, .content = test::zstd("压缩"), .flag = 4},
                  {.time = 110, .sender = 1, .content = "\x28\xB5\x2F\xFD garbage", .flag = 4},
                  {.time = 120, .sender = 0, .type = 10000, .content = "以上是打招呼内容"}});
    archive.rows(1, "wxid_1", {{.time = 105, .sender = 4, .content = "插在中间"}});
    archive.rows(1, "1@chatroom",
                 {{.time = 100, .sender = 3, .content = "wxid_null:\n有前缀"},
                  {.time = 101, .sender = 4, .content = "没有前缀"},
                  {.time = 102, .sender = 2, .content = "wxid_ghost:\n路过"}});
    folder.write("message/message_9.db", "unreadable");
    const auto before = hashes_of(folder.path());
    const auto source = archive.open({.owner = "wxid_self"});
    const auto direct = test::read_chat(*source, "wxid_1");
    ASSERT_EQ(direct.messages.size(), 4U);
    EXPECT_EQ(direct.messages[0].text, "压缩");
    EXPECT_EQ(direct.messages[1].text, "插在中间");
    EXPECT_EQ(direct.messages[1].flags, kMine);
    EXPECT_EQ(direct.messages[2].text, "");
    EXPECT_EQ(direct.count("broken_frame"), 1U);
    const auto group = test::read_chat(*source, "1@chatroom");
    ASSERT_EQ(group.messages.size(), 3U);
    EXPECT_EQ(test::sender_key(*source, group.messages[0]), "wxid_null");
    EXPECT_EQ(group.messages[0].text, "有前缀");
    EXPECT_EQ(group.messages[1].flags, kMine);
    EXPECT_EQ(test::sender_key(*source, group.messages[2]), "wxid_ghost");
    EXPECT_GE(group.messages[2].sender, source->people().size());
    ASSERT_EQ(source->overview().warnings.size(), 1U);
    EXPECT_TRUE(source->overview().warnings[0].starts_with("message/message_9.db"));
    EXPECT_EQ(hashes_of(folder.path()), before);
}

TEST(Wechat, chats_are_read_by_several_threads_at_once) {
    Folder folder;
    WechatArchive archive{folder.path()};
    archive.senders(0, {"wxid_self", "x"});
    for (int chat = 0; chat < 12; ++chat) {
        const auto key = "wxid_" + std::to_string(chat);
        archive.contact(key, key);
        archive.rows(0, key, std::vector<test::Row>(200, {.time = 100, .content = key}));
    }
    const auto source = archive.open();
    ASSERT_EQ(source->chats().size(), 12U);
    std::atomic<std::size_t> next{0}, rows{0};
    const auto work = [&] {
        for (auto chat = next++; chat < source->chats().size(); chat = next++) {
            test::Collected sink;
            source->read(chat, sink, {});
            rows += sink.messages.size();
            for (const auto& message : sink.messages) {
                EXPECT_EQ(message.text, source->chats()[chat].key);
            }
        }
    };
    std::thread other{work};
    work();
    other.join();
    EXPECT_EQ(rows, 2400U);
}

// The archives that the reference's recorded answers were made with, where KITH_GOLDEN names the
// folder that holds them.
struct GoldenArchive {
    fs::path root;
    std::size_t messages, chats, system, broken;
};

std::vector<GoldenArchive> golden_archives() {
    const char* folder = std::getenv("KITH_GOLDEN");
    std::vector<GoldenArchive> found;
    if (folder == nullptr) return found;
    for (const auto& archive :
         {GoldenArchive{"dev20k", 20'000, 72, 91, 0}, GoldenArchive{"rich", 30'958, 60, 215, 12}}) {
        found.push_back(archive);
        found.back().root = folder / archive.root;
    }
    return found;
}

class Golden : public testing::TestWithParam<GoldenArchive> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Golden);
INSTANTIATE_TEST_SUITE_P(Archives, Golden, testing::ValuesIn(golden_archives()));

TEST_P(Golden, is_read_whole_and_left_as_it_was) {
    const auto& expected = GetParam();
    const auto before = hashes_of(expected.root);
    const auto source = sources::open({"wechat", 1, expected.root}, {}, {});
    EXPECT_EQ(source->overview().account, "wxid_self");
    EXPECT_EQ(source->chats().size(), expected.chats);
    const auto read = read_all(*source);
    EXPECT_EQ(read.messages.size(), expected.messages);
    EXPECT_EQ(read.count("broken_frame"), expected.broken);
    EXPECT_EQ(read.skips.size(), expected.broken == 0 ? 0U : 1U);
    std::size_t system = 0;
    for (const auto& message : read.messages) system += is_system(message.kind);
    EXPECT_EQ(system, expected.system);
    EXPECT_TRUE(source->warnings().empty());
    EXPECT_EQ(hashes_of(expected.root), before);
}

}  // namespace
}  // namespace kith::sources::wechat

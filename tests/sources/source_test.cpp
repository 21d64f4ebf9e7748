// What a path is recognised as, and that it is opened accordingly.
#include "sources/source.h"

#include "tests/sources/collect.h"
#include "tests/sources/zip/make_zip.h"

namespace kith::sources {
namespace {
namespace fs = std::filesystem;

using test::Folder;
using test::MadeZip;
using test::WechatArchive;

const std::string kLines =
    R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"n","type":"private"}})"
    "\n"
    R"({"_type":"message","sender":"a","timestamp":1703001600,"type":0,"content":"x"})"
    "\n";

void make_wechat(const fs::path& root) {
    WechatArchive archive{root};
    archive.contact("wxid_1", "阿梅");
    archive.senders(0, {"wxid_self", "wxid_1"});
    archive.rows(0, "wxid_1", {{.time = 1709251200, .sender = 2, .content = "早"}});
}

TEST(Recognise, knows_every_format_in_one_folder) {
    Folder folder;
    make_wechat(folder / "wx");
    folder.write("export/chat.anything", kLines);
    folder.write("packed.bin", MadeZip{}.file("c.jsonl", kLines).bytes());
    const auto found = recognise(folder.path(), {});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].format, "wechat");
    EXPECT_EQ(found[0].path, folder / "wx");
    EXPECT_EQ(found[1].format, "chatlab");
    EXPECT_EQ(found[1].path, folder.path());
    EXPECT_EQ(found[2].path, folder / "packed.bin");
    EXPECT_GE(found[0].confidence, found[1].confidence);
    EXPECT_GE(found[1].confidence, found[2].confidence);
}

TEST(Recognise, a_folder_of_other_things_gives_nothing) {
    Folder folder;
    folder.write("photo.jpg", "\xFF\xD8\xFF\xE0 not really");
    folder.write("message_0.db", "a text with the name of a shard");
    folder.write("contact.db", "");
    folder.write("chat.json", "{\"messages\":[{\"text\":\"hi\"}]}");
    folder.write("chat.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    folder.write("x.zip", "PK\x03\x04");
    folder.write("deep/a/b/c/d/chat.jsonl", kLines);  // deeper than we look
    EXPECT_TRUE(recognise(folder.path(), {}).empty());
    for (const auto& entry : fs::directory_iterator{folder.path()}) {
        if (entry.is_regular_file()) EXPECT_TRUE(recognise(entry.path(), {}).empty()) << entry;
    }
    EXPECT_TRUE(recognise(folder / "absent", {}).empty());
    EXPECT_TRUE(recognise("", {}).empty());
}

TEST(Recognise, leaves_everything_as_it_was) {
    Folder folder;
    make_wechat(folder / "wx");
    folder.write("chat.jsonl", kLines);
    const auto before = test::hashes_of(folder.path());
    recognise(folder.path(), {});
    EXPECT_EQ(test::hashes_of(folder.path()), before);
}

TEST(Recognise, can_be_stopped) {
    Folder folder;
    folder.write("chat.jsonl", kLines);
    StopSource stop;
    stop.request(StopReason::user);
    EXPECT_THROW(recognise(folder.path(), stop.stop()), Error);
}

TEST(Open, a_zipped_archive_reads_like_the_folder) {
    Folder folder;
    make_wechat(folder / "wx");
    MadeZip zip;
    for (const char* name : {"contact/contact.db", "message/message_0.db"}) {
        zip.file(std::string{"backup/"} + name, test::bytes_of(folder / "wx" / name));
    }
    folder.write("backup.zip", zip.bytes());
    fs::create_directories(folder / "temp");
    const auto found = recognise(folder / "backup.zip", {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].format, "wechat");
    {
        const auto source = open(found[0], {.temp = folder / "temp"}, {});
        EXPECT_FALSE(fs::is_empty(folder / "temp"));
        const auto read = test::read_all(*source);
        ASSERT_EQ(read.messages.size(), 1U);
        EXPECT_EQ(read.messages[0].text, "早");
        EXPECT_EQ(source->overview().format, "wechat");
        // The same zip again: nothing new.
        const auto again =
            open(found[0], {.known = test::known_from(read.marks), .temp = folder / "temp"}, {});
        EXPECT_TRUE(again->chats().empty());
    }
    EXPECT_TRUE(fs::is_empty(folder / "temp"));
}

TEST(Open, refuses_what_it_cannot_read_with_a_sentence) {
    Folder folder;
    const auto code = [&](const Recognised& what) {
        try {
            open(what, {.temp = folder.path()}, {});
        } catch (const Error& error) {
            EXPECT_GT(error.message().size(), 10U);
            return error.reason();
        }
        return std::string{"opened"};
    };
    EXPECT_EQ(code({"wechat", 1, folder / "absent"}), "vanished");
    EXPECT_EQ(code({"telegraph", 1, folder.path()}), "no_reader");
    const auto empty = folder.write("x.zip", MadeZip{}.file("a.txt", "x").bytes());
    EXPECT_EQ(code({"chatlab", 1, empty}), "no_chats");
    EXPECT_EQ(test::hashes_of(folder.path()).size(), 1U);  // nothing left behind
}

}  // namespace
}  // namespace kith::sources

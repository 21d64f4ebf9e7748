// Whole ChatLab exports, from a file or a folder, again and again.
#include "sources/chatlab/chatlab.h"

#include "tests/sources/collect.h"

namespace kith::sources::chatlab {
namespace {

using test::Folder;
using test::known_from;
using test::read_all;

std::string message(const std::string& sender, std::int64_t time, const std::string& text) {
    return "{\"_type\":\"message\",\"sender\":\"" + sender +
           "\",\"timestamp\":" + std::to_string(time) + ",\"type\":0,\"content\":\"" + text +
           "\"}\n";
}

const std::string kGroup =
    R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"技术交流群",)"
    R"("platform":"wechat","type":"group","groupId":"38988428513","ownerId":"abc123"}})"
    "\n"
    R"({"_type":"member","platformId":"abc123","accountName":"张三","groupNickname":"群主-张三",)"
    R"("avatar":"https://a/1","roles":[{"id":"owner"}]})"
    "\n"
    R"({"_type":"member","platformId":"def456","accountName":"李四"})"
    "\n";

const std::string kDocument =
    R"({"chatlab":{"version":"0.0.2","exportedAt":1703001600},"meta":{"name":"小明","platform":"qq",)"
    R"("type":"private","ownerId":"1"},"members":[{"platformId":"1","accountName":"我"},)"
    R"({"platformId":"2","accountName":"小明"}],"messages":[)"
    R"({"platformMessageId":"msg_001","sender":"2","accountName":"小明","timestamp":1703001610,)"
    R"("type":0,"content":"在吗？"},{"sender":"1","timestamp":1703001600,"type":25,"content":"在",)"
    R"("replyToMessageId":"msg_001"},{"sender":"SYSTEM","timestamp":1703001620,"type":80,)"
    R"("content":"以上"}]})";

std::unique_ptr<Source> open_path(const std::filesystem::path& path,
                                  const std::vector<Mark>& marks = {}) {
    return sources::open({"chatlab", 1, path}, {.known = known_from(marks)}, {});
}

TEST(Chatlab, a_group_of_lines) {
    Folder folder;
    const auto file = folder.write("群.jsonl", kGroup + message("abc123", 1703001600, "大家好") +
                                                   message("def456", 1703001610, "收到") +
                                                   message("ghi789", 1703001620, "路过"));
    const auto source = open_path(file);
    EXPECT_EQ(source->overview().account, "abc123");
    EXPECT_EQ(source->overview().network, "wechat");
    ASSERT_EQ(source->chats().size(), 1U);
    const auto& chat = source->chats()[0];
    EXPECT_TRUE(chat.is_group);
    EXPECT_EQ(chat.title, "技术交流群");
    ASSERT_EQ(chat.members.size(), 3U);
    EXPECT_EQ(chat.members[0].name, "群主-张三");
    EXPECT_EQ(chat.members[0].role, "owner");
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), 3U);
    EXPECT_EQ(read.messages[0].flags, kMine);
    EXPECT_EQ(test::sender_key(*source, read.messages[2]), "ghi789");
}

TEST(Chatlab, a_document_with_replies_is_sorted) {
    Folder folder;
    const auto source = open_path(folder.write("x.json", kDocument));
    ASSERT_EQ(source->chats().size(), 1U);
    EXPECT_EQ(source->chats()[0].key, "2");
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), 3U);
    EXPECT_TRUE(read.in_order());
    EXPECT_EQ(read.messages[0].text, "在");
    EXPECT_EQ(read.messages[0].kind, Kind::quote);
    EXPECT_NE(read.messages[0].body.find("在吗？"), std::string::npos);
    EXPECT_EQ(read.messages[2].sender, kNobody);
}

TEST(Chatlab, a_folder_is_one_source_and_stays_as_it_is) {
    Folder folder;
    folder.write("a/群.jsonl", kGroup + message("def456", 1703001610, "x"));
    folder.write("小明.json", kDocument);
    folder.write("readme.txt", "nothing");
    folder.write("package.json", "{\"name\":\"x\"}");
    const auto before = test::hashes_of(folder.path());
    const auto source = open_path(folder.path());
    EXPECT_EQ(source->chats().size(), 2U);
    EXPECT_EQ(source->overview().files, 2);
    EXPECT_EQ(read_all(*source).messages.size(), 4U);
    EXPECT_EQ(test::hashes_of(folder.path()), before);
}

TEST(Chatlab, unchanged_files_are_left_out_and_grown_ones_go_on) {
    Folder folder;
    folder.write("小明.json", kDocument);
    const auto first = kGroup + message("def456", 1703001610, "one");
    folder.write("群.jsonl", first);
    const auto marks = read_all(*open_path(folder.path())).marks;
    EXPECT_TRUE(open_path(folder.path(), marks)->chats().empty());
    folder.write("群.jsonl", first + message("def456", 1703001620, "two"));
    const auto grown = open_path(folder.path(), marks);
    ASSERT_EQ(grown->chats().size(), 1U);
    const auto read = read_all(*grown);
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.messages[0].text, "two");
    EXPECT_GT(read.messages[0].sequence, 0);
    EXPECT_TRUE(open_path(folder.path(),
                          [&] {
                              auto all = marks;
                              all.insert(all.end(), read.marks.begin(), read.marks.end());
                              return all;
                          }())
                    ->chats()
                    .empty());
}

TEST(Chatlab, a_rewritten_file_is_read_whole) {
    Folder folder;
    folder.write("群.jsonl", kGroup + message("def456", 1703001610, "one"));
    const auto marks = read_all(*open_path(folder.path())).marks;
    folder.write("群.jsonl", kGroup + message("def456", 1703001611, "other") +
                                 message("def456", 1703001620, "two"));
    EXPECT_EQ(read_all(*open_path(folder.path(), marks)).messages.size(), 2U);
}

TEST(Chatlab, bad_lines_and_times_are_counted_with_their_place) {
    Folder folder;
    const auto file = folder.write("x.jsonl", kGroup + "rubbish\n" + message("def456", 0, "x") +
                                                  message("def456", 1703001610, "good"));
    const auto source = open_path(file);
    auto read = read_all(*source);
    EXPECT_EQ(read.messages.size(), 1U);
    ASSERT_EQ(read.count("bad_line"), 1U);
    EXPECT_TRUE(read.skips["bad_line"][0].starts_with("x.jsonl line 4: "));
    EXPECT_EQ(read.count("bad_time"), 1U);
}

TEST(Chatlab, a_truncated_document_keeps_what_was_complete) {
    Folder folder;
    const auto source =
        open_path(folder.write("x.json", kDocument.substr(0, kDocument.size() - 9)));
    EXPECT_EQ(read_all(*source).messages.size(), 2U);
    ASSERT_EQ(source->warnings().size(), 1U);
    EXPECT_TRUE(source->warnings()[0].starts_with("x.json: incomplete"));
}

TEST(Chatlab, more_messages_than_a_piece) {
    Folder folder;
    std::string lines = kGroup;
    for (int i = 0; i < 70'000; ++i) lines += message("def456", 1703001600 + i, "x");
    const auto source = open_path(folder.write("x.jsonl", lines));
    const auto read = read_all(*source);
    EXPECT_EQ(read.messages.size(), 70'000U);
    EXPECT_EQ(read.pieces, (std::vector<std::size_t>{kPieceRows, 70'000 - kPieceRows}));
    EXPECT_TRUE(read.in_order());
}

TEST(Chatlab, nothing_to_read_is_an_error) {
    Folder folder;
    folder.write("x.txt", "hello");
    for (const auto& path : {folder.path(), folder / "x.txt"}) {
        try {
            open_path(path);
            FAIL() << path;
        } catch (const Error& error) {
            EXPECT_EQ(error.reason(), "no_chats");
        }
    }
}

TEST(Chatlab, hostile_texts_survive) {
    Folder folder;
    const auto file =
        folder.write("x.jsonl", kGroup + message("def456", 1703001600, "100%_'😀\\u0000\\\"") +
                                    message("def456", 1703001601, "bad \xFF byte") +
                                    message("def456", 1703001602, std::string(65'536, 'z')));
    const auto source = open_path(file);
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), 3U);
    EXPECT_EQ(read.messages[0].text, std::string("100%_'😀\0\"", 12));
    EXPECT_EQ(read.messages[1].text, "bad \xEF\xBF\xBD byte");
    EXPECT_EQ(read.messages[2].text.size(), 65'536U);
}

}  // namespace
}  // namespace kith::sources::chatlab

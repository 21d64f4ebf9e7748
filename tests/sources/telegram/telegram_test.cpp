// Whole Telegram exports, from a file, a folder or a zip, again and again.
#include "sources/telegram/telegram.h"

#include "sources/said.h"

#include "tests/sources/telegram/fixture.h"
#include "tests/sources/zip/make_zip.h"

namespace kith::sources::telegram {
namespace {

using test::account;
using test::chat;
using test::Folder;
using test::kNoon;
using test::message;
using test::open_path;
using test::read_all;
using test::read_chat;
using test::sender_key;

const std::string kDirect =
    chat("\"阿梅\"", "personal_chat", "2",
         {message(1, "user2", kNoon, "爬山吗 😀"),
          message(2, "user1", kNoon + 60, "去", R"(,"reply_to_message_id":1)"),
          message(3, "user2", kNoon + 60, "好")});
const std::string kGroup =
    chat("\"山友\"", "private_supergroup", "77",
         {R"({"id":-999999990,"type":"service","date_unixtime":"1706716800",)"
          R"("actor":"老周","actor_id":"user3","action":"create_group","title":"山友","text":""})",
          message(10, "user3", kNoon + 1, "集合"), message(11, "channel77", kNoon + 2, "公告")});

TEST(Telegram, a_whole_account) {
    const Folder folder;
    const auto source = open_path(folder.write("result.json", account({kDirect}, {kGroup})));
    const auto& overview = source->overview();
    EXPECT_EQ(overview.format, "telegram");
    EXPECT_EQ(overview.account, "user1");
    EXPECT_EQ(overview.messages, 6);
    EXPECT_EQ(overview.first, 1'706'716'800);
    EXPECT_EQ(overview.last, kNoon + 60);
    EXPECT_EQ(overview.files, 1);
    ASSERT_EQ(source->chats().size(), 2U);

    const auto direct = read_chat(*source, "user2");
    ASSERT_EQ(direct.messages.size(), 3U);
    EXPECT_TRUE(direct.in_order());
    EXPECT_EQ(direct.messages[0].text, "爬山吗 😀");
    EXPECT_EQ(sender_key(*source, direct.messages[0]), "user2");
    EXPECT_EQ(direct.messages[1].kind, Kind::quote);
    EXPECT_EQ(direct.messages[1].flags, kMine);
    EXPECT_NE(direct.messages[1].body.find("爬山吗 😀"), std::string::npos);

    const auto group = read_chat(*source, "channel77");
    ASSERT_EQ(group.messages.size(), 3U);
    EXPECT_EQ(group.messages[0].kind, Kind::system);
    EXPECT_EQ(group.messages[0].text, "老周 created the group 山友");
    EXPECT_GT(group.messages[0].source_key, 0);
    EXPECT_EQ(sender_key(*source, group.messages[2]), "channel77");
    EXPECT_TRUE(source->warnings().empty());
}

TEST(Telegram, one_chat) {
    const Folder folder;
    const auto source = open_path(folder.write("result.json", "\xEF\xBB\xBF" + kDirect));
    EXPECT_EQ(source->overview().account, "user1");
    ASSERT_EQ(source->chats().size(), 1U);
    EXPECT_EQ(source->chats()[0].key, "user2");
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), 3U);
    EXPECT_EQ(read.messages[1].flags, kMine);
    // Whoever is named counts.
    const auto named = open_path(folder / "result.json", {}, "user2");
    EXPECT_EQ(read_all(*named).messages[0].flags, kMine);
}

TEST(Telegram, one_chat_and_the_whole_account_agree) {
    const Folder folder;
    const auto one = open_path(folder.write("one.json", kDirect));
    const auto all = open_path(folder.write("all.json", account({kGroup, kDirect})));
    const auto a = read_chat(*one, "user2"), b = read_chat(*all, "user2");
    ASSERT_EQ(a.messages.size(), b.messages.size());
    for (std::size_t i = 0; i < a.messages.size(); ++i) {
        EXPECT_EQ(a.messages[i].source_key, b.messages[i].source_key);
        EXPECT_EQ(a.messages[i].text, b.messages[i].text);
        EXPECT_EQ(a.messages[i].body, b.messages[i].body);
        EXPECT_EQ(a.messages[i].flags, b.messages[i].flags);
        EXPECT_EQ(sender_key(*one, a.messages[i]), sender_key(*all, b.messages[i]));
    }
}

TEST(Telegram, a_folder_is_one_source_and_stays_as_it_is) {
    const Folder folder;
    folder.write("ChatExport_1/result.json", kDirect);
    folder.write("ChatExport_2/result.json", kGroup);
    folder.write("ChatExport_2/photos/a.jpg", "\xFF\xD8");
    folder.write("readme.json", "{\"name\":\"x\"}");
    const auto before = sources::test::hashes_of(folder.path());
    const auto source = open_path(folder.path());
    EXPECT_EQ(source->chats().size(), 2U);
    EXPECT_EQ(source->overview().files, 2);
    EXPECT_EQ(source->overview().account, "user1");
    EXPECT_EQ(read_all(*source).messages.size(), 6U);
    EXPECT_EQ(sources::test::hashes_of(folder.path()), before);
}

TEST(Telegram, is_recognised_by_what_it_is_not_by_its_name) {
    const Folder folder;
    folder.write("a/b/x.dat", account({kDirect}));
    const auto found = recognise(folder.path(), {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].format, "telegram");
    EXPECT_EQ(found[0].path, folder.path());
    EXPECT_EQ(recognise(folder / "a/b/x.dat", {}).at(0).format, "telegram");
}

TEST(Telegram, a_zip_of_one) {
    const Folder folder, temp;
    sources::test::MadeZip zip;
    zip.file("DataExport/result.json", account({kDirect, kGroup})).file("DataExport/a.jpg", "x");
    folder.write("a.zip", zip.bytes());
    const auto found = recognise(folder / "a.zip", {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].format, "telegram");
    const auto source = sources::open(found[0], {.temp = temp.path()}, {});
    const auto read = read_all(*source);
    EXPECT_EQ(read.messages.size(), 6U);
    const auto again =
        sources::open(found[0], {.known = test::known_from(read.marks), .temp = temp.path()}, {});
    EXPECT_TRUE(again->chats().empty());
}

TEST(Telegram, both_exports_of_one_folder_have_their_own_reader) {
    const Folder folder;
    folder.write("t.json", kDirect);
    folder.write("c.json", R"({"chatlab":{"version":"0.0.2"},"meta":{"name":"n","type":"private"},)"
                           R"("members":[],"messages":[{"sender":"a","timestamp":1703001600,)"
                           R"("type":0,"content":"x"}]})");
    const auto found = recognise(folder.path(), {});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].format, "chatlab");
    EXPECT_EQ(found[1].format, "telegram");
    EXPECT_EQ(read_all(*sources::open(found[0], {}, {})).messages.size(), 1U);
    EXPECT_EQ(read_all(*sources::open(found[1], {}, {})).messages.size(), 3U);
}

TEST(Telegram, an_unchanged_file_has_nothing_new_and_a_changed_one_is_read_again) {
    const Folder folder;
    const auto file = folder.write("result.json", account({kDirect, kGroup}));
    const auto marks = read_all(*open_path(file)).marks;
    EXPECT_EQ(marks.size(), 2U);
    EXPECT_TRUE(open_path(file, marks)->chats().empty());
    folder.write("result.json", account({kGroup, kDirect, chat("\"新\"", "bot_chat", "9", {})}));
    EXPECT_EQ(open_path(file, marks)->chats().size(), 3U);
    // Only one chat was read to its end: the others come again.
    const std::vector<Mark> half{marks[0]};
    folder.write("b.json", "");
    EXPECT_EQ(open_path(file, half)->chats().size(), 3U);
}

TEST(Telegram, a_file_that_changes_while_it_is_read_is_left_and_named) {
    const Folder folder;
    const auto file = folder.write("result.json", account({kDirect}));
    const auto source = open_path(file);
    folder.write("result.json", account({kGroup, kDirect}));
    const auto read = read_all(*source);
    EXPECT_TRUE(read.messages.empty());
    EXPECT_TRUE(read.marks.empty());
    EXPECT_EQ(source->warnings(),
              std::vector<std::string>{"result.json changed while it was read"});
}

TEST(Telegram, a_reply_that_looks_too_far_back_keeps_only_the_id) {
    const Folder folder;
    std::vector<std::string> all{message(1, "user2", kNoon, "first")};
    const auto far = static_cast<int>(kQuoteWindow);
    for (int i = 2; i <= far; ++i) all.push_back(message(i, "user2", kNoon + i, "x"));
    all.push_back(
        message(far + 1, "user1", kNoon + far + 1, "near", R"(,"reply_to_message_id":1)"));
    all.push_back(message(far + 2, "user1", kNoon + far + 2, "far", R"(,"reply_to_message_id":1)"));
    const auto source =
        open_path(folder.write("result.json", chat("\"n\"", "personal_chat", "2", all)));
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), all.size());
    const auto &near = read.messages[all.size() - 2], &last = read.messages.back();
    EXPECT_NE(near.body.find("first"), std::string::npos);
    EXPECT_EQ(last.kind, Kind::quote);
    EXPECT_EQ(last.body.find("first"), std::string::npos);
    EXPECT_NE(last.body.find("\"quote_id\":\"1\""), std::string::npos);
}

TEST(Telegram, nothing_to_read_is_refused) {
    const Folder folder;
    for (const char* text : {"", "{}", "not json", "{\"messages\":[]}"}) {
        const auto file = folder.write("a.json", text);
        EXPECT_TRUE(recognise(file, {}).empty()) << text;
        EXPECT_THROW(open_path(file), Error) << text;
    }
}

// Made chats of any words, kinds and cuts between blocks: what was written is what is read.
TEST(Telegram, what_was_written_is_read_back) {
    std::uint32_t seed = 17;
    const auto next = [&](std::uint32_t below) {
        return seed = seed * 1664525U + 1013904223U, (seed >> 16) % below;
    };
    const std::vector<std::string> words{"爬山",    " 😀", "100%", "a\\\"b", "\\n",
                                         "\\u4f60", "x y", "<b>",  "]}",     "{["};
    const std::vector<std::string> shown{"爬山", " 😀", "100%", "a\"b", "\n",
                                         "你",   "x y", "<b>",  "]}",   "{["};
    const Folder folder;
    for (int round = 0; round < 20; ++round) {
        std::vector<std::string> messages, texts;
        const auto count = next(300);
        for (std::uint32_t i = 0; i < count; ++i) {
            std::string written, read;
            for (auto n = 1 + next(12); n > 0; --n) {
                const auto word = next(static_cast<std::uint32_t>(words.size()));
                written += words[word];
                read += shown[word];
            }
            messages.push_back(message(static_cast<int>(i) + 1, next(2) == 0 ? "user1" : "user2",
                                       kNoon + i, written));
            texts.push_back(read);
        }
        const auto text = chat("\"n\"", "personal_chat", "2", messages);
        const auto source =
            open_path(folder.write("r.json", round % 2 == 0 ? text : account({kGroup, text})));
        const auto read = read_chat(*source, "user2");
        ASSERT_EQ(read.messages.size(), texts.size()) << round;
        for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(read.messages[i].text, texts[i]);
        EXPECT_TRUE(read.skips.empty());
    }
}

}  // namespace
}  // namespace kith::sources::telegram

// Telegram exports as they should not be.
#include "tests/sources/telegram/fixture.h"
#include "text/utf8.h"

namespace kith::sources::telegram {
namespace {

using test::account;
using test::chat;
using test::Folder;
using test::kNoon;
using test::message;
using test::open_path;
using test::read_all;

sources::test::Collected read_text(const std::string& text) {
    const Folder folder;
    const auto source = open_path(folder.write("result.json", text));
    return read_all(*source);
}

sources::test::Collected read_messages(const std::vector<std::string>& messages) {
    return read_text(chat("\"n\"", "personal_chat", "2", messages));
}

TEST(TelegramBadInput, a_file_cut_anywhere_gives_what_is_whole_and_a_warning) {
    const Folder folder;
    const auto whole =
        account({chat("\"a\"", "personal_chat", "2",
                      {message(1, "user2", kNoon, "一"), message(2, "user1", kNoon, "二")}),
                 chat("\"b\"", "personal_chat", "3", {message(1, "user3", kNoon, "三")})});
    std::size_t seen = 0;
    for (std::size_t cut = whole.find("\"chats\""); cut < whole.size() - 1; ++cut) {
        const auto source = open_path(folder.write("result.json", whole.substr(0, cut)));
        const auto read = read_all(*source);
        EXPECT_GE(read.messages.size(), seen) << cut;
        EXPECT_EQ(source->overview().warnings.size(), 1U) << cut;
        seen = read.messages.size();
    }
    EXPECT_EQ(seen, 3U);
}

TEST(TelegramBadInput, invalid_utf8_becomes_replacements) {
    const Folder folder;
    const std::string bad = "\xE4\xBD\xA0\xFF\xC0\x80", good = "你\uFFFD\uFFFD\uFFFD";
    const auto source = open_path(folder.write(
        "\xFF.json",
        chat("\"" + bad + "\"", "private_group", "2",
             {message(1, "user" + bad, kNoon, bad), message(2, "user1", kNoon, bad)})));
    const auto read = read_all(*source);
    ASSERT_EQ(read.messages.size(), 2U);
    EXPECT_EQ(read.messages[0].text, good);
    EXPECT_EQ(sources::test::sender_key(*source, read.messages[0]), "user" + good);
    EXPECT_EQ(source->chats()[0].title, good);
    for (const auto& mark : read.marks) EXPECT_TRUE(text::valid_utf8(mark.part));
}

TEST(TelegramBadInput, a_byte_order_mark_is_passed_over) {
    EXPECT_EQ(read_text("\xEF\xBB\xBF" + account({chat("\"a\"", "personal_chat", "2",
                                                       {message(1, "user2", kNoon, "x")})}))
                  .messages.size(),
              1U);
}

TEST(TelegramBadInput, wrong_types_of_what_describes_a_chat) {
    const Folder folder;
    for (const char* value : {"null", "true", "7", "\"x\"", "[1]", "{\"a\":1}"}) {
        for (const char* field : {"name", "type", "id", "messages"}) {
            auto text = chat("\"a\"", "personal_chat", "2", {message(1, "user2", kNoon, "x")});
            const auto name = std::string{'"'} + field + "\":";
            text.insert(text.size() - 1, ',' + name + value);  // the last one counts
            const auto source = open_path(folder.write("r.json", account({text})));
            ASSERT_EQ(source->chats().size(), 1U) << field << value;
            EXPECT_EQ(read_all(*source).messages.size(), 1U) << field << value;
            EXPECT_FALSE(source->chats()[0].key.empty());
        }
    }
    for (const char* member : {"personal_information", "contacts", "chats", "left_chats"}) {
        for (const char* value : {"null", "7", "[1]", "{\"list\":7}", "{\"list\":[7,null]}"}) {
            const auto text = R"({"about":"a",")" + std::string{member} + "\":" + value + "," +
                              account({}).substr(1);
            EXPECT_NO_THROW(read_text(text)) << member << value;
        }
    }
}

TEST(TelegramBadInput, the_same_id_again_is_a_counted_skip) {
    const auto read =
        read_messages({message(1, "user2", kNoon, "a"), message(1, "user2", kNoon, "b"),
                       message(2, "user2", kNoon, "c")});
    ASSERT_EQ(read.messages.size(), 2U);
    EXPECT_EQ(read.messages[0].text, "a");
    EXPECT_EQ(read.count("same_id"), 1U);
}

TEST(TelegramBadInput, times_may_go_backwards) {
    const auto read =
        read_messages({message(3, "user2", kNoon + 9, "later"), message(1, "user2", kNoon, "first"),
                       message(2, "user2", kNoon, "second")});
    ASSERT_EQ(read.messages.size(), 3U);
    EXPECT_TRUE(read.in_order());
    EXPECT_EQ(read.messages[0].text, "first");
    EXPECT_EQ(read.messages[2].text, "later");
}

TEST(TelegramBadInput, times_outside_1970_to_2100_are_counted_skips) {
    std::vector<std::string> all;
    int id = 0;
    for (const std::int64_t time :
         {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, kNoon, std::int64_t{4'102'444'799},
          std::int64_t{4'102'444'800}, INT64_MIN, INT64_MAX}) {
        all.push_back(message(++id, "user2", time, "x"));
    }
    const auto read = read_messages(all);
    EXPECT_EQ(read.messages.size(), 3U);
    EXPECT_EQ(read.count("bad_time"), 5U);
}

TEST(TelegramBadInput, a_text_of_8_mib_is_read_and_a_longer_one_is_a_counted_skip) {
    const std::string most(kTextBytes, 'x'), more(std::size_t{10} << 20, 'y');
    const auto read =
        read_messages({message(1, "user2", kNoon, most), message(2, "user2", kNoon, more),
                       message(3, "user2", kNoon, "after")});
    ASSERT_EQ(read.messages.size(), 2U);
    EXPECT_EQ(read.messages[0].text, most);
    EXPECT_EQ(read.messages[1].text, "after");
    EXPECT_EQ(read.count("too_long"), 1U);
}

TEST(TelegramBadInput, a_message_longer_than_the_limit_of_the_stream_is_a_counted_skip) {
    const auto read =
        read_messages({message(1, "user2", kNoon, std::string(std::size_t{65} << 20, 'y')),
                       message(2, "user2", kNoon, "after")});
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.messages[0].text, "after");
    EXPECT_EQ(read.count("too_long"), 1U);
}

TEST(TelegramBadInput, a_deeply_nested_message_is_a_counted_skip) {
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    auto read = read_messages({message(1, "user2", kNoon, "a"),
                               message(2, "user2", kNoon, "b", ",\"x\":" + deep),
                               message(3, "user2", kNoon, "c")});
    ASSERT_EQ(read.messages.size(), 2U);
    EXPECT_EQ(read.messages[1].text, "c");
    ASSERT_EQ(read.count("bad_line"), 1U);
    EXPECT_TRUE(read.skips["bad_line"][0].starts_with("result.json byte "));
}

TEST(TelegramBadInput, what_is_no_message_is_a_counted_skip) {
    const auto read =
        read_messages({"5", "null", "[]", "nul", "{\"a\":}", message(1, "user2", kNoon, "x")});
    EXPECT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.count("bad_line"), 5U);
}

TEST(TelegramBadInput, an_empty_list_is_a_chat_without_messages) {
    const Folder folder;
    const auto source =
        open_path(folder.write("r.json", account({chat("\"a\"", "personal_chat", "2", {})})));
    ASSERT_EQ(source->chats().size(), 1U);
    EXPECT_TRUE(read_all(*source).messages.empty());
    EXPECT_EQ(open_path(folder.write("s.json", account({})))->chats().size(), 0U);
}

TEST(TelegramBadInput, an_unknown_type_of_chat_is_read_as_a_group_and_named) {
    const Folder folder;
    const auto source = open_path(folder.write(
        "r.json", account({chat("\"a\"", "hive_mind", "2", {message(1, "user2", kNoon, "x")})})));
    ASSERT_EQ(source->chats().size(), 1U);
    EXPECT_TRUE(source->chats()[0].is_group);
    EXPECT_EQ(read_all(*source).messages.size(), 1U);
    EXPECT_EQ(source->overview().warnings,
              std::vector<std::string>{"r.json: a chat of the type \"hive_mind\""});
}

TEST(TelegramBadInput, an_unknown_type_of_message_is_kept_with_its_record) {
    const auto read = read_messages(
        {R"({"id":1,"type":"thought","date_unixtime":"5","from_id":"user2","text":"","x":[1]})"});
    ASSERT_EQ(read.messages.size(), 1U);
    EXPECT_EQ(read.messages[0].kind, Kind::other);
    EXPECT_NE(read.messages[0].body.find("thought"), std::string::npos);
}

// Bytes changed at random: the messages around may be lost, nothing else happens.
TEST(TelegramBadInput, random_damage_ends_in_rows_skips_or_warnings) {
    const Folder folder;
    std::vector<std::string> messages;
    for (int i = 1; i < 40; ++i) {
        messages.push_back(message(i, "user" + std::to_string(1 + i % 3), kNoon + i,
                                   "第 " + std::to_string(i) + " 句",
                                   ",\"reply_to_message_id\":1"));
    }
    const auto whole = account({chat("\"a\"", "personal_chat", "2", messages),
                                chat("\"b\"", "private_group", "3", messages)});
    std::uint32_t seed = 5;
    const auto next = [&] { return seed = seed * 1664525U + 1013904223U, seed >> 8; };
    const std::string letters = "{}[]\",:\\ 0-tn\n\xFF\xE4";
    for (int round = 0; round < 300; ++round) {
        auto damaged = whole;
        for (auto n = 1 + next() % 8; n > 0; --n) {
            damaged[next() % damaged.size()] = letters[next() % letters.size()];
        }
        const auto file = folder.write("r.json", damaged);
        if (recognise(file, {}).empty()) continue;
        const auto source = open_path(file);
        const auto read = read_all(*source);
        for (const auto& row : read.messages) ASSERT_TRUE(text::valid_utf8(row.text));
        for (const auto& [reason, samples] : read.skips) {
            for (const auto& sample : samples) ASSERT_TRUE(text::valid_utf8(sample));
        }
        ASSERT_EQ(sources::test::bytes_of(file), damaged);
    }
}

}  // namespace
}  // namespace kith::sources::telegram

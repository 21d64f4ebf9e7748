// Where the chats of an export lie, and who takes part.
#include "sources/telegram/layout.h"

#include "base/error.h"
#include "tests/sources/telegram/fixture.h"

namespace kith::sources::telegram {
namespace {

using test::account;
using test::chat;
using test::Folder;
using test::kNoon;
using test::message;

FileHead head_of(const Folder& folder, const std::string& text) {
    return read_head(folder.write("result.json", text), "result.json", Zone::named("UTC"), {});
}

TEST(TelegramLayout, forms_are_told_by_the_keys_at_the_top) {
    const auto form = [](const std::string& text) { return form_of(std::string_view{text}); };
    EXPECT_EQ(form(chat("\"n\"", "personal_chat", "7", {})), Form::chat);
    EXPECT_EQ(form("\xEF\xBB\xBF \n" + chat("null", "saved_messages", "7", {})), Form::chat);
    EXPECT_EQ(form(chat("\"n\"", "new_kind_of_chat", "7", {})), Form::chat);
    EXPECT_EQ(form(account({})), Form::account);
    EXPECT_EQ(form(R"({"about":"x","chats":{"about":"y","list":[)"), Form::account);
    EXPECT_EQ(form(R"({"about":"x","contacts":{"list":[{"user_id":1}]})"), Form::account);
    EXPECT_EQ(form(R"({"type":"personal_chat","id":7,"messages":[{)"), Form::chat);
}

TEST(TelegramLayout, other_documents_are_none) {
    for (
        const char* text :
        {"", "{", "[]", "{}", R"({"messages":[]})", R"({"id":1,"messages":[]})",
         R"({"type":"x","id":1,"messages":[]})", R"({"name":"n","type":"personal_chat","id":1})",
         R"({"name":"n","type":"personal_chat","id":1,"messages":{}})",
         R"({"name":"n","type":5,"id":1,"messages":[]})", R"({"chats":{"list":[]}})",
         R"({"about":"x","chats":[]})", R"({"personal_information":{"name":"x"}})",
         R"({"chatlab":{"version":"0.0.2"},"name":"n","type":"personal_chat","id":1,"messages":[]})",
         "PK\x03\x04", "\xFF\xFE\x7B"}) {
        EXPECT_EQ(form_of(std::string_view{text}), Form::none) << text;
    }
}

TEST(TelegramLayout, a_head_that_ends_within_long_contacts_is_enough) {
    std::string text = R"({"about":"x","contacts":{"about":"c","list":[)";
    while (text.size() < kFormBytes) text += R"({"user_id":5,"first_name":"n"},)";
    EXPECT_EQ(form_of(std::string_view{text}), Form::account);
    const Folder folder;
    EXPECT_EQ(form_of(folder.write("a.json", text)), Form::account);
}

TEST(TelegramLayout, chats_are_found_with_their_bytes_and_speakers) {
    const Folder folder;
    const auto one =
        chat("\"阿梅\"", "personal_chat", "2",
             {message(1, "user2", kNoon, "早"), message(2, "user1", kNoon + 60, "早啊"),
              message(3, "user2", kNoon + 120, "走")});
    const auto two = chat("\"爬山\"", "private_supergroup", "77", {message(4, "user3", 5, "x")});
    const auto text = account({one}, {two});
    const auto head = head_of(folder, text);
    EXPECT_EQ(head.form, Form::account);
    EXPECT_EQ(head.problem, "");
    EXPECT_EQ(head.self.key, "user1");
    EXPECT_EQ(head.self.name, "林 苇");
    ASSERT_EQ(head.contacts.size(), 1U);
    EXPECT_EQ(head.contacts[0].key, "user2");
    EXPECT_EQ(head.contacts[0].phone, "+86 2");
    ASSERT_EQ(head.chats.size(), 2U);
    const auto& first = head.chats[0];
    EXPECT_EQ(first.key, "user2");
    EXPECT_FALSE(first.is_group);
    EXPECT_EQ(text.substr(first.from, first.to - first.from), one);
    EXPECT_EQ(first.messages, 3);
    EXPECT_EQ(first.first, kNoon);
    EXPECT_EQ(first.last, kNoon + 120);
    ASSERT_EQ(first.speakers.size(), 2U);
    EXPECT_EQ(first.speakers[0].key, "user2");
    EXPECT_EQ(first.speakers[0].messages, 2);
    EXPECT_EQ(first.speakers[0].sample, "");  // the file says whose it is
    EXPECT_EQ(head.chats[1].key, "channel77");
    EXPECT_TRUE(head.chats[1].is_group);
}

TEST(TelegramLayout, keys_tell_the_kinds_of_chats_apart) {
    const Folder folder;
    const auto key = [&](const std::string& type, const std::string& id = "5") {
        const auto head = head_of(folder, chat("\"n\"", type, id, {}));
        return head.chats.empty() ? "nothing" : head.chats[0].key;
    };
    EXPECT_EQ(key("personal_chat"), "user5");
    EXPECT_EQ(key("bot_chat"), "user5");
    EXPECT_EQ(key("verification_codes"), "user5");
    EXPECT_EQ(key("saved_messages"), "saved5");
    EXPECT_EQ(key("private_group"), "chat5");
    EXPECT_EQ(key("public_supergroup"), "channel5");
    EXPECT_EQ(key("private_channel"), "channel5");
    EXPECT_EQ(key("new_kind"), "new_kind5");
    EXPECT_EQ(key("personal_chat", "8000000000"), "user8000000000");
}

TEST(TelegramLayout, exports_that_number_their_senders_number_their_chats_alike) {
    const Folder folder;
    const std::string old = R"({"id":1,"type":"message","date":"2020-01-29T11:41:46","from":"x",)"
                            R"("from_id":4294967301,"text":"t"})";
    const auto head = head_of(folder, chat("\"n\"", "personal_chat", "4294967301", {old}));
    ASSERT_EQ(head.chats.size(), 1U);
    EXPECT_EQ(head.chats[0].key, "user5");
    EXPECT_EQ(head.chats[0].speakers[0].key, "user5");
    EXPECT_EQ(head.chats[0].first, 1'580'298'106);
    EXPECT_EQ(head.chats[0].speakers[0].sample, "t");
}

TEST(TelegramLayout, only_the_first_messages_of_a_chat_are_looked_at) {
    const Folder folder;
    std::vector<std::string> all;
    for (int i = 0; i < 500; ++i) {
        all.push_back(message(i + 1, i < 64 ? "user2" : "user3", kNoon + i, "x"));
    }
    all[300] = R"({"no":)" + std::string(10, '[') + std::string(10, ']') + "}";
    const auto head = head_of(folder, chat("\"n\"", "personal_chat", "2", all));
    ASSERT_EQ(head.chats.size(), 1U);
    EXPECT_EQ(head.chats[0].messages, 500);
    EXPECT_EQ(head.chats[0].speakers.size(), 1U);
    EXPECT_EQ(head.chats[0].last, kNoon + 499);
}

TEST(TelegramLayout, a_file_cut_anywhere_keeps_the_chats_that_have_begun) {
    const Folder folder;
    const auto whole =
        account({chat("\"a\"", "personal_chat", "2", {message(1, "user2", 5, "x")}),
                 chat("\"b\"", "personal_chat", "3", {message(1, "user3", 5, "x")})});
    std::size_t most = 0;
    for (std::size_t cut = 300; cut < whole.size() - 1; cut += 7) {
        const auto head = head_of(folder, whole.substr(0, cut));
        EXPECT_NE(head.problem.find("incomplete"), std::string::npos) << cut;
        EXPECT_GE(head.chats.size(), most) << cut;
        for (const auto& one : head.chats) EXPECT_LE(one.to, cut);
        most = head.chats.size();
    }
    EXPECT_EQ(most, 2U);
}

TEST(TelegramLayout, chats_that_are_no_objects_are_named) {
    const Folder folder;
    const auto head =
        head_of(folder, account({"5", chat("\"a\"", "personal_chat", "2", {}), "[]"}));
    EXPECT_EQ(head.chats.size(), 1U);
    EXPECT_EQ(head.problem, "2 entries of the list of chats are no chats");
}

TEST(TelegramLayout, can_be_stopped_and_tells_what_it_cannot_open) {
    const Folder folder;
    const auto file = folder.write("result.json", account({}));
    StopSource stop;
    stop.request(StopReason::user);
    EXPECT_THROW(read_head(file, "x", Zone::named("UTC"), stop.stop()), Error);
    EXPECT_EQ(read_head(folder / "absent", "x", Zone::named("UTC"), {}).form, Form::none);
}

}  // namespace
}  // namespace kith::sources::telegram

// People, the owner and the chats of a set of exports.
#include "sources/telegram/collection.h"

#include "tests/sources/telegram/fixture.h"

namespace kith::sources::telegram {
namespace {

FileHead file(const std::string& part, std::vector<ChatHead> chats, const std::string& self = {}) {
    FileHead out;
    out.part = part;
    out.form = self.empty() ? Form::chat : Form::account;
    out.stamp = {100, 5};
    out.self.key = self;
    out.chats = std::move(chats);
    return out;
}

ChatHead direct(const std::string& peer, std::vector<Speaker> speakers, std::int64_t messages = 1) {
    ChatHead out;
    out.name = "chat with " + peer;
    out.type = "personal_chat";
    out.key = peer;
    out.is_group = false;
    out.speakers = std::move(speakers);
    out.messages = messages;
    return out;
}

ChatHead group(const std::string& key, std::vector<Speaker> speakers, std::int64_t messages = 1) {
    auto out = direct(key, std::move(speakers), messages);
    out.type = "private_group";
    out.is_group = true;
    return out;
}

TEST(TelegramCollection, the_file_of_an_account_says_who_its_owner_is) {
    const auto all =
        collect({file("a", {direct("user2", {{"user2", "阿梅", "", 1}})}, "user1")}, {}, {});
    EXPECT_EQ(all.overview.account, "user1");
    EXPECT_EQ(all.overview.network, "telegram");
    EXPECT_TRUE(all.overview.candidates.empty());
    EXPECT_EQ(all.people[all.owner_of_file[0]].key, "user1");
    EXPECT_TRUE(all.people[all.owner_of_file[0]].is_self);
    ASSERT_EQ(all.chats.size(), 1U);
    EXPECT_EQ(all.people[all.chats[0].peer].key, "user2");
    EXPECT_EQ(all.people[all.chats[0].peer].nick, "chat with user2");
}

TEST(TelegramCollection, in_a_direct_chat_whoever_is_not_the_peer_is_the_likely_owner) {
    const auto all = collect(
        {file("a", {direct("user2", {{"user2", "阿梅", "早", 3}, {"user1", "我", "早啊", 1}})})},
        {}, {});
    EXPECT_EQ(all.overview.account, "user1");
    ASSERT_EQ(all.overview.candidates.size(), 1U);
    EXPECT_EQ(all.overview.candidates[0].key, "user1");
    EXPECT_EQ(all.overview.candidates[0].name, "我");
    EXPECT_EQ(all.overview.candidates[0].sample, "早啊");
}

TEST(TelegramCollection, a_group_names_candidates_and_nobody_is_guessed) {
    const auto all = collect({file("a", {group("chat9", {{"user2", "b", "x", 1},
                                                         {"channel9", "group", "y", 9},
                                                         {"user1", "a", "z", 5}})})},
                             {}, {});
    EXPECT_EQ(all.overview.account, "");
    EXPECT_EQ(all.owner_of_file[0], kNobody);
    ASSERT_EQ(all.overview.candidates.size(), 2U);
    EXPECT_EQ(all.overview.candidates[0].key, "user1");  // said most
    EXPECT_EQ(all.overview.candidates[1].sample, "x");
    ASSERT_EQ(all.chats.size(), 1U);
    EXPECT_EQ(all.chats[0].members.size(), 3U);
    EXPECT_EQ(all.chats[0].title, "chat with chat9");
    EXPECT_TRUE(all.people[all.people.find("channel9")].is_official);
}

TEST(TelegramCollection, one_speaker_of_a_group_is_not_its_owner) {
    const auto all = collect({file("a", {group("chat9", {{"user2", "b", "x", 1}})})}, {}, {});
    EXPECT_EQ(all.overview.account, "");
    EXPECT_EQ(all.overview.candidates.size(), 1U);
}

TEST(TelegramCollection, several_direct_chats_decide_together) {
    const auto all =
        collect({file("a", {direct("user2", {{"user2", "b", "", 1}, {"user1", "a", "", 1}})}),
                 file("b", {direct("user3", {{"user3", "c", "", 1}, {"user1", "a", "", 1}})}),
                 file("c", {group("chat9", {{"user4", "d", "", 50}})})},
                {}, {});
    EXPECT_EQ(all.overview.account, "user1");
    EXPECT_EQ(all.people[all.owner_of_file[2]].key, "user1");
}

TEST(TelegramCollection, who_was_named_is_the_owner) {
    const auto all = collect({file("a", {direct("user2", {{"user1", "a", "", 1}})}, "user1")},
                             {.owner = "user7"}, {});
    EXPECT_EQ(all.overview.account, "user7");
    EXPECT_EQ(all.people[all.owner_of_file[0]].key, "user7");
}

TEST(TelegramCollection, saved_messages_are_a_chat_with_nobody_else) {
    auto saved = direct("saved1", {{"user1", "我", "买水", 1}});
    saved.type = "saved_messages";
    saved.is_saved = true;
    const auto all = collect({file("a", {saved})}, {}, {});
    EXPECT_EQ(all.overview.account, "user1");
    EXPECT_EQ(all.people[all.chats[0].peer].nick, "Saved Messages");
}

TEST(TelegramCollection, chats_with_a_fitting_mark_are_left_out) {
    const auto known = [](std::string_view part) -> std::optional<Mark> {
        if (part == "a#user2") return Mark{.part = "a#user2", .size = 100, .modified = 5};
        if (part == "a#user3") return Mark{.part = "a#user3", .size = 99, .modified = 5};
        return std::nullopt;
    };
    const auto all = collect(
        {file("a", {direct("user2", {}), direct("user3", {}, 7), direct("user4", {}, 8)}, "user1")},
        {.known = known}, {});
    ASSERT_EQ(all.chats.size(), 2U);
    EXPECT_EQ(all.chats[0].key, "user4");
    EXPECT_EQ(all.parts[0][0].mark, "a#user4");
    EXPECT_EQ(all.chats[1].key, "user3");
    EXPECT_EQ(all.overview.messages, 15);
}

TEST(TelegramCollection, a_chat_that_is_there_twice_is_one_chat_with_two_marks) {
    const auto all =
        collect({file("a", {group("chat9", {}), group("chat9", {})}, "user1")}, {}, {});
    ASSERT_EQ(all.chats.size(), 1U);
    ASSERT_EQ(all.parts[0].size(), 2U);
    EXPECT_EQ(all.parts[0][0].mark, "a#chat9");
    EXPECT_EQ(all.parts[0][1].mark, "a#chat9#2");
}

TEST(TelegramCollection, problems_and_unknown_types_are_named) {
    auto odd = group("x1", {});
    odd.type = "x";
    odd.is_known = false;
    auto broken = file("a", {odd}, "user1");
    broken.problem = "incomplete";
    const auto all = collect({broken, file("b", {}, "user5")}, {}, {});
    EXPECT_EQ(all.overview.warnings,
              (std::vector<std::string>{"a: incomplete", "the files name 2 different owners",
                                        "a: a chat of the type \"x\""}));
}

}  // namespace
}  // namespace kith::sources::telegram

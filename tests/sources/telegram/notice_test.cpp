// Service messages as sentences.
#include "sources/telegram/notice.h"

#include <gtest/gtest.h>

namespace kith::sources::telegram {
namespace {

std::string notice(std::string_view text, std::string_view actor = "阿梅") {
    return notice_text(json::parse(text), actor);
}

TEST(TelegramNotice, known_actions_are_sentences) {
    EXPECT_EQ(notice(R"({"action":"invite_members","members":["老周","林苇"]})"),
              "阿梅 invited 老周, 林苇");
    EXPECT_EQ(notice(R"({"action":"create_group","title":"爬山","members":["x"]})"),
              "阿梅 created the group 爬山");
    EXPECT_EQ(notice(R"({"action":"pin_message","message_id":5})"), "阿梅 pinned a message");
    EXPECT_EQ(notice(R"({"action":"score_in_game","score":7})"), "阿梅 scored 7");
    EXPECT_TRUE(is_known_action("topic_edit"));
    EXPECT_TRUE(is_known_action("allow_sending_messages"));
    EXPECT_FALSE(is_known_action(""));
    EXPECT_FALSE(is_known_action("zzz"));
}

TEST(TelegramNotice, a_missing_part_ends_the_sentence_before_it) {
    EXPECT_EQ(notice(R"({"action":"invite_members","members":[null]})"), "阿梅 invited");
    EXPECT_EQ(notice(R"({"action":"migrate_from_group"})"),
              "阿梅 made the group a supergroup, before");
    EXPECT_EQ(notice(R"({"action":"edit_group_title","title":{}})"), "阿梅 changed the name to");
}

TEST(TelegramNotice, an_unknown_action_is_named) {
    EXPECT_EQ(notice(R"({"action":"teleport","text":"远方"})"), "阿梅: teleport: 远方");
    EXPECT_EQ(notice(R"({"action":"teleport"})", ""), "teleport");
    EXPECT_EQ(notice("{}", ""), "service");
    EXPECT_EQ(notice(R"({"action":5})"), "阿梅: service");
}

TEST(TelegramNotice, many_members_are_cut) {
    std::string list;
    for (int i = 0; i < 1000; ++i) list += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\"";
    const auto text = notice("{\"action\":\"remove_members\",\"members\":[" + list + "]}");
    EXPECT_TRUE(text.ends_with("m19, …")) << text;
}

}  // namespace
}  // namespace kith::sources::telegram

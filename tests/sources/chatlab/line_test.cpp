// Headers, members and messages out of JSON, also odd ones.
#include "sources/chatlab/line.h"

#include <gtest/gtest.h>

namespace kith::sources::chatlab {
namespace {

TEST(Line, a_header_names_network_owner_and_group) {
    const auto meta = read_meta(json::parse(
        R"({"name":"群","platform":"WeChat","type":"group","groupId":38988428513,"ownerId":"me",
            "groupAvatar":"data:x"})"));
    EXPECT_EQ(meta.name, "群");
    EXPECT_EQ(meta.platform, "wechat");
    EXPECT_EQ(meta.group_id, "38988428513");
    EXPECT_EQ(meta.owner_id, "me");
    EXPECT_TRUE(meta.is_group());
    EXPECT_FALSE(read_meta(json::parse(R"({"type":"private"})")).is_group());
    EXPECT_EQ(read_meta(json::parse("[1]")).name, "");
}

TEST(Line, members_have_names_aliases_and_roles) {
    const auto member = read_member(json::parse(
        R"({"platformId":123,"accountName":"张三","groupNickname":"群主","aliases":["三哥","x"],
            "avatar":"https://a","roles":[{"id":"vip"},{"id":"admin"},{"id":"owner"},{"id":"z"}]})"));
    ASSERT_TRUE(member);
    EXPECT_EQ(member->id, "123");
    EXPECT_EQ(member->alias, "三哥");
    EXPECT_EQ(member->role, "owner");
    EXPECT_EQ(member->group_nickname, "群主");
    EXPECT_FALSE(read_member(json::parse(R"({"accountName":"x"})")));
    EXPECT_FALSE(read_member(json::parse("7")));
}

TEST(Line, times_may_be_seconds_milliseconds_fractions_or_texts) {
    const auto time = [](const std::string& value) {
        const auto tree = json::parse("{\"timestamp\":" + value + "}");
        return read_message(tree)->time;
    };
    EXPECT_EQ(time("1703001600"), 1703001600000);
    EXPECT_EQ(time("1703001600123"), 1703001600123);
    EXPECT_EQ(time("1703001600.5"), 1703001600500);
    EXPECT_EQ(time("\"1703001600\""), 1703001600000);
    for (const char* bad :
         {"0", "-5", "1e300", "null", "\"soon\"", "\"2024-03-01\"", "[]", "true"}) {
        EXPECT_EQ(time(bad), 0) << bad;
    }
}

TEST(Line, fields_of_another_type_are_empty) {
    const auto tree = json::parse(
        R"({"sender":5,"content":{"a":1},"type":"7","platformMessageId":42,"replyToMessageId":null})");
    const auto line = read_message(tree);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->sender, "5");  // as ids of members and messages may be
    EXPECT_EQ(line->content, "");
    EXPECT_EQ(line->type, 7);
    EXPECT_EQ(line->id, "42");
    EXPECT_EQ(line->reply_to, "");
    EXPECT_FALSE(read_message(json::parse("[]")));
    EXPECT_EQ(read_message(json::parse("{}"))->type, kOtherType);
}

TEST(Line, all_types_of_the_format) {
    const std::pair<std::int64_t, Kind> expected[] = {
        {0, Kind::text},        {1, Kind::image},     {2, Kind::voice},      {3, Kind::video},
        {4, Kind::file},        {5, Kind::sticker},   {7, Kind::link},       {8, Kind::place},
        {20, Kind::red_packet}, {21, Kind::transfer}, {22, Kind::system},    {23, Kind::call},
        {24, Kind::mini_app},   {25, Kind::quote},    {26, Kind::other_app}, {27, Kind::card},
        {80, Kind::system},     {81, Kind::system},   {99, Kind::other},     {-1, Kind::other}};
    for (const auto& [type, kind] : expected) EXPECT_EQ(kind_of(type), kind) << type;
}

TEST(Line, placeholders) {
    EXPECT_TRUE(is_placeholder("[图片]"));
    EXPECT_FALSE(is_placeholder("[图片] x"));
    EXPECT_FALSE(is_placeholder("[a][b]"));
    EXPECT_FALSE(is_placeholder("[]"));
    EXPECT_FALSE(is_placeholder("图片"));
}

TEST(Line, keys_are_numbers_where_ids_are_numbers) {
    EXPECT_EQ(source_key("1000000000000001"), 1000000000000001);
    EXPECT_EQ(source_key(""), 0);
    EXPECT_GT(source_key("msg_001"), 0);
    EXPECT_NE(source_key("msg_001"), source_key("msg_002"));
    EXPECT_GT(source_key("99999999999999999999999"), 0);
    EXPECT_GT(source_key("0"), 0);
}

}  // namespace
}  // namespace kith::sources::chatlab

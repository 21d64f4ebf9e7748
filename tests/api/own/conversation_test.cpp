// X05: a window of a conversation.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnConversation : public WorkedApp {
  protected:
    Reply window(const std::string& query, const std::string& chat = "wxid_mei") {
        return app_.get("/api/kith/chats/" + chat + "/window" + query);
    }
    static json::value item(const Reply& reply, std::size_t i) {
        return reply.at("items").as_array().at(i);
    }
    static std::string member(const json::value& of, std::string_view name) {
        const auto* found = json::find(of, name);
        return found == nullptr ? "absent" : json::serialize(*found);
    }
    std::string id_of(std::string_view words) {
        const auto hit = app_.get("/api/kith/find?q=" + encoded(words)).at("hits").as_array().at(0);
        return json::serialize(*json::find(hit, "id"));
    }
};

TEST_F(OwnConversation, shows_what_lies_around_a_message) {
    const auto id = id_of("去吃饭吗");
    const auto whole = window("?around=" + id);
    ASSERT_EQ(whole.status, 200) << whole.body;
    EXPECT_EQ(whole.at("items").as_array().size(), 8u);
    EXPECT_EQ(text_at(whole, "total"), "8");
    EXPECT_EQ(text_at(whole, "ordinal"), "0");
    EXPECT_EQ(text_at(whole, "months"), R"({"2024-03":8})");
    EXPECT_EQ(whole.body.find("\"before\""), std::string::npos);  // nothing before, nothing after
    const auto middle = window("?around=" + id + "&limit=3");
    ASSERT_EQ(middle.at("items").as_array().size(), 3u);
    EXPECT_EQ(member(item(middle, 1), "id"), id);
    EXPECT_EQ(member(item(middle, 1), "text"), "\"去吃饭吗\"");
    EXPECT_EQ(member(item(middle, 1), "is_mine"), "false");
    EXPECT_EQ(member(item(middle, 1), "type"), "\"text\"");
    EXPECT_EQ(member(item(middle, 1), "edited"), "absent");
}

TEST_F(OwnConversation, pages_join_in_both_directions) {
    const auto last = window("?limit=2");
    EXPECT_EQ(text_at(last, "ordinal"), "6");
    const auto before = window("?limit=2&before=" + text_at(last, "before"));
    EXPECT_EQ(text_at(before, "ordinal"), "4");
    const auto after = window("?limit=2&after=" + text_at(before, "after"));
    EXPECT_EQ(text_at(after, "items"), text_at(last, "items"));
}

TEST_F(OwnConversation, begins_at_a_second_or_a_local_day) {
    EXPECT_EQ(member(item(window("?at=1709280060&limit=1"), 0), "pay"),
              R"({"amount":"￥1.00","memo":"","step":1})");
    const auto day = window("?at=2024-03-02&limit=1");
    EXPECT_EQ(member(item(day, 0), "text"), "\"晚安[月亮]\"");
    EXPECT_EQ(window("?at=2030-01-01").status, 200);
    EXPECT_EQ(window("?at=0").status, 200);
}

TEST_F(OwnConversation, kinds_beside_text_bring_their_details) {
    const auto all = window("");
    const auto sticker = item(all, 2);
    EXPECT_EQ(member(sticker, "type"), "\"sticker\"");
    EXPECT_NE(member(sticker, "media").find("\"kind\":\"sticker\""), std::string::npos);
    EXPECT_EQ(member(item(all, 4), "type"), "\"system\"");
    EXPECT_EQ(member(item(all, 4), "media"), "absent");
    EXPECT_EQ(member(item(all, 5), "type"), "\"redpacket\"");
    EXPECT_NE(member(item(all, 5), "pay"), "absent");
}

TEST_F(OwnConversation, a_group_is_found_by_its_key_and_by_its_number) {
    const auto group = window("", encoded("1@chatroom"));
    ASSERT_EQ(group.status, 200) << group.body;
    EXPECT_EQ(text_at(group, "total"), "3");
    const auto chats = app_.get("/api/kith/directory").at("chats").as_array();
    for (const auto& number : chats) {
        if (json::serialize(number) == "0") continue;
        EXPECT_EQ(window("", json::serialize(number)).status, 200);
    }
}

TEST_F(OwnConversation, what_is_not_there_is_404_and_odd_questions_are_400) {
    EXPECT_EQ(window("", "nobody").body, R"({"error":"no such conversation"})");
    for (const auto* chat : {"nobody", "0", "999999999999999999", "99999999"})
        EXPECT_EQ(window("", chat).status, 404) << chat;
    EXPECT_EQ(window("?around=999999").status, 404);
    for (const auto* query :
         {"?around=1&before=2", "?at=2024-03-01&after=2", "?around=x", "?at=tomorrow",
          "?at=99999999999999", "?at=-5", "?limit=0", "?limit=501", "?limit=-1", "?limit=many"})
        EXPECT_EQ(window(query).status, 400) << query;
    for (const auto& text : kHostile)
        EXPECT_GE(window("", encoded(text)).status, 400) << text.substr(0, 30);
    expect_only(app_, http::Method::get, "/api/kith/chats/wxid_mei/window");
}

TEST(OwnConversationOfNobody, an_empty_store_has_no_conversation) {
    TestApp app;
    EXPECT_EQ(app.get("/api/kith/chats/1/window").status, 404);
    EXPECT_EQ(app.get("/api/kith/chats/wxid_mei/window").status, 404);
}

}  // namespace
}  // namespace kith::test

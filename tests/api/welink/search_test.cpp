// W044 through the router: newest five of each chat, people and groups.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class Search : public testing::Test {
  protected:
    Search() {
        WechatArchive archive{files_ / "archive"};
        archive.contact({"wxid_a", "甲", "", 3, 0, ""});
        archive.contact({"wxid_b", "乙", "", 3, 0, ""});
        archive.contact({"wxid_me", "我", "", 0, 0, ""});
        archive.group("1@chatroom", "群", {"wxid_a", "wxid_b"});
        std::vector<MadeMessage> many;
        for (int i = 0; i < 8; ++i)
            many.push_back({1'700'000'000 + i, "wxid_a", 1, "爬山 number " + std::to_string(i)});
        archive.add("wxid_a", many);
        archive.add("wxid_b", {{1'700'000'100, "wxid_b", 1, "ＨＥＬＬＯ 爬山 100%"},
                               {1'700'000'101, "wxid_b", 3, "<msg>爬山</msg>"}});
        archive.add("1@chatroom", {{1'700'000'200, "wxid_a", 1, "wxid_a:\n周六爬山"}});
        archive.close();
        app_.import(files_ / "archive");
    }

    // "wxid_a 5, …"
    std::string found(std::string_view query, std::string_view more = "") {
        const auto reply = app_.get("/api/search?q=" + encoded(query) + std::string{more});
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::string text;
        const auto tree = reply.json();
        for (const auto& chat : tree.as_array()) {
            if (!text.empty()) text += ", ";
            text += std::string{json::text_or_empty(json::find(chat, "username"))} + " " +
                    json::serialize(*json::find(chat, "count"));
        }
        return text;
    }

    TempFolder files_;
    TestApp app_;
};

TEST_F(Search, each_chat_shows_at_most_five_and_counts_what_it_shows) {
    EXPECT_EQ(found("爬山"), "wxid_a 5, 1@chatroom 1, wxid_b 1");
    const auto chats = app_.get("/api/search?q=" + encoded("爬山")).json();
    const auto& first = chats.as_array()[0];
    EXPECT_EQ(json::serialize(*json::find(first, "total")), "8");
    EXPECT_EQ(
        json::text_or_empty(json::find(json::find(first, "messages")->as_array()[0], "content")),
        "爬山 number 7");
}

TEST_F(Search, width_and_case_do_not_matter_and_wildcards_are_plain_characters) {
    EXPECT_EQ(found("hello"), "wxid_b 1");
    EXPECT_EQ(found("100%"), "wxid_b 1");
    EXPECT_EQ(found("爬%"), "");
    EXPECT_EQ(found("_"), "");
}

TEST_F(Search, the_sender_prefix_of_groups_is_no_text) {
    EXPECT_EQ(found("wxid_a:"), "");
}

TEST_F(Search, type_selects_people_or_groups_and_anything_else_finds_nothing) {
    EXPECT_EQ(found("爬山", "&type=contact"), "wxid_a 5, wxid_b 1");
    EXPECT_EQ(found("爬山", "&type=group"), "1@chatroom 1");
    EXPECT_EQ(found("爬山", "&type=all"), found("爬山"));
    EXPECT_EQ(found("爬山", "&type="), "");
    EXPECT_EQ(found("爬山", "&type=x"), "");
}

TEST_F(Search, nothing_to_look_for_is_refused) {
    EXPECT_EQ(app_.get("/api/search").body, R"({"error":"q required"})");
    EXPECT_EQ(app_.get("/api/search?q=").status, 400);
    EXPECT_EQ(app_.get("/api/search?q=" + std::string(257, 'x')).status, 400);
}

TEST_F(Search, hostile_words_find_nothing_and_another_method_is_405) {
    for (const auto& text : kHostile) {
        if (text.size() > 256) continue;  // refused above
        EXPECT_EQ(found(text), "") << text;
    }
    expect_only(app_, http::Method::get, "/api/search");
}

}  // namespace
}  // namespace kith::test

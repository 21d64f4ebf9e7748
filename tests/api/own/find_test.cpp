// X04, X05, X03 through the router.
#include "tests/support/worked.h"

namespace kith::test {
namespace {

class Find : public testing::Test {
  protected:
    Find() { app_.import(worked_archive(files_ / "archive")); }

    Reply find(std::string_view query, std::string_view more = "") {
        return app_.get("/api/kith/find?q=" + encoded(query) + std::string{more});
    }
    static std::string number(const Reply& reply, std::string_view name) {
        return json::serialize(reply.at(name));
    }

    TempFolder files_;
    TestApp app_;
};

TEST_F(Find, totals_are_exact_and_marks_point_at_the_word) {
    const auto reply = find("早");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(number(reply, "total"), "2");
    const auto hits = reply.at("hits");
    const auto& newest = hits.as_array()[0];
    EXPECT_EQ(json::text_or_empty(json::find(newest, "text")), "早上好");
    EXPECT_EQ(json::serialize(*json::find(newest, "marks")), "[[0,1]]");
    EXPECT_EQ(json::text_or_empty(json::find(newest, "type")), "text");
    EXPECT_TRUE(json::find(newest, "is_mine")->as_bool());
}

TEST_F(Find, operators_narrow_and_facets_add_up) {
    // In a chat this short nobody can tell which group member the owner is.
    EXPECT_EQ(number(find("from:me"), "total"), "3");
    EXPECT_EQ(number(find("has:transfer"), "total"), "1");
    EXPECT_EQ(number(find("is:group 爬山"), "total"), "1");
    EXPECT_EQ(number(find("早 -上"), "total"), "1");
    const auto reply = find("from:阿梅", "&facets=1");
    const auto facets = reply.at("facets");
    std::int64_t sum = 0;
    for (const auto& chat : json::find(facets, "chat")->as_array())
        sum += json::from<std::int64_t>(*json::find(chat, "count"));
    EXPECT_EQ(std::to_string(sum), number(reply, "total"));
}

TEST_F(Find, pages_join_without_loss) {
    std::string cursor;
    std::size_t hits = 0;
    do {
        const auto page =
            find("is:private", "&limit=2" + (cursor.empty() ? "" : "&cursor=" + encoded(cursor)));
        ASSERT_EQ(page.status, 200) << page.body;
        hits += page.at("hits").as_array().size();
        cursor = std::string{json::view(page.at("cursor").as_string())};
    } while (!cursor.empty());
    EXPECT_EQ(std::to_string(hits), number(find("is:private"), "total"));
}

TEST_F(Find, a_bad_operator_is_pointed_out_and_the_rest_runs) {
    const auto reply = find("早 hour:99");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(number(reply, "error_at"), "2");
    EXPECT_EQ(number(reply, "total"), "2");
}

TEST_F(Find, parameters_out_of_range_are_named) {
    EXPECT_EQ(find("x", "&limit=0").body, R"({"error":"limit: expected 1 to 200"})");
    EXPECT_EQ(find("x", "&sort=odd").status, 400);
    EXPECT_EQ(find("x", "&cursor=nonsense").status, 400);
    EXPECT_EQ(find("x", "&mode=hybrid").status, 400);
    EXPECT_EQ(find(std::string(300, 'x')).status, 400);
    EXPECT_EQ(number(find(""), "total"), "0");
}

TEST_F(Find, a_window_shows_a_conversation_around_a_message) {
    const auto hit = find("去吃饭吗").at("hits").as_array()[0];
    const auto id = json::serialize(*json::find(hit, "id"));
    const auto chat = json::serialize(*json::find(hit, "chat"));
    const auto window = app_.get("/api/kith/chats/" + chat + "/window?around=" + id);
    ASSERT_EQ(window.status, 200) << window.body;
    EXPECT_EQ(window.at("items").as_array().size(), 8u);
    EXPECT_EQ(number(window, "total"), "8");
    EXPECT_EQ(number(window, "months"), R"({"2024-03":8})");
    const auto by_name = app_.get("/api/kith/chats/wxid_mei/window?limit=2");
    EXPECT_EQ(by_name.at("items").as_array().size(), 2u);
    EXPECT_EQ(number(by_name, "ordinal"), "6");
    const auto pay = app_.get("/api/kith/chats/wxid_mei/window?at=1709280060&limit=1");
    EXPECT_NE(pay.body.find("￥1.00"), std::string::npos) << pay.body;
}

TEST_F(Find, windows_of_nothing_are_404_and_odd_questions_400) {
    EXPECT_EQ(app_.get("/api/kith/chats/nobody/window").status, 404);
    EXPECT_EQ(app_.get("/api/kith/chats/wxid_mei/window?around=999999").status, 404);
    EXPECT_EQ(app_.get("/api/kith/chats/wxid_mei/window?around=1&before=2").status, 400);
    EXPECT_EQ(app_.get("/api/kith/chats/wxid_mei/window?around=x").status, 400);
    EXPECT_EQ(app_.get("/api/kith/chats/wxid_mei/window?at=tomorrow").status, 400);
    EXPECT_EQ(app_.get("/api/kith/chats/wxid_mei/window?limit=501").status, 400);
}

TEST_F(Find, the_directory_is_columns_of_one_length_with_a_tag) {
    const auto reply = app_.get("/api/kith/directory");
    const auto ids = reply.at("ids").as_array().size();
    EXPECT_EQ(ids, 4u);  // two contacts, an official account and a group
    for (const auto* column : {"names", "kind", "count", "last_ts", "avatar", "source"})
        EXPECT_EQ(reply.at(column).as_array().size(), ids) << column;
    const auto again = app_.get("/api/kith/directory",
                                {{"If-None-Match", std::string{reply.headers.get("ETag")}}});
    EXPECT_EQ(again.status, 304);
}

TEST_F(Find, a_batch_answers_each_path_on_a_line) {
    const auto reply = app_.post(
        "/api/kith/batch",
        R"({"get":["/api/global","/api/kith/find?q=%E6%97%A9","/api/nothing","/api/kith/events"]})");
    ASSERT_EQ(reply.status, 200);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < reply.body.size();) {
        const auto end = reply.body.find('\n', at);
        lines.push_back(reply.body.substr(at, end - at));
        at = end + 1;
    }
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_TRUE(lines[0].starts_with(R"({"i":0,"status":200,"body":{)")) << lines[0];
    EXPECT_TRUE(lines[2].starts_with(R"({"i":2,"status":404)")) << lines[2];
    EXPECT_TRUE(lines[3].starts_with(R"({"i":3,"status":400)")) << lines[3];
    for (const auto* body : {R"({"get":[]})", R"({"get":["http://example.org/"]})",
                             R"({"get":["/health"]})", R"({"get":"x"})", "{", R"({"get":[1]})"})
        EXPECT_EQ(app_.post("/api/kith/batch", body).status, 400) << body;
}

}  // namespace
}  // namespace kith::test

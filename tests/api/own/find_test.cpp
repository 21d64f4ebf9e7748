// X04 through the router.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class Find : public WorkedApp {
  protected:
    Reply find(std::string_view query, std::string_view more = "") {
        return app_.get("/api/kith/find?q=" + encoded(query) + std::string{more});
    }
    static std::string number(const Reply& reply, std::string_view name) {
        return json::serialize(reply.at(name));
    }
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

TEST_F(Find, hostile_words_find_nothing_and_another_method_is_405) {
    for (const auto& text : kHostile) {
        const auto reply = find(text.substr(0, 100));
        EXPECT_EQ(reply.status, 200) << text.substr(0, 30) << reply.body;
        EXPECT_EQ(number(reply, "total"), "0") << text.substr(0, 30);
    }
    EXPECT_EQ(find(kHostile.back()).status, 400);  // 64 KiB
    expect_only(app_, http::Method::get, "/api/kith/find");
}

}  // namespace
}  // namespace kith::test

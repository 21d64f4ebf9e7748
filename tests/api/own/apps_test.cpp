// The sessions of other programs as the page lists them.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnApps : public testing::Test {
  protected:
    void say(const std::string& user, const std::string& session, const std::string& text) {
        const json::object body{
            {"request_id", "1"}, {"user_id", user}, {"session_id", session},
            {"role", "user"},    {"msg", text},
        };
        const auto reply = app_.post("/add_chat", json::serialize(body));
        ASSERT_EQ(text_at(reply, "ok"), "0") << reply.body;
    }
    json::array sessions(const std::string& query = "") {
        const auto reply = app_.get("/api/kith/apps/sessions" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.at("sessions").as_array();
    }

    TestApp app_;
};

TEST_F(OwnApps, nothing_is_listed_where_nothing_is_kept) {
    const auto reply = app_.get("/api/kith/apps/sessions");
    EXPECT_TRUE(reply.at("sessions").as_array().empty());
    EXPECT_EQ(text_at(reply, "more"), "false");
    expect_only(app_, http::Method::get, "/api/kith/apps/sessions");
}

TEST_F(OwnApps, sessions_of_all_users_come_with_where_their_messages_are_found) {
    say("阿梅 😀", "s%1\"", "去爬山");
    say("u2", "s%1\"", "another user's session of the same id");
    say("u2", "s%1\"", "again");
    const auto all = sessions();
    ASSERT_EQ(all.size(), 2u);
    for (const auto& one : all) {
        const auto& session = one.as_object();
        EXPECT_EQ(session.at("session_id").as_string(), "s%1\"");
        const bool first = session.at("user_id").as_string() == "阿梅 😀";
        EXPECT_EQ(session.at("messages").as_int64(), first ? 1 : 2);
        EXPECT_EQ(session.at("active").as_int64(), AppOptions{}.now);
        const auto inside = "in:#" + std::to_string(session.at("chat").as_int64());
        const auto found = app_.get("/api/kith/find?q=" + encoded(inside));
        EXPECT_EQ(found.at("total").as_int64(), first ? 1 : 2) << found.body;
    }
}

TEST_F(OwnApps, a_page_ends_at_its_limit_and_says_that_there_is_more) {
    for (const auto* id : {"a", "b", "c"}) say("u", id, "hello");
    EXPECT_EQ(sessions("?limit=2").size(), 2u);
    EXPECT_EQ(text_at(app_.get("/api/kith/apps/sessions?limit=2"), "more"), "true");
    EXPECT_EQ(text_at(app_.get("/api/kith/apps/sessions?limit=3"), "more"), "false");
    for (const auto* bad : {"0", "2001", "-1", "abc", "99999999999999999999"})
        EXPECT_EQ(app_.get(std::string{"/api/kith/apps/sessions?limit="} + bad).status, 400) << bad;
}

TEST_F(OwnApps, a_deleted_session_is_not_listed) {
    say("u", "s", "hello");
    app_.post("/delete_specific_session", R"({"request_id":"1","user_id":"u","session_id":"s"})");
    EXPECT_TRUE(sessions().empty());
}

}  // namespace
}  // namespace kith::test

// The dialect of surface V: every answer, whatever goes wrong, has request_id, ok and failed.
#include "tests/api/sessions/served.h"

namespace kith::test {
namespace {

class SessionsSurface : public ServedSessions {
  protected:
    void refused(const Said& reply, int status, const std::string& whole) {
        EXPECT_EQ(reply.status, status) << whole;
        EXPECT_EQ(reply.body, whole);
    }
};

TEST_F(SessionsSurface, another_method_is_405_in_its_words) {
    for (const auto& path : kPaths)
        for (const auto* method : {"GET", "PUT", "PATCH", "DELETE"})
            refused(send(method, path, R"({"request_id":"x"})", client_), 405,
                    R"({"request_id":"","ok":1,"failed":"method not allowed"})");
}

TEST_F(SessionsSurface, a_body_that_is_no_object_is_400) {
    for (const auto& path : kPaths)
        for (const auto* bytes : {"", "{", "[]", "7", "\"x\"", "null", "{\"request_id\":\"\xff\"}",
                                  "{\"request_id\":\"a\"} x"})
            refused(post(path, bytes), 400,
                    R"({"request_id":"","ok":1,"failed":"bad request: body"})");
}

TEST_F(SessionsSurface, too_long_a_body_is_413) {
    const auto reply = post("/add_chat", "{\"msg\":\"" + std::string(2 << 20, 'x') + "\"}");
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.body, R"({"request_id":"","ok":1,"failed":"bad request: body"})");
}

TEST_F(SessionsSurface, the_request_id_is_repeated_and_may_be_missing_or_a_number) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {R"("请求 🙂\"")", R"("请求 🙂\"")"},
        {"null", R"("")"},
        {"17", R"("17")"},
        {"-5", R"("-5")"},
        {"1.5", R"("1.5")"},
        {"18446744073709551615", R"("18446744073709551615")"}};
    for (const auto& [sent, answered] : cases)
        EXPECT_EQ(post("/query_session_names", R"({"user_id":"u","request_id":)" + sent + "}").body,
                  R"({"request_id":)" + answered + R"(,"ok":0,"failed":"","sessions":[]})");
    EXPECT_EQ(post("/delete_sessions", R"({"user_id":"u"})").body,
              R"({"request_id":"","ok":0,"failed":""})");
    for (const auto* sent : {"{}", "[]", "true"})
        refused(
            post("/delete_sessions", R"({"user_id":"u","request_id":)" + std::string{sent} + "}"),
            400, R"({"request_id":"","ok":1,"failed":"bad request: request_id"})");
}

TEST_F(SessionsSurface, a_missing_field_is_400_and_names_it) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"/add_user", "user_id"},
        {"/query_user_info", "user_id"},
        {"/delete_specific_session", "user_id"},
        {"/delete_sessions", "user_id"},
        {"/query_session_names", "user_id"},
        {"/query_session_info", "user_id"},
        {"/add_chat", "user_id"}};
    for (const auto& [path, field] : cases) {
        const auto expected = R"({"request_id":"r","ok":1,"failed":"bad request: )" + field + "\"}";
        for (const auto* value : {"", R"(,"user_id":null)", R"(,"user_id":"")", R"(,"user_id":{})",
                                  R"(,"user_id":1.5)", R"(,"user_id":true)"})
            refused(post(path, R"({"request_id":"r")" + std::string{value} + "}"), 400, expected);
        // It stands there and is too long: a result like any other.
        refused(post(path, body({{"user_id", std::string(256, 'x')}})), 200, expected);
    }
    const std::vector<std::pair<std::string, std::string>> further{
        {"/add_user", "user_name"},
        {"/delete_specific_session", "session_id"},
        {"/query_session_info", "session_id"},
        {"/add_chat", "role"}};
    for (const auto& [path, field] : further)
        refused(post(path, body({{"user_id", "u"}})), 400,
                R"({"request_id":"r","ok":1,"failed":"bad request: )" + field + "\"}");
}

TEST_F(SessionsSurface, a_path_beside_its_own_is_not_its_own) {
    EXPECT_EQ(post("/add_users", "{}").status, 404);
    EXPECT_EQ(post("/add_users", "{}").body.find("request_id"), std::string::npos);
    EXPECT_EQ(post("/chat", "{}").body.find("request_id"), std::string::npos);
}

TEST_F(SessionsSurface, what_happens_inside_is_not_told) {
    store_->remove_chats({}, {});  // alive
    const auto lost = core::session_tables();
    store_->write([](db::Connection& on) { on.execute("drop table session_profile"); });
    const auto reply = post("/query_user_info", body({{"user_id", "u"}}));
    EXPECT_EQ(reply.body.find("session_profile"), std::string::npos);
    EXPECT_NE(reply.ok(), 0);
}

}  // namespace
}  // namespace kith::test

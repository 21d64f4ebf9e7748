// Every documented method and path is routed once, and the description tells of exactly the routes
// there are.
#include <algorithm>
#include <map>

#include "http/openapi.h"
#include "tests/support/test_app.h"

namespace kith::test {
namespace {

const std::vector<std::string> kDocumented{"POST /api/init",
                                           "GET /api/status",
                                           "POST /api/cancel-index",
                                           "GET /api/diagnostics",
                                           "GET /api/health",
                                           "GET /api/contacts/stats",
                                           "GET /api/global",
                                           "GET /api/contacts/messages",
                                           "GET /api/contacts/messages/month",
                                           "GET /api/contacts/search",
                                           "GET /api/contacts/export",
                                           "GET /api/contacts/active-dates",
                                           "GET /api/calendar/heatmap",
                                           "GET /api/calendar/trend",
                                           "GET /api/calendar/day",
                                           "GET /api/calendar/messages",
                                           "GET /api/search",
                                           "GET /api/app/info",
                                           "POST /api/app/setup",
                                           "GET /api/app/browse",
                                           "GET /api/lock/status",
                                           "POST /api/lock/setup",
                                           "POST /api/lock/verify",
                                           "POST /api/lock/change",
                                           "POST /api/lock/disable",
                                           "PUT /api/lock/settings",
                                           "GET /api/preferences",
                                           "PUT /api/preferences/llm",
                                           "POST /api/ai/llm/test",
                                           "POST /api/ai/vec/test-embedding",
                                           "GET /api/avatar",
                                           "GET /api/swagger.json",
                                           "GET /health",
                                           "POST /api/message/send",
                                           "GET /api/message/{message_id}",
                                           "GET /api/message/list",
                                           "GET /api/ai/records",
                                           "GET /ws/{user_id}",
                                           "GET /api/kith/im/sessions",
                                           "POST /api/im/ticket",
                                           "GET /api/kith/boot",
                                           "GET /api/kith/models",
                                           "POST /api/kith/batch",
                                           "GET /api/kith/directory",
                                           "GET /api/kith/find",
                                           "GET /api/kith/chats/{id}/window",
                                           "POST /api/kith/uploads",
                                           "PUT /api/kith/uploads/{id}",
                                           "POST /api/kith/imports/scan",
                                           "POST /api/kith/imports",
                                           "GET /api/kith/imports",
                                           "GET /api/kith/imports/{id}",
                                           "POST /api/kith/imports/{id}/undo",
                                           "GET /api/kith/events",
                                           "POST /api/kith/jobs/{id}/cancel",
                                           "POST /api/kith/jobs/{id}/pause",
                                           "POST /api/kith/jobs/{id}/resume",
                                           "POST /add_user",
                                           "POST /query_user_info",
                                           "POST /delete_specific_session",
                                           "POST /delete_sessions",
                                           "POST /query_session_names",
                                           "POST /query_session_info",
                                           "POST /add_chat"};

TEST(Routes, every_documented_endpoint_is_there_once) {
    TestApp app;
    std::map<std::string, int> routed;
    for (const auto& endpoint : app.app().router().endpoints())
        ++routed[std::string{http::name_of(endpoint->method)} + " " + endpoint->path];
    for (const auto& wanted : kDocumented) EXPECT_EQ(routed[wanted], 1) << wanted;
}

TEST(Routes, the_description_is_openapi_3_1_and_tells_of_every_route) {
    TestApp app;
    const auto reply = app.get("/api/swagger.json");
    ASSERT_EQ(reply.status, 200);
    EXPECT_EQ(json::view(reply.at("openapi").as_string()), "3.1.0");
    const auto paths = reply.at("paths").as_object();
    for (const auto& wanted : kDocumented) {
        const auto space = wanted.find(' ');
        std::string method = wanted.substr(0, space);
        std::ranges::transform(method, method.begin(),
                               [](char c) { return static_cast<char>(std::tolower(c)); });
        const auto* path = paths.if_contains(wanted.substr(space + 1));
        ASSERT_NE(path, nullptr) << wanted;
        EXPECT_NE(json::find(*path, method), nullptr) << wanted;
    }
}

TEST(Routes, an_unknown_path_is_worded_by_its_surface) {
    TestApp app;
    EXPECT_EQ(app.get("/api/nothing").status, 404);
    EXPECT_TRUE(app.get("/api/nothing").type.starts_with("application/json"));
    EXPECT_EQ(app.get("/api/kith/nothing").status, 404);
    EXPECT_EQ(app.get("/nothing").status, 404);
    EXPECT_TRUE(app.get("/nothing").type.starts_with("text/html"));
}

TEST(Routes, a_trailing_slash_is_redirected_on_the_archive_surface_only) {
    TestApp app;
    const auto moved = app.get("/api/status/?x=1");
    EXPECT_EQ(moved.status, 301);
    EXPECT_EQ(moved.headers.get("Location"), "/api/status?x=1");
    EXPECT_EQ(app.post("/api/init/").status, 307);
    EXPECT_EQ(app.get("/api/kith/boot/").status, 404);
}

TEST(Routes, foreign_hosts_and_origins_are_refused) {
    TestApp app;
    EXPECT_EQ(app.get("/api/status", {{"Host", "evil.example"}}).status, 421);
    EXPECT_EQ(app.send(http::Method::post, "/api/init", "{}", {{"Origin", "https://evil.example"}})
                  .status,
              403);
    EXPECT_EQ(app.send(http::Method::post, "/api/init", "{}", {{"Origin", "null"}}).status, 403);
    EXPECT_NE(app.send(http::Method::post, "/api/init", "{}", {{"Origin", "http://localhost:3418"}})
                  .status,
              403);
}

TEST(Pages, the_start_page_and_the_api_page_are_our_own) {
    TestApp app;
    const auto start = app.get("/");
    EXPECT_EQ(start.status, 200);
    EXPECT_NE(start.body.find("/swagger/"), std::string::npos);
    EXPECT_EQ(app.get("/swagger").status, 301);
    for (const auto* page : {"/swagger/", "/swagger/api.js", "/swagger/start.js",
                             "/swagger/page.css", "/favicon.svg"}) {
        const auto reply = app.get(page);
        EXPECT_EQ(reply.status, 200) << page;
        EXPECT_EQ(reply.body.find("http://") == std::string::npos ||
                      reply.body.find("www.w3.org") != std::string::npos,
                  true)
            << page;
        EXPECT_EQ(reply.body.find("https://"), std::string::npos) << page;
    }
}

}  // namespace
}  // namespace kith::test

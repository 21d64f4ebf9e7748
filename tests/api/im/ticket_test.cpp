// X14: tickets for WebSockets.
#include "tests/support/test_app.h"

namespace kith::test {
namespace {

TEST(Ticket, is_made_for_a_user) {
    TestApp app;
    const auto reply = app.post("/api/im/ticket", R"({"user_id":"小林"})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.at("expires_in"), 60);
    EXPECT_EQ(reply.at("ticket").as_string().size(), 64u);
}

TEST(Ticket, for_nobody_is_refused_in_plain_words) {
    TestApp app;
    for (const auto* body :
         {"{}", R"({"user_id":""})", R"({"user_id":7})", "x", R"({"user_id":"a\u0000b"})"}) {
        const auto reply = app.post("/api/im/ticket", body);
        EXPECT_EQ(reply.status, 400) << body;
        EXPECT_TRUE(reply.at("error").is_string());
    }
    EXPECT_EQ(app.get("/api/im/ticket").status, 405);
}

}  // namespace
}  // namespace kith::test

// X14: the sessions of the IM surface as the page lists them.
#include "tests/support/acted_model.h"
#include "tests/support/test_app.h"

namespace kith::test {
namespace {

TEST(LiveSessions, are_none_at_first) {
    TestApp app;
    EXPECT_EQ(app.get("/api/kith/im/sessions").body, "[]");
}

TEST(LiveSessions, come_latest_first_with_their_last_message_and_what_is_pending) {
    const auto model = std::make_shared<ActedModel>(silent());
    TestApp app{{.model = model}};
    for (const auto* session : {"a", "b", "a"})
        app.post("/api/message/send", R"({"content":"到 )" + std::string{session} +
                                          R"(","session_id":")" + session + R"("})");
    const auto sessions = app.get("/api/kith/im/sessions").json().as_array();
    ASSERT_EQ(sessions.size(), 2u);
    const auto& first = sessions[0];
    EXPECT_EQ(*json::find(first, "session_id"), "a");
    EXPECT_EQ(*json::find(first, "count"), 2);
    EXPECT_EQ(*json::find(first, "pending"), 2);
    const auto* last = json::find(first, "last");
    ASSERT_NE(last, nullptr);
    const auto listed = app.get("/api/message/list?session_id=a&order=desc").at("messages");
    EXPECT_EQ(*last, listed.as_array().at(0));
    EXPECT_EQ(*json::find(sessions[1], "session_id"), "b");
}

}  // namespace
}  // namespace kith::test

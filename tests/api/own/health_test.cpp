// GET /health: always, and in its own dialect.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

TEST(Health, answers_with_or_without_an_archive_and_while_work_is_done) {
    TestApp app;
    const auto well = R"({"status":"ok","version":")" KITH_VERSION R"("})";
    EXPECT_EQ(app.get("/health").body, well);
    HeldImport held{app};
    EXPECT_EQ(app.get("/health").status, 200);
    EXPECT_EQ(app.get("/health?x=%00").body, well);
    expect_only(app, http::Method::get, "/health");
    EXPECT_EQ(app.send(http::Method::del, "/health").body,
              R"({"code":405,"message":"Method Not Allowed","detail":"Method Not Allowed",)"
              R"("details":null,"timestamp":"2026-11-21T12:00:00"})");
}

TEST(Health, runs_where_no_queue_can_hold_it_up) {
    TestApp app;
    for (const auto& endpoint : app.app().router().endpoints()) {
        if (endpoint->path == "/health") EXPECT_EQ(endpoint->lane, http::Lane::immediate);
    }
}

}  // namespace
}  // namespace kith::test

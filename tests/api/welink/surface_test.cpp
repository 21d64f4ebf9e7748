// The dialect of surface W: {"error": message} and the status of the error; the 503 rule.
#include "api/welink/welink.h"
#include "tests/api/asking.h"

namespace kith::test {
namespace {

TEST(WelinkSurface, words_every_error_as_one_member) {
    http::Router router{{}};
    const auto on = router.surface(api::welink::surface(), {"/api"});
    Errc code{};
    on.get("/api/x", [&](http::Call&) -> http::Response {
        throw Error{code, "why \"it\" 失败", "a_reason"}.note("secret note");
    });
    http::Request request;
    request.target = "/api/x";
    request.headers.add("Host", "localhost");
    const std::vector<std::pair<Errc, int>> all{
        {Errc::invalid, 400},   {Errc::unauthorized, 401}, {Errc::forbidden, 403},
        {Errc::not_found, 404}, {Errc::conflict, 409},     {Errc::too_large, 413},
        {Errc::upstream, 500},  {Errc::unavailable, 503},  {Errc::timeout, 504}};
    for (const auto& [error, status] : all) {
        code = error;
        const auto reply = router.handle(request);
        EXPECT_EQ(reply.status, status) << name_of(error);
        EXPECT_EQ(reply.body, R"({"error":"why \"it\" 失败"})") << name_of(error);
        EXPECT_EQ(reply.headers.get("Content-Type"), http::kJsonType);
    }
    code = Errc::internal;
    EXPECT_EQ(router.handle(request).status, 500);
    EXPECT_EQ(router.handle(request).body, R"({"error":"internal error"})");
}

TEST(WelinkSurface, is_not_configured_only_as_long_as_there_is_no_archive) {
    TempFolder files;
    TestApp app;
    EXPECT_EQ(app.get("/api/contacts/stats").status, 503);
    app.app().archive().attach(worked_archive(files / "archive"), core::Counting::waits);
    EXPECT_EQ(app.get("/api/contacts/stats").status, 200);  // not yet read, but there
    app.settle();
    EXPECT_EQ(app.get("/api/contacts/stats").body, "[]");
}

}  // namespace
}  // namespace kith::test

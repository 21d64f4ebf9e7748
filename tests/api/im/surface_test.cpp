// The dialect of surface I: every status is worded, and the checks its endpoints share.
#include "api/im/im.h"

#include "tests/support/test_app.h"

namespace kith::test {
namespace {

TEST(ImSurface, words_errors_that_no_handler_made) {
    TestApp app;
    const auto foreign = app.get("/api/message/list", {{"Host", "evil.example"}});
    EXPECT_EQ(foreign.status, 421);
    EXPECT_EQ(foreign.at("code"), 421);
    const auto origin = app.send(http::Method::post, "/api/message/send", "{}",
                                 {{"Origin", "https://evil.example"}});
    EXPECT_EQ(origin.status, 403);
    EXPECT_EQ(origin.at("message"), "禁止访问");
    const auto socket = app.get("/ws/u");
    EXPECT_EQ(socket.status, 426);
    EXPECT_EQ(socket.headers.get("Upgrade"), "websocket");
    EXPECT_EQ(socket.at("code"), 426);
}

TEST(ImSurface, says_in_details_what_a_wrong_argument_is_and_nothing_else) {
    TestApp app;
    EXPECT_EQ(app.get("/api/message/list?session_id=u&page=0").at("details"), "page: from 1");
    EXPECT_TRUE(app.get("/api/message/list").at("details").is_null());
    EXPECT_TRUE(app.get("/api/message/nope").at("details").is_null());
}

TEST(ImSurface, hides_internal_errors) {
    const FixedClock clock{from_seconds(1'738'000'800)};
    const auto surface = api::im::surface(clock, Zone::named("Asia/Shanghai"));
    http::Request request;
    const http::Call call{request, {}, {}};
    const auto reply = surface.fail(Error{Errc::internal, "select secret"}, call);
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body, R"({"code":500,"message":"服务器内部错误","detail":"服务器内部错误",)"
                          R"("details":null,"timestamp":"2025-01-28T02:00:00"})");
    EXPECT_EQ(surface.fail(Error{Errc::unavailable, "disk full"}, call).status, 503);
}

TEST(ImSurface, stamps_are_local_without_a_zone) {
    EXPECT_EQ(api::im::stamp(Zone::named("Asia/Shanghai"), from_millis(1'737'950'400'999)),
              "2025-01-27T12:00:00");
    EXPECT_EQ(api::im::stamp(Zone::named("America/New_York"), from_seconds(1'737'950'400)),
              "2025-01-26T23:00:00");
}

TEST(ImSurface, names_have_1_to_48_characters_without_control_characters) {
    for (const auto* good : {"a", "小林", "a b", "%'\"<>", "🙂"}) api::im::check_name(good);
    for (const auto* bad : {"", "a\nb", "\x7F", "\xC2\x85", "\xFF"})
        EXPECT_THROW(api::im::check_name(bad), Error) << bad;
}

}  // namespace
}  // namespace kith::test

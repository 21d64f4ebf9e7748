// Tests of http/router.h: dialects, methods, redirects, hosts, origins, guards, errors, streams.
#include "http/router.h"

#include <gtest/gtest.h>

#include "tests/http/surfaces.h"

namespace kith::http {
namespace {

using namespace test;

class RouterTest : public testing::Test {
  protected:
    RouterTest() {
        on.get("/api/x", [](Call&) { return text_response(200, "x"); });
        on.post("/api/x", [](Call&) { return text_response(200, "posted"); });
        v1.get("/api/v1/{id}", [](Call& call) { return text_response(200, call.path("id")); });
    }
    Response run(const Request& from) const { return router.handle(from); }

    Router router;
    Surface redirecting = [] {
        auto surface = plain("w");
        surface.trailing_slash = TrailingSlash::redirects;
        return surface;
    }();
    Routes on = router.surface(redirecting, {"/api/"});
    Routes v1 = router.surface(wrapped(), {"/api/v1/", "/api/ai/records"});
};

TEST_F(RouterTest, the_longest_prefix_words_the_error) {
    EXPECT_EQ(run(get("/api/none")).body, R"({"error":"not found"})");
    EXPECT_EQ(run(get("/api/none")).status, 404);
    EXPECT_EQ(run(get("/api/v1/a/b")).body, R"({"ok":false,"why":"not found","reason":"route"})");
    EXPECT_EQ(run(get("/api/ai/records/1")).body.substr(0, 11), R"({"ok":false)");
    EXPECT_EQ(run(get("/api/ai/recordsx")).body, R"({"error":"not found"})");
}

TEST_F(RouterTest, outside_all_surfaces_errors_are_pages) {
    const auto response = run(get("/nowhere"));
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.headers.get("Content-Type"), kHtmlType);
    EXPECT_EQ(run(request(Method::post, "/nowhere")).status, 404);
    EXPECT_EQ(run(get("no-path")).status, 400);
}

TEST_F(RouterTest, the_fallback_serves_what_no_surface_owns) {
    router.fallback([](Call& call) {
        require(call.request().path() == "/page", Errc::not_found, "no");
        return text_response(200, "page", kHtmlType);
    });
    EXPECT_EQ(run(get("/page")).body, "page");
    EXPECT_EQ(run(get("/other")).status, 404);
    EXPECT_EQ(run(get("/other")).headers.get("Content-Type"), kHtmlType);
    EXPECT_EQ(run(get("/api/none")).body, R"({"error":"not found"})");
}

TEST_F(RouterTest, a_wrong_method_is_405_with_allow_in_the_dialect) {
    const auto response = run(request(Method::del, "/api/x"));
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(response.body, R"({"error":"method not allowed"})");
    EXPECT_EQ(run(request(Method::other, "/api/x")).status, 405);
    EXPECT_EQ(run(request(Method::post, "/api/v1/7")).body.substr(0, 11), R"({"ok":false)");
}

TEST_F(RouterTest, head_is_answered_like_get_without_body) {
    const auto response = run(request(Method::head, "/api/x"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "");
}

TEST_F(RouterTest, a_trailing_slash_redirects_only_where_the_surface_asks) {
    const auto response = run(get("/api/x/?q=1%20"));
    EXPECT_EQ(response.status, 301);
    EXPECT_EQ(response.headers.get("Location"), "/api/x?q=1%20");
    EXPECT_EQ(run(request(Method::post, "/api/x/")).status, 307);
    EXPECT_EQ(run(get("/api/none/")).status, 404);
    EXPECT_EQ(run(get("/api/v1/7/")).status, 404);
}

TEST_F(RouterTest, double_slashes_are_not_collapsed) {
    EXPECT_EQ(run(get("//api/x")).status, 404);
    EXPECT_EQ(run(get("/api//x")).status, 404);
}

TEST_F(RouterTest, options_is_204_before_everything_else) {
    auto guarded = on.guarded([](Call&) { throw Error{Errc::unauthorized, "who?"}; });
    guarded.get("/api/secret", [](Call&) {});
    for (const auto* target : {"/api/secret", "/api/none", "/nowhere", "*"}) {
        const auto response =
            run(request(Method::options, target, {}, {{"Origin", "http://localhost:5173"}}));
        EXPECT_EQ(response.status, 204) << target;
        EXPECT_EQ(response.headers.get("Access-Control-Allow-Origin"), "http://localhost:5173");
        EXPECT_EQ(response.headers.get("Access-Control-Allow-Methods"),
                  "GET, POST, PUT, PATCH, DELETE, OPTIONS");
        EXPECT_EQ(response.headers.get("Access-Control-Allow-Headers"),
                  "Content-Type, Authorization, X-API-Key, X-Request-ID, X-Tenant-ID, "
                  "X-WeLink-Token, X-Demo-Password");
        EXPECT_FALSE(response.headers.has("Access-Control-Allow-Credentials"));
    }
    const auto foreign =
        run(request(Method::options, "/api/x", {}, {{"Origin", "http://evil.example"}}));
    EXPECT_EQ(foreign.status, 204);
    EXPECT_FALSE(foreign.headers.has("Access-Control-Allow-Origin"));
}

TEST_F(RouterTest, a_foreign_host_is_421_in_the_dialect) {
    const auto response = run(get("/api/x", {{"Host", "evil.example"}}));
    EXPECT_EQ(response.status, 421);
    EXPECT_EQ(response.body.substr(0, 9), R"({"error":)");
    EXPECT_EQ(run(request(Method::options, "/api/x", {}, {{"Host", "evil.example"}})).status, 421);
    EXPECT_EQ(run(get("/api/x", {{"Host", "localhost:8080"}})).status, 200);
}

TEST_F(RouterTest, a_foreign_origin_may_read_nothing_and_change_nothing) {
    for (const auto* origin : {"http://evil.example", "null"}) {
        EXPECT_EQ(run(request(Method::post, "/api/x", {}, {{"Origin", origin}})).status, 403);
        const auto read = run(get("/api/x", {{"Origin", origin}}));
        EXPECT_EQ(read.status, 200);
        EXPECT_FALSE(read.headers.has("Access-Control-Allow-Origin"));
        EXPECT_EQ(read.headers.get("Vary"), "Origin");
    }
    const auto own = run(request(Method::post, "/api/x", {}, {{"Origin", "http://localhost:1"}}));
    EXPECT_EQ(own.status, 200);
    EXPECT_EQ(own.headers.get("Access-Control-Allow-Origin"), "http://localhost:1");
}

TEST_F(RouterTest, guards_run_in_order_and_may_name_the_caller) {
    std::string order;
    const auto inner = on.guarded([&](Call& call) {
                             order += "a";
                             call.set_caller(std::string{"阿梅"});
                         }).guarded([&](Call&) { order += "b"; });
    inner.get("/api/me",
              [](Call& call) { return text_response(200, *call.caller<std::string>()); });
    EXPECT_EQ(run(get("/api/me")).body, "阿梅");
    EXPECT_EQ(order, "ab");
}

TEST_F(RouterTest, a_guard_that_throws_keeps_the_handler_from_running) {
    bool ran = false;
    v1.guarded([](Call& call) {
          call.reply_header("WWW-Authenticate", "Bearer");
          throw Error{Errc::unauthorized, "no key", "key_missing"};
      }).post("/api/v1/new", [&](Call&) { ran = true; });
    const auto response = run(request(Method::post, "/api/v1/new"));
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.body, R"({"ok":false,"why":"no key","reason":"key_missing"})");
    EXPECT_EQ(response.headers.get("WWW-Authenticate"), "Bearer");
    EXPECT_FALSE(ran);
}

TEST_F(RouterTest, internal_errors_never_show_their_text) {
    v1.get("/api/v1/a/boom",
           [](Call&) { throw Error{Errc::internal, "secret path", "secret_reason"}; });
    v1.get("/api/v1/a/std", [](Call&) { throw std::runtime_error{"secret text"}; });
    for (const auto* target : {"/api/v1/a/boom", "/api/v1/a/std"}) {
        const auto response = run(get(target));
        EXPECT_EQ(response.status, 500);
        EXPECT_EQ(response.body, R"({"ok":false,"why":"internal error","reason":""})");
    }
}

TEST_F(RouterTest, a_surface_that_cannot_word_errors_still_answers) {
    Surface broken{.name = "broken", .fail = [](const Error&, const Call&) -> Response {
                       throw std::runtime_error{"no"};
                   }};
    auto routes = router.surface(broken, {"/broken"});
    routes.get("/broken", [](Call&) { throw Error{Errc::invalid, "x"}; });
    EXPECT_EQ(run(get("/broken")).status, 500);
}

TEST_F(RouterTest, bad_encoding_in_a_path_parameter_is_400) {
    EXPECT_EQ(run(get("/api/v1/%zz")).status, 400);
    EXPECT_EQ(run(get("/api/v1/%ff")).body, "\xEF\xBF\xBD");
    EXPECT_EQ(run(get("/api/v1/a%2Fb%20%E9%98%BF")).body, "a/b 阿");
}

TEST_F(RouterTest, hostile_targets_are_answered) {
    for (const std::string& target : {std::string(70'000, 'a'), "/" + std::string(70'000, '/'),
                                      "/api/" + std::string(70'000, 'x'), std::string{"/api/\0", 6},
                                      std::string{"/api/v1/'\"<>%"}, std::string{"/🎉"}}) {
        const auto status = run(get(target)).status;
        EXPECT_TRUE(status == 404 || status == 400) << status;
    }
}

TEST_F(RouterTest, a_taken_prefix_is_refused_at_start) {
    EXPECT_THROW(router.surface(plain(), {"/api"}), Error);
}

TEST_F(RouterTest, refusals_of_the_server_speak_the_dialect) {
    const Error error{Errc::too_large, "too large", "body_too_large"};
    EXPECT_EQ(router.refuse(request(Method::post, "/api/v1/x"), error).body,
              R"({"ok":false,"why":"too large","reason":"body_too_large"})");
    EXPECT_EQ(router.refuse(request(Method::post, "/api/x"), error).status, 413);
    EXPECT_EQ(router.refuse(request(Method::post, ""), error).status, 413);
}

TEST_F(RouterTest, a_stream_comes_back_as_its_events) {
    on.stream("GET", "/api/s", [](Call& call, EventStream& out) {
        call.reply_header("X-A", "1");
        out.send("one", {.name = "n"});
        out.send("two");
    });
    const auto response = run(get("/api/s"));
    EXPECT_EQ(response.body, "event: n\ndata: one\n\ndata: two\n\n");
    EXPECT_EQ(response.headers.get("X-A"), "1");
    EXPECT_EQ(run(request(Method::head, "/api/s")).body, "");
}

TEST_F(RouterTest, a_stream_that_fails_before_its_first_event_is_an_ordinary_error) {
    v1.stream("GET", "/api/v1/a/s",
              [](Call&, EventStream&) { throw Error{Errc::conflict, "busy"}; });
    const auto response = run(get("/api/v1/a/s"));
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.body.substr(0, 11), R"({"ok":false)");
}

TEST_F(RouterTest, a_stream_that_fails_later_ends_as_its_surface_says) {
    auto surface = plain("saying");
    surface.fail_stream = [](const Error& error, EventStream& out) {
        out.send(error.message(), {.name = "error"});
    };
    auto saying = router.surface(surface, {"/saying"});
    const auto handler = [](Call&, EventStream& out) {
        out.send("one");
        throw Error{Errc::internal, "secret"};
    };
    saying.stream("GET", "/saying", handler);
    on.stream("GET", "/api/silent", handler);
    EXPECT_EQ(run(get("/saying")).body, "data: one\n\nevent: error\ndata: internal error\n\n");
    EXPECT_EQ(run(get("/api/silent")).body, "data: one\n\n");
}

TEST_F(RouterTest, a_stop_ends_a_stream) {
    on.stream("GET", "/api/endless", [](Call&, EventStream& out) {
        for (;;) out.send("x");
    });
    StopSource stop;
    stop.deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds{20});
    const auto response = router.handle(get("/api/endless"), stop.stop());
    EXPECT_EQ(response.status, 200);
}

}  // namespace
}  // namespace kith::http

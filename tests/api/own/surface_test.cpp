// The dialect of our own endpoints: {"error", "reason"}, also at the end of a stream.
#include "api/own/own.h"
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnSurface : public testing::Test {
  protected:
    OwnSurface() {
        const auto on = router_.surface(api::own::surface(), {"/api/kith"});
        on.get("/api/kith/x", [this](http::Call&) -> http::Response { throw error_; });
        on.stream("GET", "/api/kith/s", [this](http::Call&, http::EventStream& out) {
            if (after_) out.send(std::string_view{"first"});
            throw error_;
        });
    }
    http::Response ask(const char* path) {
        http::Request request;
        request.target = path;
        request.headers.add("Host", "localhost");
        return router_.handle(request);
    }

    http::Router router_{{}};
    Error error_{Errc::conflict, "not \"now\"", "busy_now"};
    bool after_ = false;
};

TEST_F(OwnSurface, an_error_has_its_message_and_its_reason) {
    EXPECT_EQ(ask("/api/kith/x").status, 409);
    EXPECT_EQ(ask("/api/kith/x").body, R"({"error":"not \"now\"","reason":"busy_now"})");
    error_ = Error{Errc::not_found, "no such thing"};
    EXPECT_EQ(ask("/api/kith/x").body, R"({"error":"no such thing"})");
    error_ = Error{Errc::internal, "a secret path", "a_secret"};
    EXPECT_EQ(ask("/api/kith/x").status, 500);
    EXPECT_EQ(ask("/api/kith/x").body, R"({"error":"internal error"})");
}

TEST_F(OwnSurface, a_stream_that_fails_says_so_before_or_after_its_first_event) {
    EXPECT_EQ(ask("/api/kith/s").status, 409);
    EXPECT_EQ(ask("/api/kith/s").body, R"({"error":"not \"now\"","reason":"busy_now"})");
    after_ = true;
    EXPECT_EQ(ask("/api/kith/s").status, 200);
    EXPECT_EQ(ask("/api/kith/s").body,
              "data: first\n\nevent: error\n"
              "data: {\"error\":\"not \\\"now\\\"\",\"reason\":\"busy_now\"}\n\n");
    error_ = Error{Errc::internal, "a secret path"};
    EXPECT_EQ(ask("/api/kith/s").body.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace kith::test

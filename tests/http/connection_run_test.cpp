// Tests of http/connection_run.cpp: lanes, stops, leaving clients.
#include <atomic>
#include <latch>

#include "http/connection.h"
#include "tests/http/server_fixture.h"

namespace kith::http {
namespace {

using namespace test;

class RunTest : public ServerTest {
  protected:
    RunTest() {
        on.get("/t/health", [](Call&) { return text_response(200, "ok"); }).immediate();
        on.get("/t/hold", [this](Call&) {
            held.count_down();
            go.wait();
            return text_response(200, "held");
        });
        on.get("/t/quick", [](Call&) { return text_response(200, "quick"); });
        on.slow().get("/t/wait", [this](Call& call) {
            waiting = true;
            call.stop().wait_for(kPatience);
            reason = call.stop().reason();
            call.stop().check();
        });
    }
    std::latch held{1}, go{1};
    std::atomic<bool> waiting = false;
    std::atomic<StopReason> reason = StopReason::none;
};

TEST_F(RunTest, a_full_lane_is_503_and_health_still_answers) {
    const auto serving = start({.quick_threads = 1, .quick_queue = 1});
    Client one{address()}, two{address()}, three{address()}, four{address()};
    one.send(http_get("/t/hold"));
    held.wait();
    two.send(http_get("/t/quick"));
    EXPECT_TRUE(eventually([&] { return server->counts().requests == 2; }));
    const auto refused = three.ask(http_get("/t/quick"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.field("Retry-After"), "1");
    EXPECT_NE(refused.body.find("queue_full"), std::string::npos);
    EXPECT_EQ(server->counts().refused_busy, 1U);
    EXPECT_EQ(four.ask(http_get("/t/health")).body, "ok");
    go.count_down();
    EXPECT_EQ(one.answer().body, "held");
    EXPECT_EQ(two.answer().body, "quick");
    EXPECT_EQ(three.ask(http_get("/t/quick")).body, "quick");
}

TEST_F(RunTest, slow_calls_do_not_hold_up_quick_ones) {
    const auto serving = start({.slow_threads = 1, .slow_queue = 0});
    Client slow{address()}, quick{address()};
    slow.send(http_get("/t/wait"));
    EXPECT_TRUE(eventually([&] { return waiting.load(); }));
    EXPECT_EQ(quick.ask(http_get("/t/quick")).body, "quick");
    EXPECT_EQ(quick.ask(http_get("/t/wait")).status, 503);
}

TEST_F(RunTest, client_left) {
    const auto serving = start();
    {
        Client client{address()};
        client.send(http_get("/t/wait"));
        EXPECT_TRUE(eventually([&] { return waiting.load(); }));
    }
    EXPECT_TRUE(eventually([&] { return reason == StopReason::client_left; }));
}

TEST_F(RunTest, work_that_takes_too_long_is_told_so) {
    const auto serving = start({.slow_deadline = 20ms});
    Client client{address()};
    EXPECT_EQ(client.ask(http_get("/t/wait")).status, 504);
    EXPECT_EQ(reason, StopReason::timeout);
}

TEST_F(RunTest, shutdown_asks_work_to_stop_and_answers_it) {
    const auto serving = start();
    Client client{address()};
    client.send(http_get("/t/wait"));
    EXPECT_TRUE(eventually([&] { return waiting.load(); }));
    EXPECT_TRUE(server->stop());
    EXPECT_EQ(reason, StopReason::shutdown);
    EXPECT_EQ(client.answer().status, 503);
}

TEST_F(RunTest, guards_judge_before_a_large_body_is_sent) {
    std::atomic<int> handled = 0;
    on.guarded([](Call& call) {
          require(call.header("X-Key") == "right", Errc::unauthorized, "no key");
      })
        .body_limit(100 * kBodyBytes)
        .post("/t/upload", [&](Call& call) {
            ++handled;
            return text_response(200, std::to_string(call.body_text().size()));
        });
    const auto serving = start();
    const std::string head =
        "POST /t/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n";
    Client refused{address()};
    EXPECT_EQ(refused.ask(head + "\r\n").status, 401);
    EXPECT_EQ(handled, 0);
    Client asking{address()};
    asking.send(head + "X-Key: right\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(asking.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(asking.ask(std::string(5'000'000, 'x')).body, "5000000");
    EXPECT_EQ(asking.ask(head + "X-Key: right\r\n\r\n" + std::string(5'000'000, 'x')).body,
              "5000000");
    EXPECT_EQ(handled, 2);
}

TEST_F(RunTest, a_large_answer_is_compressed_for_those_who_accept_it) {
    on.get("/t/text", [](Call&) { return text_response(200, std::string(50'000, 'a')); });
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(client.ask(http_get("/t/text")).body.size(), 50'000U);
    const auto packed = client.ask(http_get("/t/text", "Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(packed.field("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), 1000U);
}

}  // namespace
}  // namespace kith::http

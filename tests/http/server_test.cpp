// Tests of http/server.h: addresses, listening, connection cap, stopping.
#include "http/server.h"

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "tests/http/server_fixture.h"

namespace kith::http {
namespace {

using namespace test;

TEST(Addresses, common_forms_are_understood) {
    EXPECT_EQ(to_string(parse_address("127.0.0.1:8080")), "127.0.0.1:8080");
    EXPECT_EQ(to_string(parse_address("localhost:80")), "127.0.0.1:80");
    EXPECT_EQ(to_string(parse_address(":8000")), "127.0.0.1:8000");
    EXPECT_EQ(to_string(parse_address("2026")), "127.0.0.1:2026");
    EXPECT_EQ(to_string(parse_address("[::1]:8080")), "[::1]:8080");
    EXPECT_EQ(to_string(parse_address("0.0.0.0:0")), "0.0.0.0:0");
}

TEST(Addresses, others_are_refused) {
    for (const auto* text : {"", ":", "x:80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                             "127.0.0.1:+1", "[::1]", "[::1", "::1:80", "127.0.0.1:8080x", "80 "}) {
        EXPECT_THROW(parse_address(text), Error) << text;
    }
}

TEST(Addresses, loopback_is_told_apart) {
    EXPECT_TRUE(is_loopback({"127.0.0.1", 1}));
    EXPECT_TRUE(is_loopback({"::1", 1}));
    EXPECT_FALSE(is_loopback({"0.0.0.0", 1}));
    EXPECT_FALSE(is_loopback({"192.168.0.1", 1}));
}

class ListenTest : public ServerTest {
  protected:
    ListenTest() {
        on.get("/t/x", [](Call&) { return text_response(200, "x"); });
    }
};

TEST_F(ListenTest, several_addresses_serve_the_same_router) {
    Server both{{.listen = {{"127.0.0.1", 0}, {"127.0.0.2", 0}}}, router};
    both.start();
    for (const auto& address : both.addresses()) {
        Client client{address};
        EXPECT_EQ(client.ask(http_get("/t/x")).body, "x");
    }
}

TEST_F(ListenTest, a_taken_address_is_an_error_at_start) {
    const auto serving = start();
    try {
        const Server second{{.listen = {address()}}, router};
        FAIL() << "two servers on one port";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        EXPECT_NE(error.message().find(to_string(address())), std::string::npos);
    }
}

TEST_F(ListenTest, connections_beyond_the_cap_are_closed) {
    const auto serving = start({.max_connections = 2});
    Client one{address()}, two{address()};
    EXPECT_EQ(one.ask(http_get("/t/x")).body, "x");
    EXPECT_EQ(two.ask(http_get("/t/x")).body, "x");
    Client three{address()};
    three.send(http_get("/t/x"));
    EXPECT_TRUE(three.rest().empty());
    one.leave();
    EXPECT_TRUE(eventually([&] {
        Client again{address()};
        again.send(http_get("/t/x", "Connection: close\r\n"));
        return again.rest().ends_with("x");
    }));
}

TEST_F(ListenTest, after_stop_nobody_gets_in_and_idle_connections_close) {
    const auto serving = start();
    const auto where = address();
    Client idle{where};
    EXPECT_EQ(idle.ask(http_get("/t/x")).body, "x");
    EXPECT_TRUE(server->stop());
    EXPECT_TRUE(server->stop());
    EXPECT_TRUE(idle.closed());
    EXPECT_FALSE(Client{where}.connected());
}

TEST_F(ListenTest, stop_is_bounded_and_tells_when_work_did_not_end) {
    std::latch held{1}, go{1};
    on.get("/t/stubborn", [&](Call&) {
        held.count_down();
        go.wait();
    });
    const auto serving = start({.stop_deadline = 30ms});
    Client client{address()};
    client.send(http_get("/t/stubborn"));
    held.wait();
    EXPECT_FALSE(server->stop());
    go.count_down();
    server.reset();
}

TEST_F(ListenTest, a_server_that_never_started_ends_quietly) {
    const Server idle{{.listen = {{"127.0.0.1", 0}}}, router};
    EXPECT_NE(idle.addresses().at(0).port, 0);
}

TEST_F(ListenTest, many_clients_at_once_each_get_their_own_answer) {
    on.get("/t/{n}/echo", [](Call& call) { return text_response(200, call.path("n")); });
    const auto serving = start({.io_threads = 2, .quick_threads = 4});
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            Client client{address()};
            for (int i = 0; i < 50; ++i) {
                const auto name = std::to_string(t * 1000 + i);
                if (client.ask(http_get("/t/" + name + "/echo")).body == name) ++right;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 400);
}

}  // namespace
}  // namespace kith::http

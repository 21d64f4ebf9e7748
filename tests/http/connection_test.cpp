// Tests of http/connection.h: reading requests from real sockets, deadlines, limits.
#include "http/connection.h"

#include "tests/http/server_fixture.h"

namespace kith::http {
namespace {

using namespace test;

class ConnectionTest : public ServerTest {
  protected:
    ConnectionTest() {
        on.get("/t/quick", [](Call&) { return text_response(200, "quick"); });
        on.get("/t/now", [](Call&) { return text_response(200, "now"); }).immediate();
        const auto echo = [](Call& call) { return text_response(200, call.body_text()); };
        on.post("/t/echo", echo);
        on.get("/t/echo", echo);
        on.body_limit(4 * kBodyBytes).post("/t/large", [](Call& call) {
            return text_response(200, std::to_string(call.body_text().size()));
        });
        on.get("/t/peer", [](Call& call) { return text_response(200, call.request().peer); });
    }
};

TEST_F(ConnectionTest, keeps_the_connection_for_the_next_request) {
    const auto serving = start();
    Client client{address()};
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client.ask(http_get("/t/quick")).body, "quick");
        EXPECT_EQ(client.ask(http_get("/t/now")).body, "now");
    }
    EXPECT_EQ(server->counts().connections, 1U);
    EXPECT_EQ(server->counts().requests, 6U);
}

TEST_F(ConnectionTest, pipelined_requests_are_answered_in_order) {
    const auto serving = start();
    Client client{address()};
    std::string all;
    for (int i = 0; i < 50; ++i) {
        all += http_post("/t/echo", std::to_string(i)) + "\r\n" + http_get("/t/now");
    }
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        ASSERT_EQ(client.answer().body, std::to_string(i));
        ASSERT_EQ(client.answer().body, "now");
    }
}

TEST_F(ConnectionTest, closes_when_the_client_asks_for_it) {
    const auto serving = start();
    Client one{address()};
    const auto answer = one.ask(http_get("/t/now", "Connection: close\r\n"));
    EXPECT_EQ(answer.body, "now");
    EXPECT_EQ(answer.field("Connection"), "close");
    EXPECT_TRUE(one.closed());
    Client old{address()};
    EXPECT_EQ(old.ask("GET /t/quick HTTP/1.0\r\n\r\n").body, "quick");
    EXPECT_TRUE(old.closed());
    Client kept{address()};
    const auto first = kept.ask("GET /t/now HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(first.field("Connection"), "keep-alive");
    EXPECT_EQ(kept.ask(http_get("/t/now")).body, "now");
}

TEST_F(ConnectionTest, a_get_may_have_a_body) {
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(
        client.ask("GET /t/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}").body,
        "{}");
}

TEST_F(ConnectionTest, head_has_the_length_but_no_body) {
    const auto serving = start();
    Client client{address()};
    const auto answer = client.ask("HEAD /t/quick HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Content-Length"), "5");
    EXPECT_EQ(client.ask(http_get("/t/now")).body, "now");
}

TEST_F(ConnectionTest, bodies_of_every_size_arrive_whole) {
    const auto serving = start();
    Client client{address()};
    for (const std::size_t bytes : {0UL, 1UL, 4095UL, 4096UL, 70'000UL, 3'000'000UL}) {
        EXPECT_EQ(client.ask(http_post("/t/large", std::string(bytes, 'x'))).body,
                  std::to_string(bytes));
    }
}

TEST_F(ConnectionTest, too_large_a_body_is_413_in_the_dialect) {
    const auto serving = start();
    Client client{address()};
    client.send("POST /t/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\nabc");
    const auto answer = client.answer();
    EXPECT_EQ(answer.status, 413);
    EXPECT_NE(answer.body.find(R"("reason":"body_too_large")"), std::string::npos);
    client.end();
    EXPECT_TRUE(client.closed());
    Client chunked{address()};
    chunked.send("POST /t/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string piece = "10000\r\n" + std::string(65'536, 'x') + "\r\n";
    for (int i = 0; i < 17; ++i) chunked.send(piece);
    EXPECT_EQ(chunked.answer().status, 413);
}

TEST_F(ConnectionTest, a_client_that_asks_first_is_told_to_continue_or_refused) {
    const auto serving = start();
    const std::string fields =
        " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: ";
    Client client{address()};
    client.send("POST /t/echo" + fields + "2\r\n\r\n");
    EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.ask("ok").body, "ok");
    EXPECT_EQ(client.ask("POST /t/none" + fields + "2\r\n\r\n").status, 404);
    client.end();
    EXPECT_TRUE(client.closed());
    Client large{address()};
    EXPECT_EQ(large.ask("POST /t/echo" + fields + "9999999\r\n\r\n").status, 413);
    Client odd{address()};
    EXPECT_EQ(odd.ask("POST /t/echo HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n").status,
              417);
}

TEST_F(ConnectionTest, bad_requests_are_answered_and_closed) {
    const auto serving = start();
    for (const std::string& bad :
         {std::string{"nonsense\r\n\r\n"}, std::string{"GET / HTTP/1.1\r\n\r\n"},
          std::string{"POST /t/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}}) {
        Client client{address()};
        EXPECT_EQ(client.ask(bad).status, 400) << bad;
        client.end();
        EXPECT_TRUE(client.closed());
    }
    Client target{address()};
    EXPECT_EQ(target.ask(http_get("/t/now?" + std::string(65'536, 'q'))).status, 414);
    Client fields{address()};
    EXPECT_EQ(fields.ask(http_get("/t/now", "X: " + std::string(65'536, 'x') + "\r\n")).status,
              431);
}

TEST_F(ConnectionTest, a_foreign_host_is_421) {
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(client.ask("GET /t/now HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
    EXPECT_EQ(client.ask(http_get("/t/now")).status, 200);
}

TEST_F(ConnectionTest, a_slow_head_is_408) {
    const auto serving = start({.head_deadline = 50ms});
    Client client{address()};
    client.send("GET /t/now HTTP/1.1\r\nHost: local");
    EXPECT_EQ(client.answer().status, 408);
    client.end();
    EXPECT_TRUE(client.closed());
    Client silent{address()};
    EXPECT_TRUE(silent.closed());
}

TEST_F(ConnectionTest, a_slow_body_is_408) {
    const auto serving = start({.body_deadline = 50ms});
    Client client{address()};
    client.send("POST /t/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_EQ(client.answer().status, 408);
}

TEST_F(ConnectionTest, an_idle_connection_is_closed_without_a_word) {
    const auto serving = start({.idle_deadline = 50ms});
    Client client{address()};
    EXPECT_EQ(client.ask(http_get("/t/now")).body, "now");
    EXPECT_TRUE(client.closed());
}

TEST_F(ConnectionTest, the_peer_is_known) {
    const auto serving = start();
    Client client{address()};
    EXPECT_TRUE(client.ask(http_get("/t/peer")).body.starts_with("127.0.0.1:"));
}

}  // namespace
}  // namespace kith::http

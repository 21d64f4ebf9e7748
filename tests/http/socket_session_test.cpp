// Tests of http/socket_session.h: WebSockets over raw bytes.
#include "http/socket_session.h"

#include <atomic>
#include <functional>
#include <latch>
#include <mutex>
#include <vector>

#include "tests/http/frames.h"
#include "tests/http/server_fixture.h"

namespace kith::http {
namespace {

using namespace test;

constexpr std::size_t kLargestMessage = 1'000'000;

struct Record {
    std::mutex mutex;
    std::vector<std::string> calls;
    std::shared_ptr<SocketWriter> out;
    std::atomic<int> closed = 0;
    void add(std::string call) {
        const std::lock_guard guard{mutex};
        calls.push_back(std::move(call));
    }
};

class Echo final : public Socket {
  public:
    Echo(Record& record, std::string who) : record_{record}, who_{std::move(who)} {}
    void opened(std::shared_ptr<SocketWriter> out) override {
        record_.add("opened " + who_);
        out_ = out;
        out->send("welcome " + who_);
        const std::lock_guard guard{record_.mutex};
        record_.out = std::move(out);
    }
    void text(std::string message) override {
        if (message == "boom") throw Error{Errc::internal, "secret"};
        if (message == "bad") throw Error{Errc::invalid, "bad text"};
        if (message == "bye") return out_->close(4000, "bye");
        if (message == "flood") {
            for (int i = 0; i < 100'000; ++i) out_->send(std::string(1024, 'x'));
            return;
        }
        out_->send("echo " + message);
    }
    void failed(const Error& error) override { out_->send("failed " + error.message()); }
    void closed() override { ++record_.closed; }

  private:
    Record& record_;
    std::string who_;
    std::shared_ptr<SocketWriter> out_;
};

class SocketTest : public ServerTest {
  protected:
    SocketTest() {
        on.guarded([](Call& call) {
              require(call.query_or("key", "") != "wrong", Errc::unauthorized, "no");
          }).socket("/t/ws/{who}", {.message_bytes = kLargestMessage}, [this](Call& call) {
            return std::make_unique<Echo>(record, call.path("who"));
        });
        on.get("/t/x", [](Call&) { return text_response(200, "x"); });
    }
    void open(Client& client, std::string_view path = "/t/ws/a") {
        const auto answer = client.ask(handshake(path));
        ASSERT_EQ(answer.status, 101);
        EXPECT_EQ(answer.field("Sec-WebSocket-Accept"), kAccept);
        EXPECT_EQ(receive(client).opcode, 1);
    }
    Record record;
};

TEST_F(SocketTest, talks_both_ways) {
    const auto serving = start();
    Client client{address()};
    const auto answer = client.ask(handshake("/t/ws/%E9%98%BF%E6%A2%85"));
    EXPECT_EQ(answer.status, 101);
    EXPECT_EQ(receive(client).payload, "welcome 阿梅");
    client.send(frame(1, "一"));
    client.send(frame(1, "二"));
    EXPECT_EQ(receive(client).payload, "echo 一");
    EXPECT_EQ(receive(client).payload, "echo 二");
    const std::string large(500'000, 'y');
    client.send(frame(1, large));
    EXPECT_TRUE(receive(client).payload == "echo " + large);
    client.send(frame(9, "p"));
    const auto pong = receive(client);
    EXPECT_EQ(pong.opcode, 10);
    EXPECT_EQ(pong.payload, "p");
}

TEST_F(SocketTest, a_connection_may_be_used_before_it_is_upgraded) {
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(client.ask(http_get("/t/x")).body, "x");
    open(client);
}

TEST_F(SocketTest, guards_and_origins_refuse_the_handshake_with_an_ordinary_reply) {
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(client.ask(handshake("/t/ws/a?key=wrong")).status, 401);
    EXPECT_EQ(client.ask(handshake("/t/ws/a", "Origin: http://evil.example\r\n")).status, 403);
    const auto plain = client.ask(http_get("/t/ws/a"));
    EXPECT_EQ(plain.status, 426);
    EXPECT_EQ(plain.field("Upgrade"), "websocket");
    EXPECT_EQ(client.ask(http_get("/t/x")).body, "x");
}

TEST_F(SocketTest, what_a_message_throws_is_told_without_secrets) {
    const auto serving = start();
    Client client{address()};
    open(client);
    client.send(frame(1, "bad"));
    EXPECT_EQ(receive(client).payload, "failed bad text");
    client.send(frame(1, "boom"));
    EXPECT_EQ(receive(client).payload, "failed internal error");
    client.send(frame(1, "still"));
    EXPECT_EQ(receive(client).payload, "echo still");
}

TEST_F(SocketTest, closed_is_called_once_whoever_ends) {
    const auto serving = start();
    {
        Client leaves{address()};
        open(leaves);
    }
    EXPECT_TRUE(eventually([&] { return record.closed == 1; }));
    Client asks{address()};
    open(asks);
    asks.send(close_frame(1000));
    EXPECT_EQ(close_code_of(receive(asks)), 1000);
    EXPECT_TRUE(asks.closed());
    EXPECT_TRUE(eventually([&] { return record.closed == 2; }));
    Client told{address()};
    open(told);
    told.send(frame(1, "bye"));
    EXPECT_EQ(close_code_of(receive(told)), 4000);
    told.send(close_frame(4000));
    EXPECT_TRUE(eventually([&] { return record.closed == 3; }));
    EXPECT_FALSE(record.out->open());
    record.out->send("nobody hears this");
}

TEST_F(SocketTest, binary_and_too_large_messages_end_the_connection) {
    const auto serving = start();
    Client binary{address()};
    open(binary);
    binary.send(frame(2, "x"));
    EXPECT_EQ(close_code_of(receive(binary)), 1003);
    Client large{address()};
    open(large);
    large.send(frame(1, std::string(kLargestMessage + 1, 'x')));
    EXPECT_EQ(close_code_of(receive(large)), 1009);
    Client invalid{address()};
    open(invalid);
    invalid.send(frame(1, "\xFF"));
    EXPECT_EQ(close_code_of(receive(invalid)), 1007);
}

TEST_F(SocketTest, a_reader_that_is_too_slow_breaks_a_rule) {
    const auto serving = start();
    Client client{address()};
    open(client);
    client.send(frame(1, "flood"));
    EXPECT_EQ(receive_close(client), 1008);
}

TEST_F(SocketTest, silent_peers_are_pinged_and_dropped) {
    const auto serving = start({.socket_ping = 20ms, .socket_silence = 200ms});
    Client client{address()};
    open(client);
    EXPECT_EQ(receive(client).opcode, 9);
    client.rest();
    EXPECT_TRUE(eventually([&] { return record.closed == 1; }));
}

TEST_F(SocketTest, a_stopping_server_says_so) {
    const auto serving = start();
    Client client{address()};
    open(client);
    EXPECT_TRUE(server->stop());
    EXPECT_EQ(close_code_of(receive(client)), 1001);
    EXPECT_EQ(record.closed, 1);
}

TEST_F(SocketTest, frames_sent_before_the_answer_are_refused) {
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(client.ask(handshake("/t/ws/a") + frame(1, "early")).status, 400);
}

TEST_F(SocketTest, a_silent_peer_that_answers_pings_is_never_dropped) {
    const auto serving = start({.socket_ping = 20ms, .socket_silence = 200ms});
    Client client{address()};
    open(client);
    for (int i = 0; i < 25; ++i) {  // longer than the silence that is allowed
        ASSERT_EQ(receive(client).opcode, kPing);
        client.send(frame(kPong, ""));
    }
    EXPECT_EQ(record.closed, 0);
}

TEST_F(SocketTest, more_connections_than_allowed_are_refused_before_the_upgrade) {
    on.socket("/t/few", {.open = 2},
              [this](Call&) { return std::make_unique<Echo>(record, "few"); });
    const auto serving = start();
    Client first{address()}, third{address()};
    open(first, "/t/few");
    {
        Client second{address()};
        open(second, "/t/few");
        const auto full = third.ask(handshake("/t/few"));
        EXPECT_EQ(full.status, 503);
        EXPECT_NE(full.body.find("too many connections"), std::string::npos);
        Client elsewhere{address()};
        open(elsewhere);
    }
    EXPECT_TRUE(eventually([&] { return third.ask(handshake("/t/few")).status == 101; }));
}

TEST_F(SocketTest, a_flood_of_frames_breaks_a_rule) {
    on.socket("/t/calm", {.frames_per_second = 20, .flood_seconds = 1},
              [this](Call&) { return std::make_unique<Echo>(record, "calm"); });
    const auto serving = start();
    Client client{address()};
    open(client, "/t/calm");
    std::string many;
    for (int i = 0; i < 21; ++i) many += frame(kPong, "");
    client.send(many);
    EXPECT_EQ(receive_close(client), 1008);
}

TEST_F(SocketTest, one_payload_goes_to_many) {
    std::mutex mutex;
    std::vector<std::shared_ptr<SocketWriter>> all;
    struct Joins final : Socket {
        std::function<void(std::shared_ptr<SocketWriter>)> join;
        void opened(std::shared_ptr<SocketWriter> out) override { join(std::move(out)); }
        void text(std::string) override {}
        void failed(const Error&) override {}
        void closed() override {}
    };
    on.socket("/t/room", {}, [&](Call&) {
        auto joins = std::make_unique<Joins>();
        joins->join = [&](std::shared_ptr<SocketWriter> out) {
            const std::lock_guard guard{mutex};
            all.push_back(std::move(out));
        };
        return joins;
    });
    const auto serving = start();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<Client>(address()));
        ASSERT_EQ(clients.back()->ask(handshake("/t/room")).status, 101);
    }
    ASSERT_TRUE(eventually([&] {
        const std::lock_guard guard{mutex};
        return all.size() == clients.size();
    }));
    const auto news = std::make_shared<const std::string>(70'000, 'n');
    for (const auto& out : all) out->send(news);
    for (const auto& client : clients) EXPECT_TRUE(receive(*client).payload == *news);
    EXPECT_TRUE(eventually([&] { return news.use_count() == 1; }));  // nobody kept or copied it
}

// What waits for a commit: everybody goes on when the last one has come.
TEST_F(SocketTest, handlers_of_the_waiting_lane_wait_together) {
    constexpr int kMany = 48;
    std::latch commit{2 * kMany};
    struct Waits final : Socket {
        std::latch& commit;
        std::shared_ptr<SocketWriter> out;
        explicit Waits(std::latch& on) : commit{on} {}
        void opened(std::shared_ptr<SocketWriter> writer) override { out = std::move(writer); }
        void text(std::string message) override {
            commit.count_down();
            commit.wait();
            out->send(std::move(message));
        }
        void failed(const Error&) override {}
        void closed() override {}
    };
    on.waits().socket("/t/commit", {}, [&](Call&) { return std::make_unique<Waits>(commit); });
    on.post("/t/commit", [&](Call&) {
          commit.count_down();
          commit.wait();
      }).waits();
    const auto serving = start({.waits_threads = 2 * kMany});
    std::vector<std::unique_ptr<Client>> sockets, requests;
    for (int i = 0; i < kMany; ++i) {
        sockets.push_back(std::make_unique<Client>(address()));
        ASSERT_EQ(sockets.back()->ask(handshake("/t/commit")).status, 101);
        sockets.back()->send(frame(kText, std::to_string(i)));
        requests.push_back(std::make_unique<Client>(address()));
        requests.back()->send(http_post("/t/commit", ""));
    }
    for (int i = 0; i < kMany; ++i) {
        const auto at = static_cast<std::size_t>(i);
        EXPECT_EQ(receive(*sockets[at]).payload, std::to_string(i));
        EXPECT_EQ(requests[at]->answer().status, 200);
    }
}

}  // namespace
}  // namespace kith::http

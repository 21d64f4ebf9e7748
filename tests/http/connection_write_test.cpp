// Tests of http/connection_write.cpp: large answers, downloads, events.
#include <atomic>
#include <latch>

#include "http/connection.h"
#include "tests/http/server_fixture.h"

namespace kith::http {
namespace {

using namespace test;

class WriteTest : public ServerTest {};

TEST_F(WriteTest, a_large_answer_survives_a_slow_reader) {
    std::string large(20'000'000, 'x');
    for (std::size_t i = 0; i < large.size(); i += 1000)
        large[i] = static_cast<char>('a' + i / 1000 % 26);
    on.get("/t/large", [&](Call&) { return bytes_response(large, "image/png"); });
    const auto serving = start();
    Client client{address()};
    EXPECT_TRUE(client.ask(http_get("/t/large")).body == large);
    EXPECT_EQ(
        client.ask("HEAD /t/large HTTP/1.1\r\nHost: localhost\r\n\r\n").field("Content-Length"),
        "20000000");
    EXPECT_EQ(client.ask(http_get("/t/none")).status, 404);
}

TEST_F(WriteTest, a_reader_that_stops_reading_is_dropped) {
    on.get("/t/large",
           [](Call&) { return bytes_response(std::string(50'000'000, 'x'), "image/png"); });
    const auto serving = start({.write_deadline = 50ms});
    Client client{address()};
    client.send(http_get("/t/large"));
    client.until("\r\n\r\n");
    // Not reading is what is tested: the server gives up by itself, which stop() would otherwise
    // wait for.
    EXPECT_TRUE(eventually([&] { return client.reset(); }));
    EXPECT_LT(client.rest().size(), 50'000'000U);
}

TEST_F(WriteTest, a_download_of_unknown_length_comes_in_chunks) {
    on.get("/t/d", [](Call&) {
        return download(
            [](ByteSink& out, const Stop&) {
                for (int i = 0; i < 1000; ++i) out.write("row " + std::to_string(i) + "\n");
            },
            "导出.csv");
    });
    const auto serving = start();
    std::string wanted;
    for (int i = 0; i < 1000; ++i) wanted += "row " + std::to_string(i) + "\n";
    Client client{address()};
    const auto answer = client.ask(http_get("/t/d"));
    EXPECT_EQ(answer.field("Transfer-Encoding"), "chunked");
    EXPECT_EQ(answer.body, wanted);
    EXPECT_EQ(client.ask(http_get("/t/d")).body, wanted);
    client.send("GET /t/d HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(client.rest().ends_with("\r\n\r\n" + wanted));
}

TEST_F(WriteTest, a_download_waits_for_its_reader) {
    std::atomic<std::size_t> written = 0;
    on.get("/t/d", [&](Call&) {
        return download(
            [&](ByteSink& out, const Stop&) {
                const std::string piece(64 * 1024, 'x');
                for (int i = 0; i < 1600; ++i) {
                    out.write(piece);
                    written += piece.size();
                }
            },
            "x.bin", {}, 1600 * 64 * 1024);
    });
    const auto serving = start();
    Client client{address()};
    client.send(http_get("/t/d"));
    const auto head = client.answer(true);
    EXPECT_EQ(head.field("Content-Length"), "104857600");
    EXPECT_LT(written, 60'000'000U);  // sockets and our queue hold some megabytes, not all of it
    EXPECT_EQ(client.bytes(104'857'600).size(), 104'857'600U);
    EXPECT_EQ(client.ask(http_get("/t/none")).status, 404);
}

TEST_F(WriteTest, a_download_that_fails_late_breaks_the_connection) {
    on.get("/t/late", [](Call&) {
        return download(
            [](ByteSink& out, const Stop&) {
                out.write("some");
                throw Error{Errc::internal, "disk"};
            },
            "x.bin");
    });
    on.get("/t/short", [](Call&) {
        return download([](ByteSink& out, const Stop&) { out.write("some"); }, "x.bin", {}, 100);
    });
    on.get("/t/early", [](Call&) {
        return download([](ByteSink&, const Stop&) { throw Error{Errc::not_found, "gone"}; },
                        "x.bin");
    });
    const auto serving = start();
    Client late{address()};
    late.send(http_get("/t/late"));
    EXPECT_EQ(late.rest().find("0\r\n\r\n"), std::string::npos);
    Client cut{address()};
    cut.send(http_get("/t/short"));
    EXPECT_FALSE(cut.rest().ends_with("some" + std::string(96, ' ')));
    Client early{address()};
    EXPECT_EQ(early.ask(http_get("/t/early")).status, 404);
    EXPECT_EQ(early.ask(http_get("/t/early")).status, 404);
}

TEST_F(WriteTest, a_download_stops_when_its_reader_leaves) {
    std::atomic<bool> stopped = false;
    on.get("/t/d", [&](Call&) {
        return download(
            [&](ByteSink& out, const Stop&) {
                try {
                    for (;;) out.write(std::string(64 * 1024, 'x'));
                } catch (const Error& error) {
                    stopped = error.code() == Errc::cancelled;
                    throw;
                }
            },
            "x.bin");
    });
    const auto serving = start();
    Client client{address()};
    client.send(http_get("/t/d"));
    client.until("\r\n\r\n");
    client.leave();
    EXPECT_TRUE(eventually([&] { return stopped.load(); }));
}

TEST_F(WriteTest, events_arrive_one_by_one) {
    std::latch first_read{1};
    on.stream("GET", "/t/s", [&](Call&, EventStream& out) {
        out.send("one", {.name = "n"});
        first_read.wait();
        out.send("two");
    });
    const auto serving = start();
    Client client{address()};
    client.send(http_get("/t/s"));
    const auto head = client.answer(true);
    EXPECT_EQ(head.field("Content-Type"), "text/event-stream; charset=utf-8");
    EXPECT_EQ(head.field("Cache-Control"), "no-cache");
    EXPECT_EQ(head.field("X-Content-Type-Options"), "nosniff");
    client.until("event: n\ndata: one\n\n\r\n");
    first_read.count_down();
    client.until("data: two\n\n\r\n0\r\n\r\n");
    EXPECT_EQ(client.ask(http_get("/t/none")).status, 404);
}

TEST_F(WriteTest, a_silent_stream_sends_comments) {
    on.stream("GET", "/t/s", [](Call& call, EventStream& out) {
        out.open();
        call.stop().wait_for(kPatience);
    });
    const auto serving = start({.stream_comment = 20ms});
    Client client{address()};
    client.send(http_get("/t/s"));
    client.until("\r\n\r\n");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.until(":\n\n\r\n"), "3\r\n:\n\n\r\n");
}

TEST_F(WriteTest, a_stream_learns_that_its_client_left) {
    std::atomic<StopReason> reason = StopReason::none;
    std::atomic<bool> open = false;
    on.stream("GET", "/t/s", [&](Call& call, EventStream& out) {
        out.open();
        open = true;
        call.stop().wait_for(kPatience);
        reason = call.stop().reason();
    });
    const auto serving = start();
    Client client{address()};
    client.send(http_get("/t/s"));
    EXPECT_TRUE(eventually([&] { return open.load(); }));
    client.leave();
    EXPECT_TRUE(eventually([&] { return reason == StopReason::client_left; }));
}

TEST_F(WriteTest, too_many_streams_are_503) {
    std::latch go{1};
    std::atomic<int> open = 0;
    on.stream("GET", "/t/s", [&](Call&, EventStream& out) {
        out.open();
        ++open;
        go.wait();
    });
    const auto serving = start({.stream_threads = 2});
    Client one{address()}, two{address()}, three{address()};
    one.send(http_get("/t/s"));
    two.send(http_get("/t/s"));
    EXPECT_TRUE(eventually([&] { return open == 2; }));
    EXPECT_EQ(three.ask(http_get("/t/s")).status, 503);
    go.count_down();
    EXPECT_TRUE(one.answer().body.empty());
}

TEST_F(WriteTest, a_stream_ends_cleanly_when_the_server_stops) {
    on.stream("GET", "/t/s", [](Call& call, EventStream& out) {
        out.send("one");
        call.stop().wait_for(kPatience);
        out.send("never");
    });
    const auto serving = start();
    Client client{address()};
    client.send(http_get("/t/s"));
    client.until("data: one\n\n\r\n");
    EXPECT_TRUE(server->stop());
    EXPECT_EQ(client.rest(), "0\r\n\r\n");
}

TEST_F(WriteTest, a_stream_that_fails_at_once_is_an_ordinary_error) {
    on.stream("GET", "/t/s", [](Call&, EventStream&) { throw Error{Errc::conflict, "no"}; });
    const auto serving = start();
    Client client{address()};
    EXPECT_EQ(client.ask(http_get("/t/s")).status, 409);
    EXPECT_EQ(client.ask(http_get("/t/s")).status, 409);
}

}  // namespace
}  // namespace kith::http

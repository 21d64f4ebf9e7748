// How soon a request that is under way ends when it is asked to stop.
#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "tests/net/site.h"

namespace kith::net {
namespace {

// Asks to stop while `work` waits, and measures how long it takes to return.
std::chrono::milliseconds time_to_stop(Client& client, const Request& request,
                                       const std::shared_future<void>& under_way,
                                       const OnBytes& on_bytes) {
    StopSource source;
    auto waiting = std::async(std::launch::async, [&] {
        return failure_of(client, request, source.stop(), on_bytes).code;
    });
    under_way.wait();
    const auto begin = Clock::now();
    source.request(StopReason::client_left);
    EXPECT_EQ(waiting.get(), Errc::cancelled);
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
}

constexpr std::chrono::milliseconds kSoon{200};
const OnBytes kIgnore = [](const Response&, std::string_view) {};

TEST(CurlClientStop, a_stop_ends_the_wait_for_a_silent_server) {
    std::promise<void> asked;
    LoopbackServer server{[&](Peer& peer) {
        peer.request();
        asked.set_value();
        peer.wait_for_end();
    }};
    CurlClient client;
    EXPECT_LT(time_to_stop(client, get(server.url()), asked.get_future().share(), kIgnore), kSoon);
}

TEST(CurlClientStop, a_stop_is_heard_at_once) {
    std::vector<std::chrono::milliseconds> times;
    for (int i = 0; i < 7; ++i) {
        std::promise<void> asked;
        LoopbackServer server{[&](Peer& peer) {
            peer.request();
            asked.set_value();
            peer.wait_for_end();
        }};
        CurlClient client;
        times.push_back(
            time_to_stop(client, get(server.url()), asked.get_future().share(), kIgnore));
    }
    std::ranges::sort(times);
    EXPECT_LE(times[3].count(), 50);  // the middle one: others may be held up by a busy machine
}

TEST(CurlClientStop, a_stop_ends_a_stream_that_flows) {
    LoopbackServer server{[&](Peer& peer) {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.send("64\r\n" + std::string(100, 'x') + "\r\n")) {
        }
    }};
    std::promise<void> flows;
    std::size_t seen = 0;
    const OnBytes count = [&](const Response&, std::string_view bytes) {
        if (seen == 0) flows.set_value();
        seen += bytes.size();
    };
    CurlClient client;
    auto request = get(server.url());
    request.max_bytes = std::size_t{1} << 40;
    request.timeout = {};
    EXPECT_LT(time_to_stop(client, request, flows.get_future().share(), count), kSoon);
}

TEST(CurlClientStop, a_stop_ends_a_lookup_that_hangs) {
    std::promise<void> begun, go;
    CurlClient client{{}, [&, gone = go.get_future().share()](const std::string&) {
                          begun.set_value();
                          gone.wait();
                          return std::vector<Address>{};
                      }};
    EXPECT_LT(
        time_to_stop(client, get("http://slow.example/"), begun.get_future().share(), kIgnore),
        kSoon);
    go.set_value();
}

TEST(CurlClientStop, a_stop_that_came_before_sends_nothing) {
    Site site{[](Peer& peer, const std::string&) { peer.answer("ok"); }};
    CurlClient client;
    StopSource source;
    source.deadline(Clock::now());
    EXPECT_EQ(failure_of(client, get(site.server.url()), source.stop()).code, Errc::timeout);
    EXPECT_EQ(site.server.connections(), 0);
}

}  // namespace
}  // namespace kith::net

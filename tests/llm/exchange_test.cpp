// Requests to providers that answer badly, late, or not at all.
#include "llm/exchange.h"

#include <gtest/gtest.h>

#include <future>

#include "tests/llm/asking.h"

namespace kith::llm {
namespace {

constexpr Limits kQuick{1s, 0s, 5s, 0s, 1 << 20};

struct Told {
    std::optional<Errc> code;
    std::string message, reason;
    int status = 0;
    std::optional<std::chrono::seconds> retry_after;
};

Told told(
    const std::string& url, const Limits& limits = kQuick, const Stop& stop = {},
    const Exchange::OnBytes& on_bytes = [](const net::Response&, std::string_view) {
        return Exchange::More::yes;
    }) {
    World world;
    const Exchange exchange{world.client, world.clock, {}, {std::string{kCanary}}};
    const Post post{url, {{"X-Key", std::string{kCanary}}}, "{}"};
    try {
        exchange.stream(post, limits, on_bytes, stop);
    } catch (const UpstreamError& error) {
        EXPECT_EQ((error.message() + error.notes()).find(kCanary), std::string::npos);
        return {error.code(), error.message(), error.reason(), error.status(), error.retry_after()};
    } catch (const Error& error) {
        EXPECT_EQ((error.message() + error.notes()).find(kCanary), std::string::npos);
        return {error.code(), error.message(), error.reason(), 0, {}};
    }
    return {};
}

Told told_by(std::string reply) {
    auto server = sends(std::move(reply));
    return told(server.url("/x"));
}

std::string reply(std::string_view status, std::string_view headers, std::string_view body) {
    return "HTTP/1.1 " + std::string{status} + "\r\n" + std::string{headers} +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

TEST(Exchange, a_status_tells_whether_another_try_may_help_and_when) {
    const auto busy =
        told_by(reply("429 Too Many Requests", "Retry-After: 17\r\n", R"({"error":"slow"})"));
    EXPECT_EQ(busy.code, Errc::upstream);
    EXPECT_EQ(busy.message, R"(API 错误 429：{"error":"slow"})");
    EXPECT_EQ(busy.reason, "retry");
    EXPECT_EQ(busy.status, 429);
    EXPECT_EQ(busy.retry_after, std::chrono::seconds{17});
    const auto date =
        told_by(reply("503 Busy", "Retry-After: Sun, 30 Aug 2015 12:36:40 GMT\r\n", ""));
    EXPECT_EQ(date.retry_after, std::chrono::seconds{40});
    const auto refused = told_by(reply("401 Unauthorized", "", std::string{kCanary} + "无效"));
    EXPECT_EQ(refused.message, "API 错误 401：***无效");
    EXPECT_EQ(refused.reason, "");
    EXPECT_EQ(refused.retry_after, std::nullopt);
    EXPECT_EQ(told_by(reply("204 No Content", "", "")).message, "API 错误 204：");
}

TEST(Exchange, a_redirect_is_not_followed) {
    auto other = sends(reply("200 OK", "", "secret"));
    const auto moved =
        told_by(reply("307 Temporary Redirect", "Location: " + other.url("/") + "\r\n", "moved"));
    EXPECT_EQ(moved.message, "API 错误 307：moved");
    EXPECT_EQ(other.connections(), 0);
}

TEST(Exchange, an_endless_or_cut_refusal_is_still_told) {
    tests::StandIn endless{[](const tests::Asked&, net::Peer& peer) {
        peer.send("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.send(tests::chunk(std::string(1000, 'e')))) {
        }
    }};
    EXPECT_EQ(told(endless.url()).message, "API 错误 500：" + std::string(200, 'e') + "…");
    EXPECT_EQ(told_by("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\nhalf").message,
              "API 错误 500：half");
}

TEST(Exchange, no_connection_and_a_broken_reply_are_failed_requests) {
    std::string gone;
    {
        auto server = sends("");
        gone = server.url();
    }
    const auto nobody = told(gone);
    EXPECT_EQ(nobody.code, Errc::upstream);
    EXPECT_EQ(nobody.message, "请求失败：the other server could not be reached");
    EXPECT_EQ(nobody.reason, "retry");
    EXPECT_EQ(told_by("").reason, "retry");
    EXPECT_EQ(told_by("garbage\r\n\r\n").reason, "retry");
    EXPECT_EQ(told_by("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").message,
              "请求失败：the other server could not be reached");
    const auto odd = told("ftp://127.0.0.1/x");
    EXPECT_EQ(odd.code, Errc::invalid);
    EXPECT_TRUE(odd.message.starts_with("请求失败：not a usable web address")) << odd.message;
}

TEST(Exchange, silence_is_a_timeout_before_and_after_the_head) {
    tests::StandIn silent{[](const tests::Asked&, net::Peer& peer) { peer.wait_for_end(); }};
    const auto late = told(silent.url(), {1s, 60ms, 0s, 0s, 1 << 20});
    EXPECT_EQ(late.code, Errc::timeout);
    EXPECT_EQ(late.message, "请求失败：the other server took too long");
    EXPECT_EQ(told(silent.url(), {1s, 0s, 60ms, 0s, 1 << 20}).code, Errc::timeout);
}

TEST(Exchange, a_reply_beyond_its_limit_is_refused) {
    tests::StandIn endless{[](const tests::Asked&, net::Peer& peer) {
        peer.send(tests::head_of("text/event-stream", tests::kChunked));
        while (peer.send(tests::chunk(std::string(1 << 16, 'x')))) {
        }
    }};
    const auto much = told(endless.url());
    EXPECT_EQ(much.code, Errc::upstream);
    EXPECT_EQ(much.message, "请求失败：the answer is too large");
    EXPECT_EQ(much.reason, "");
}

TEST(Exchange, the_reader_may_end_it_and_may_throw) {
    tests::StandIn endless{[](const tests::Asked&, net::Peer& peer) {
        peer.send(tests::head_of("text/event-stream", tests::kChunked));
        while (peer.send(tests::chunk(std::string(100, 'x')))) {
        }
    }};
    EXPECT_EQ(told(endless.url(), kQuick, {},
                   [](const net::Response&, std::string_view) { return Exchange::More::no; })
                  .code,
              std::nullopt);
    const auto thrown = told(endless.url(), kQuick, {}, [](const net::Response&, std::string_view) {
        throw Error{Errc::timeout, "mine"};
        return Exchange::More::no;
    });
    EXPECT_EQ(thrown.message, "mine");
}

TEST(Exchange, a_stop_is_what_it_was) {
    std::promise<void> asked;
    tests::StandIn silent{[&](const tests::Asked&, net::Peer& peer) {
        asked.set_value();
        peer.wait_for_end();
    }};
    StopSource source;
    auto waiting =
        std::async(std::launch::async, [&] { return told(silent.url(), kQuick, source.stop()); });
    asked.get_future().wait();
    source.request(StopReason::user);
    const auto stopped = waiting.get();
    EXPECT_EQ(stopped.code, Errc::cancelled);
    EXPECT_EQ(stopped.reason, "user");
    StopSource late;
    late.deadline(std::chrono::steady_clock::now());
    EXPECT_EQ(told(silent.url(), kQuick, late.stop()).message, "the operation took too long");
}

TEST(Limits, are_those_of_the_contract) {
    EXPECT_EQ(kStreamLimits.connect, 15s);
    EXPECT_EQ(kStreamLimits.first_byte, 60s);
    EXPECT_EQ(kStreamLimits.total, 0s);
    EXPECT_EQ(kWholeLimits.connect, 15s);
    EXPECT_EQ(kWholeLimits.first_byte, 0s);
    EXPECT_EQ(kWholeLimits.total, 5min);
    EXPECT_EQ(kEmbedLimits.connect, 10s);
    EXPECT_EQ(kEmbedLimits.total, 60s);
    EXPECT_GT(kTokenLimits.total, 0s);
}

}  // namespace
}  // namespace kith::llm

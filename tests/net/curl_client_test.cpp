// The real client against a peer on the loopback interface: what is sent, refused, limited,
// stopped.
#include "net/curl_client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <future>

#include "tests/net/site.h"

namespace kith::net {
namespace {

TEST(CurlClient, gets_status_headers_and_body) {
    Site site{[](Peer& peer, const std::string&) {
        peer.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
        peer.answer("图片", "404 Not Found", "Content-Type: image/png\r\nX-A:  b \r\n");
    }};
    CurlClient client;
    auto request = get(site.server.url("127.0.0.1", "/a?b=%E4%B8%AD"));
    request.headers = {{"User-Agent", "Kith"}, {"X-Empty", ""}};
    const auto reply = client.send(request, {});
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.body, "图片");
    EXPECT_EQ(reply.header("content-type"), "image/png");
    EXPECT_EQ(reply.header("x-a"), "b");
    EXPECT_EQ(reply.header("link"), "");
    EXPECT_TRUE(site.last().starts_with("GET /a?b=%E4%B8%AD HTTP/1.1\r\n")) << site.last();
    EXPECT_TRUE(contains(site.last(), "User-Agent: Kith\r\n"));
    EXPECT_TRUE(contains(site.last(), "X-Empty:"));
}

TEST(CurlClient, sends_large_bodies_without_expect_and_without_a_made_up_type) {
    Site site{[](Peer& peer, const std::string&) { peer.answer(""); }};
    CurlClient client;
    auto request = get(site.server.url());
    request.method = "PUT";
    request.body = std::string(3 << 20, 'x') + std::string{"\0end", 4};
    EXPECT_EQ(client.send(request, {}).status, 200);
    const auto sent = site.last();
    EXPECT_TRUE(sent.starts_with("PUT / HTTP/1.1\r\n"));
    const auto head = sent.substr(0, sent.find("\r\n\r\n"));
    EXPECT_FALSE(contains(head, "Expect")) << head;
    EXPECT_FALSE(contains(head, "Content-Type")) << head;
    EXPECT_TRUE(sent.ends_with(request.body));
}

TEST(CurlClient, internal_addresses_are_refused_however_they_are_spelled) {
    Site site{[](Peer& peer, const std::string&) { peer.answer("secret"); }};
    CurlClient client;
    for (const auto* host :
         {"127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001", "localhost", "LOCALHOST",
          "localhost.", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
          "127.0.0.1.", "%3127.0.0.1"}) {
        const auto failure = failure_of(client, {.url = site.server.url(host)});
        EXPECT_EQ(failure.code, Errc::forbidden) << host;
        EXPECT_EQ(failure.reason, "address") << host;
    }
    EXPECT_EQ(site.server.connections(), 0);
}

TEST(CurlClient, one_internal_address_among_several_is_enough_to_refuse) {
    CurlClient client{{}, [](const std::string&) {
                          return std::vector{*parse_address("8.8.8.8"), *parse_address("10.0.0.1")};
                      }};
    EXPECT_EQ(failure_of(client, {.url = "http://two.example/"}).code, Errc::forbidden);
}

TEST(CurlClient, a_name_is_looked_up_once_and_the_connection_goes_there) {
    Site site{[](Peer& peer, const std::string&) { peer.answer("ok"); }};
    std::atomic<int> lookups{0};
    // The second answer would be another machine: a name that changes between check and use.
    CurlClient client{
        {}, [&](const std::string& host) {
            EXPECT_EQ(host, "pinned.example");
            return std::vector{*parse_address(++lookups == 1 ? "127.0.0.1" : "127.0.0.2")};
        }};
    EXPECT_EQ(client.send(get(site.server.url("pinned.example")), {}).body, "ok");
    EXPECT_EQ(lookups, 1);
    EXPECT_TRUE(contains(site.last(), "Host: pinned.example:"));
    EXPECT_EQ(failure_of(client, get(site.server.url("pinned.example"))).code, Errc::forbidden);
    EXPECT_EQ(site.count(), 1U);
}

TEST(CurlClient, a_connection_made_without_a_policy_is_not_used_under_one) {
    Site site{[](Peer& peer, const std::string&) { peer.answer("ok"); }};
    CurlClient client;
    auto request = get(site.server.url());
    request.addresses = {};
    client.send(request, {});
    client.send(request, {});
    EXPECT_EQ(site.server.connections(), 1);  // kept and used again
    client.send(get(site.server.url()), {});
    EXPECT_EQ(site.server.connections(), 2);
    client.send(request, {});
    EXPECT_EQ(site.count(), 4U);
}

TEST(CurlClient, redirects_are_followed_up_to_the_limit) {
    Site site{[](Peer& peer, const std::string& path) {
        const int left = std::stoi(path.substr(1));
        if (left == 0) return peer.answer("here");
        redirect(peer, "/" + std::to_string(left - 1));
    }};
    CurlClient client;
    const auto reply = client.send(get(site.server.url("127.0.0.1", "/5")), {});
    EXPECT_EQ(reply.body, "here");
    EXPECT_EQ(reply.url, site.server.url("127.0.0.1", "/0"));
    const auto failure = failure_of(client, get(site.server.url("127.0.0.1", "/6")));
    EXPECT_EQ(failure.code, Errc::upstream);
    EXPECT_EQ(failure.reason, "redirects");
    auto none = get(site.server.url("127.0.0.1", "/3"));
    none.max_redirects = 0;
    EXPECT_EQ(client.send(none, {}).status, 302);
}

TEST(CurlClient, every_hop_of_a_redirect_is_checked) {
    Site inner{[](Peer& peer, const std::string&) { peer.answer("secret"); }, "127.0.0.2"};
    std::string target;
    Site outer{[&](Peer& peer, const std::string&) { redirect(peer, target); }};
    CurlClient client;
    target = inner.server.url("127.0.0.2");
    EXPECT_EQ(failure_of(client, get(outer.server.url())).code, Errc::forbidden);
    target = inner.server.url("2130706434");
    EXPECT_EQ(failure_of(client, get(outer.server.url())).code, Errc::forbidden);
    for (const auto* odd : {"file:///etc/passwd", "gopher://x/", "http://u:p@8.8.8.8/"}) {
        target = odd;
        EXPECT_EQ(failure_of(client, get(outer.server.url())).code, Errc::upstream) << odd;
    }
    EXPECT_EQ(inner.server.connections(), 0);
}

TEST(CurlClient, a_configured_internal_server_may_redirect_to_itself_and_nowhere_else_inside) {
    Site other{[](Peer& peer, const std::string&) { peer.answer("secret"); }};
    Site configured{[&](Peer& peer, const std::string& path) {
        if (path == "/done") return peer.answer("ok");
        redirect(peer, path == "/away" ? other.server.url() : "/done");
    }};
    CurlClient client;
    Request request{.url = configured.server.url("127.0.0.1", "/here"), .addresses = {}};
    EXPECT_EQ(client.send(request, {}).body, "ok");
    request.url = configured.server.url("127.0.0.1", "/away");
    EXPECT_EQ(failure_of(client, request).code, Errc::forbidden);
    EXPECT_EQ(other.server.connections(), 0);
    request.redirects = only_first_loopback;
    EXPECT_EQ(client.send(request, {}).body, "secret");
}

TEST(CurlClient, a_redirect_to_another_origin_loses_the_keys) {
    Site other{[](Peer& peer, const std::string&) { peer.answer("ok"); }};
    Site first{[&](Peer& peer, const std::string&) {
        redirect(peer, other.server.url(), "307 Temporary Redirect");
    }};
    CurlClient client;
    auto request = get(first.server.url());
    request.method = "POST";
    request.body = "x=1";
    request.headers = {{"Authorization", "Bearer k"},
                       {"X-Api-Key", "k"},
                       {"Cookie", "k"},
                       {"Accept", "image/*"},
                       {"Content-Type", "text/plain"}};
    client.send(request, {});
    EXPECT_TRUE(contains(first.last(), "Bearer k"));
    const auto asked = other.last();
    EXPECT_TRUE(asked.starts_with("POST "));
    EXPECT_TRUE(contains(asked, "Accept: image/*"));
    EXPECT_TRUE(contains(asked, "text/plain"));
    EXPECT_TRUE(asked.ends_with("x=1"));
    for (const auto* key : {"Authorization", "X-Api-Key", "Cookie"}) {
        EXPECT_FALSE(contains(asked, key)) << key;
    }
}

TEST(CurlClient, see_other_turns_a_post_into_a_get) {
    Site site{[](Peer& peer, const std::string& path) {
        if (path == "/done") return peer.answer("ok");
        redirect(peer, "/done", path == "/303" ? "303 See Other" : "302 Found");
    }};
    CurlClient client;
    for (const auto* path : {"/303", "/302"}) {
        auto request = get(site.server.url("127.0.0.1", path));
        request.method = "POST";
        request.body = "x=1";
        request.headers = {{"Content-Type", "text/plain"}};
        EXPECT_EQ(client.send(request, {}).body, "ok");
        EXPECT_TRUE(site.last().starts_with("GET /done"));
        EXPECT_FALSE(contains(site.last(), "Content-Type"));
    }
}

TEST(CurlClient, a_body_above_the_limit_is_an_error_declared_or_not) {
    Site site{[](Peer& peer, const std::string& path) {
        if (path == "/declared") {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
            return peer.wait_for_end();
        }
        if (path == "/exact") return peer.answer(std::string(1000, 'x'));
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.send("64\r\n" + std::string(100, 'x') + "\r\n")) {
        }
    }};
    CurlClient client;
    for (const auto* path : {"/declared", "/endless"}) {
        auto request = get(site.server.url("127.0.0.1", path));
        request.max_bytes = 1000;
        std::size_t seen = 0;
        const auto failure =
            failure_of(client, request, {},
                       [&](const Response&, std::string_view bytes) { seen += bytes.size(); });
        EXPECT_EQ(failure.code, Errc::too_large) << path;
        EXPECT_LE(seen, 1000U);
    }
    auto exact = get(site.server.url("127.0.0.1", "/exact"));
    exact.max_bytes = 1000;
    EXPECT_EQ(client.send(exact, {}).body.size(), 1000U);
    exact.method = "HEAD";
    exact.max_bytes = 10;
    Site head{[](Peer& peer, const std::string&) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
    }};
    exact.url = head.server.url();
    EXPECT_EQ(client.send(exact, {}).header("content-length"), "5000");
}

TEST(CurlClient, a_line_of_four_gigabytes_ends_at_the_limit) {
    std::atomic<std::size_t> sent{0};
    Site site{[&](Peer& peer, const std::string&) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n");
        const std::string block(1 << 16, 'x');
        while (sent < (std::size_t{4} << 30) && peer.send(block)) sent += block.size();
    }};
    CurlClient client;
    auto request = get(site.server.url());
    EXPECT_EQ(failure_of(client, request).code, Errc::too_large);  // told beforehand
    request.max_bytes = std::size_t{5} << 30;
    std::size_t seen = 0;
    const auto failure =
        failure_of(client, request, {}, [&](const Response&, std::string_view bytes) {
            seen += bytes.size();
            if (seen > 1 << 20) throw Error{Errc::too_large, "enough"};
        });
    EXPECT_EQ(failure.code, Errc::too_large);
    EXPECT_LT(sent, std::size_t{64} << 20);  // what fits into sockets, not four gigabytes
}

TEST(CurlClient, endless_headers_are_an_error) {
    Site site{[](Peer& peer, const std::string&) {
        peer.send("HTTP/1.1 200 OK\r\n");
        while (peer.send("X-Header: " + std::string(1000, 'x') + "\r\n")) {
        }
    }};
    CurlClient client;
    EXPECT_EQ(failure_of(client, get(site.server.url())).code, Errc::upstream);
}

TEST(CurlClient, a_silent_server_is_a_timeout) {
    Site site{[](Peer& peer, const std::string&) { peer.wait_for_end(); }};
    CurlClient client;
    auto request = get(site.server.url());
    request.timeout = std::chrono::milliseconds{60};
    EXPECT_EQ(failure_of(client, request).code, Errc::timeout);
}

TEST(CurlClient, a_head_that_does_not_come_is_a_timeout_and_a_long_body_is_none) {
    std::atomic<bool> ended{false};
    Site site{[&](Peer& peer, const std::string& path) {
        if (path == "/silent") return peer.wait_for_end();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n");
        while (!ended) std::this_thread::yield();
        peer.send("x");
    }};
    CurlClient client;
    auto request = get(site.server.url("127.0.0.1", "/silent"));
    request.timeout = {};
    request.first_byte = std::chrono::milliseconds{60};
    EXPECT_EQ(failure_of(client, request).code, Errc::timeout);
    request.url = site.server.url("127.0.0.1", "/slow");
    request.first_byte = std::chrono::milliseconds{500};
    const auto begin = Clock::now();
    std::thread later{[&] {
        while (Clock::now() < begin + std::chrono::milliseconds{600}) std::this_thread::yield();
        ended = true;
    }};
    EXPECT_EQ(client.send(request, {}).body, "x");
    later.join();
}

TEST(CurlClient, a_broken_or_absent_server_is_an_upstream_error) {
    CurlClient client;
    LoopbackServer cut{[](Peer& peer) {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    }};
    EXPECT_EQ(failure_of(client, get(cut.url())).code, Errc::upstream);
    LoopbackServer odd{[](Peer& peer) {
        peer.request();
        peer.send("hello\r\n\r\n");
    }};
    EXPECT_EQ(failure_of(client, get(odd.url())).code, Errc::upstream);
    std::string gone;
    {
        const LoopbackServer closed{[](Peer&) {}};
        gone = closed.url();
    }
    EXPECT_EQ(failure_of(client, get(gone)).code, Errc::upstream);
}

TEST(CurlClient, what_the_reader_throws_ends_the_request) {
    LoopbackServer server{[&](Peer& peer) {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.send("64\r\n" + std::string(100, 'x') + "\r\n")) {
        }
    }};
    CurlClient client;
    const auto failure =
        failure_of(client, get(server.url()), {}, [](const Response& head, std::string_view) {
            EXPECT_EQ(head.status, 200);
            throw Error{Errc::conflict, "enough"};
        });
    EXPECT_EQ(failure.code, Errc::conflict);
}

TEST(CurlClient, a_slow_reader_holds_the_server_back_and_loses_nothing) {
    constexpr std::size_t kBytes = 24 << 20;
    std::atomic<std::size_t> sent{0};
    LoopbackServer server{[&](Peer& peer) {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kBytes) + "\r\n\r\n");
        std::string piece(1 << 16, 0);
        for (std::size_t at = 0; at < kBytes; at += piece.size()) {
            for (std::size_t i = 0; i < piece.size(); ++i) {
                piece[i] = static_cast<char>((at + i) % 251);
            }
            if (!peer.send(piece)) return;
            sent += piece.size();
        }
    }};
    CurlClient client;
    auto request = get(server.url());
    request.max_bytes = kBytes;
    std::size_t seen = 0, largest = 0, wrong = 0;
    client.stream(request,
                  [&](const Response&, std::string_view bytes) {
                      for (const char byte : bytes)
                          wrong += byte == static_cast<char>(seen++ % 251) ? 0 : 1;
                      largest = std::max(largest, bytes.size());
                  },
                  {});
    EXPECT_EQ(seen, kBytes);
    EXPECT_EQ(wrong, 0U);
    EXPECT_LE(largest, std::size_t{300} << 10);  // what waits in memory is limited
}

TEST(CurlClient, many_requests_at_once_each_get_their_own_answer) {
    Site site{[](Peer& peer, const std::string& path) { peer.answer("answer to " + path); }};
    CurlClient client;
    std::vector<std::future<std::string>> replies;
    constexpr int kAtOnce = 60;
    for (int i = 0; i < kAtOnce; ++i) {
        replies.push_back(std::async(std::launch::async, [&, i] {
            return client.send(get(site.server.url("127.0.0.1", "/" + std::to_string(i))), {}).body;
        }));
    }
    for (int i = 0; i < kAtOnce; ++i) {
        EXPECT_EQ(replies[static_cast<std::size_t>(i)].get(), "answer to /" + std::to_string(i));
    }
}

TEST(CurlClient, proxies_of_the_environment_are_not_used_and_a_configured_one_is) {
    Site site{[](Peer& peer, const std::string&) { peer.answer("direct"); }};
    Site proxy{[](Peer& peer, const std::string&) { peer.answer("by proxy"); }};
    for (const auto* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}) {
        setenv(name, proxy.server.url().c_str(), 1);
    }
    CurlClient direct;
    EXPECT_EQ(direct.send(get(site.server.url()), {}).body, "direct");
    for (const auto* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}) unsetenv(name);
    CurlClient proxied{{.proxy = proxy.server.url()}};
    EXPECT_EQ(proxied.send(get(site.server.url()), {}).body, "by proxy");
    EXPECT_EQ(failure_of(proxied, {.url = site.server.url()}).code, Errc::forbidden);
}

TEST(CurlClient, unusable_addresses_are_invalid) {
    CurlClient client;
    for (const auto* url : {"", "ftp://8.8.8.8/", "file:///etc/passwd", "http://a:b@8.8.8.8/"}) {
        EXPECT_EQ(failure_of(client, {.url = url}).code, Errc::invalid) << url;
    }
}

}  // namespace
}  // namespace kith::net

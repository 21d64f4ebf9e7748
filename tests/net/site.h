// A site on the loopback interface that keeps what it was asked, and shorthands for asking it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>

#include "base/error.h"
#include "net/curl_client.h"
#include "tests/net/loopback_server.h"

namespace kith::net {

using Clock = std::chrono::steady_clock;

inline bool only_first_loopback(const Address& address) {
    return address.text() == "127.0.0.1";
}

inline Request get(std::string url) {
    return {
        .url = std::move(url), .addresses = only_first_loopback, .redirects = only_first_loopback};
}

struct Failure {
    Errc code = Errc::internal;
    std::string reason;
};

inline Failure failure_of(
    Client& client, const Request& request, const Stop& stop = {},
    const OnBytes& on_bytes = [](const Response&, std::string_view) {}) {
    try {
        client.stream(request, on_bytes, stop);
    } catch (const Error& error) {
        return {error.code(), error.reason()};
    }
    ADD_FAILURE() << "nothing was thrown for " << request.url;
    return {};
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// A server that keeps what it was asked, and answers by path.
struct Site {
    std::mutex mutex;
    std::vector<std::string> asked;
    std::function<void(Peer&, const std::string& path)> answer;
    LoopbackServer server;

    explicit Site(std::function<void(Peer&, const std::string&)> how,
                  const char* address = "127.0.0.1")
        : answer{std::move(how)}, server{[this](Peer& peer) { serve(peer); }, address} {}

    void serve(Peer& peer) {
        for (auto request = peer.request(); !request.empty(); request = peer.request()) {
            const auto begin = request.find(' ') + 1;
            const auto path = request.substr(begin, request.find(' ', begin) - begin);
            {
                const std::lock_guard guard{mutex};
                asked.push_back(request);
            }
            answer(peer, path);
        }
    }
    std::string last() {
        const std::lock_guard guard{mutex};
        return asked.empty() ? std::string{} : asked.back();
    }
    std::size_t count() {
        const std::lock_guard guard{mutex};
        return asked.size();
    }
};

inline void redirect(Peer& peer, const std::string& to, const std::string& status = "302 Found") {
    peer.answer("moved", status, "Location: " + to + "\r\n");
}

}  // namespace kith::net

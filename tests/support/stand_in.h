// A server that stands in for somebody else's: keeps each request as it came and answers as a test
// says. Real sockets on the loopback interface.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/net/loopback_server.h"

namespace kith::tests {

struct Asked {
    std::string method, target, body;
    std::map<std::string, std::string> headers;  // names in lower case

    // "" when absent.
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

inline Asked parse_request(const std::string& text) {
    Asked out;
    const auto head_end = text.find("\r\n\r\n");
    out.body = text.substr(head_end + 4);
    auto line_end = text.find("\r\n");
    const auto first = text.substr(0, line_end);
    const auto blank = first.find(' ');
    out.method = first.substr(0, blank);
    out.target = first.substr(blank + 1, first.rfind(' ') - blank - 1);
    while (line_end < head_end) {
        const auto begin = line_end + 2;
        line_end = text.find("\r\n", begin);
        const auto line = text.substr(begin, line_end - begin);
        const auto colon = line.find(':');
        auto name = line.substr(0, colon);
        for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const auto value = line.find_first_not_of(' ', colon + 1);
        out.headers[name] = value == std::string::npos ? "" : line.substr(value);
    }
    return out;
}

// "HTTP/1.1 200 OK" and its headers; the body follows in chunks (see chunk()) or until the end.
inline std::string head_of(std::string_view type, std::string_view more = "") {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + std::string{type} + "\r\n" + std::string{more} +
           "\r\n";
}
inline constexpr std::string_view kChunked = "Transfer-Encoding: chunked\r\n";
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";
inline std::string chunk(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string size;
    for (auto left = bytes.size(); left > 0; left /= 16) size.insert(0, 1, kDigits[left % 16]);
    return size + "\r\n" + std::string{bytes} + "\r\n";
}

class StandIn {
  public:
    using Answer = std::function<void(const Asked& asked, net::Peer& peer)>;
    explicit StandIn(Answer answer)
        : answer_{std::move(answer)}, server_{[this](net::Peer& peer) { serve(peer); }} {}

    // "http://127.0.0.1:PORT" + path.
    std::string url(const std::string& path = "") const { return server_.url("127.0.0.1", path); }
    int connections() const { return server_.connections(); }
    std::vector<Asked> asked() const {
        const std::lock_guard guard{mutex_};
        return asked_;
    }
    // The newest request; an empty one when there was none.
    Asked last() const {
        const std::lock_guard guard{mutex_};
        return asked_.empty() ? Asked{} : asked_.back();
    }

  private:
    void serve(net::Peer& peer) {
        for (auto text = peer.request(); !text.empty(); text = peer.request()) {
            const auto asked = parse_request(text);
            {
                const std::lock_guard guard{mutex_};
                asked_.push_back(asked);
            }
            answer_(asked, peer);
        }
    }

    mutable std::mutex mutex_;
    std::vector<Asked> asked_;
    Answer answer_;
    net::LoopbackServer server_;
};

}  // namespace kith::tests

// A raw client on a loopback socket: sends exactly these bytes, reads with a limit of time.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/server.h"

namespace kith::http::test {

using namespace std::chrono_literals;
inline constexpr std::chrono::milliseconds kPatience = 20s;  // sanitizers on a busy machine

struct Answer {
    int status = 0;
    std::string head, body;
    // The field's value, "" when absent.
    std::string field(std::string_view name) const {
        const auto at = head.find("\r\n" + std::string{name} + ": ");
        if (at == std::string::npos) return "";
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class Client {
  public:
    explicit Client(const Address& to) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(to.port);
        ::inet_pton(AF_INET, to.host.c_str(), &at.sin_addr);
        const int at_once = 1;  // two sends are two segments
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0;
    }
    ~Client() { leave(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return connected_; }
    void leave() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    // Our side ends, we still read.
    void end() { ::shutdown(socket_, SHUT_WR); }
    // True once the server has closed the connection, even with unread bytes before that.
    bool reset() const {
        pollfd look{socket_, POLLRDHUP, 0};
        return ::poll(&look, 1, 0) > 0;
    }
    // False when the server has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // Reads on until `text` has come; returns everything up to and with it. "" and a failure when
    // it does not.
    std::string until(std::string_view text) {
        std::size_t at;
        while ((at = input_.find(text)) == std::string::npos) {
            if (!more()) {
                ADD_FAILURE() << "waited for " << text << ", got " << input_.substr(0, 400);
                return "";
            }
        }
        return take(at + text.size());
    }
    std::string bytes(std::size_t count) {
        while (input_.size() < count) {
            if (!more()) {
                ADD_FAILURE() << "closed after " << input_.size() << " of " << count << " bytes";
                break;
            }
        }
        return take(std::min(count, input_.size()));
    }
    // Everything until the server closes.
    std::string rest() {
        while (more()) {
        }
        return take(input_.size());
    }
    // True when the server closes without a further byte.
    bool closed() { return rest().empty() && ended_; }
    Answer answer(bool head_only = false) {
        Answer out;
        out.head = until("\r\n\r\n");
        if (out.head.size() > 12) out.status = std::atoi(out.head.c_str() + 9);
        if (head_only) return out;
        if (out.field("Transfer-Encoding") == "chunked") {
            for (;;) {
                const auto size = std::strtoull(until("\r\n").c_str(), nullptr, 16);
                out.body += bytes(size);
                until("\r\n");
                if (size == 0 || ::testing::Test::HasFailure()) break;
            }
        } else if (const auto length = out.field("Content-Length"); !length.empty()) {
            out.body = bytes(std::strtoull(length.c_str(), nullptr, 10));
        }
        return out;
    }
    Answer ask(std::string_view request) {
        send(request);
        return answer(request.starts_with("HEAD"));
    }

  private:
    std::string take(std::size_t count) {
        auto out = input_.substr(0, count);
        input_.erase(0, count);
        return out;
    }
    bool more() {
        pollfd wait{socket_, POLLIN, 0};
        if (::poll(&wait, 1, static_cast<int>(kPatience.count())) <= 0) return false;
        char buffer[16 * 1024];
        const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
        if (got <= 0) {
            ended_ = true;
            return false;
        }
        input_.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    bool connected_ = false, ended_ = false;
    std::string input_;
};

// "GET path HTTP/1.1" with a Host and these further lines ("X: y\r\n").
inline std::string http_get(std::string_view path, std::string_view fields = "") {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{fields} +
           "\r\n";
}
inline std::string http_post(std::string_view path, std::string_view body) {
    return "POST " + std::string{path} +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + std::string{body};
}

// True as soon as the condition holds; false after the limit.
template <class Condition>
bool eventually(Condition holds) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    const Stop never;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        never.wait_for(2ms);
    }
    return true;
}

}  // namespace kith::http::test

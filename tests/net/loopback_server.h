// A tiny HTTP peer on the loopback interface: each connection runs a function of the test.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace kith::net {

// One accepted connection. Reading and writing block; both end when the server is destroyed.
class Peer {
  public:
    explicit Peer(int socket) : socket_{socket} {}

    // The next request with its body; "" when the client left.
    std::string request() {
        std::size_t head = std::string::npos;
        while ((head = input_.find("\r\n\r\n")) == std::string::npos) {
            if (!more()) return {};
        }
        std::size_t length = 0;
        const auto at = input_.find("Content-Length: ");
        if (at < head) length = std::stoul(input_.substr(at + 16));
        while (input_.size() < head + 4 + length) {
            if (!more()) return {};
        }
        auto out = input_.substr(0, head + 4 + length);
        input_.erase(0, out.size());
        return out;
    }
    // False when the client left.
    bool send(std::string_view text) {
        while (!text.empty()) {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void answer(std::string_view body, std::string_view status = "200 OK",
                std::string_view headers = "") {
        send("HTTP/1.1 " + std::string{status} + "\r\n" + std::string{headers} +
             "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body});
    }
    // Ends the connection at once, also in the middle of a reply.
    void hang_up() { ::shutdown(socket_, SHUT_RDWR); }
    // Until the client leaves or the server is destroyed.
    void wait_for_end() {
        while (more()) input_.clear();
    }

  private:
    bool more() {
        char piece[16384];
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got <= 0) return false;
        input_.append(piece, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    std::string input_;
};

class LoopbackServer {
  public:
    using Serve = std::function<void(Peer&)>;

    explicit LoopbackServer(Serve serve, const char* address = "127.0.0.1")
        : serve_{std::move(serve)}, listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        inet_pton(AF_INET, address, &where.sin_addr);
        socklen_t size = sizeof where;
        constexpr int kBacklog = 512;
        if (bind(listener_, reinterpret_cast<sockaddr*>(&where), size) != 0 ||
            listen(listener_, kBacklog) != 0 ||
            getsockname(listener_, reinterpret_cast<sockaddr*>(&where), &size) != 0) {
            throw std::runtime_error{"no loopback socket"};
        }
        port_ = ntohs(where.sin_port);
        acceptor_ = std::thread{[this] { accept_all(); }};
    }
    ~LoopbackServer() {
        ::shutdown(listener_, SHUT_RDWR);
        acceptor_.join();
        {
            const std::lock_guard guard{mutex_};
            for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
        }
        for (auto& thread : threads_) thread.join();
        for (const int socket : sockets_) ::close(socket);
        ::close(listener_);
    }
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    int port() const { return port_; }
    std::string url(const std::string& host = "127.0.0.1", const std::string& path = "/") const {
        return "http://" + host + ":" + std::to_string(port_) + path;
    }
    int connections() const { return connections_; }

  private:
    void accept_all() {
        while (true) {
            const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) return;
            ++connections_;
            const std::lock_guard guard{mutex_};
            sockets_.push_back(socket);
            threads_.emplace_back([this, socket] {
                Peer peer{socket};
                serve_(peer);
                ::shutdown(socket, SHUT_RDWR);
            });
        }
    }

    Serve serve_;
    int listener_;
    int port_ = 0;
    std::atomic<int> connections_{0};
    std::mutex mutex_;
    std::vector<int> sockets_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace kith::net

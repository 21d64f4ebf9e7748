// See peer.h.
#include "bench/load/peer.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace kith::load {
namespace {

constexpr int kHandshakeMilliseconds = 10'000;
constexpr std::size_t kPieceBytes = 64 * 1024;

bool would_block() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

void Peer::cut() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    input_.clear();
    output_.clear();
    from_ = 0;
}

bool Peer::connect(std::string_view socket_path) {
    cut();
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(target_.port);
    ::inet_pton(AF_INET, target_.host.c_str(), &at.sin_addr);
    const int yes = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const bool there = fd_ >= 0 && ::connect(fd_, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0;
    if (!there || ::fcntl(fd_, F_SETFL, O_NONBLOCK) != 0 ||
        (!socket_path.empty() && !shake_hands(socket_path))) {
        cut();
        return false;
    }
    return true;
}

bool Peer::shake_hands(std::string_view path) {
    const auto request = "GET " + std::string{path} +
                         " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: "
                         "websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                         "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    if (!send(request)) return false;
    for (;;) {
        const auto end = input_.find("\r\n\r\n");
        if (end != std::string::npos) {
            const bool accepted = input_.starts_with("HTTP/1.1 101");
            take(end + 4);
            return accepted;
        }
        pollfd wait{fd_, POLLIN, 0};
        if (::poll(&wait, 1, kHandshakeMilliseconds) <= 0 || !receive()) return false;
    }
}

void Peer::take(std::size_t bytes) {
    from_ += bytes;
    if (from_ == input_.size()) {
        input_.clear();
        from_ = 0;
    }
}

bool Peer::send(std::string_view bytes) {
    output_ += bytes;
    return flush();
}

bool Peer::flush() {
    while (!output_.empty()) {
        const auto sent = ::send(fd_, output_.data(), output_.size(), MSG_NOSIGNAL);
        if (sent < 0) return would_block();
        output_.erase(0, static_cast<std::size_t>(sent));
    }
    return true;
}

// The mask is all zeros: any four bytes are allowed, and these cost nothing.
bool Peer::send_text(std::string_view text) {
    queue_text(text, 1);
    return flush();
}

void Peer::queue_text(std::string_view text, int times) {
    std::string head{'\x81'};
    if (text.size() < 126) {
        head += static_cast<char>(0x80 | text.size());
    } else {
        head += '\xFE';
        head += static_cast<char>(text.size() >> 8);
        head += static_cast<char>(text.size());
    }
    head.append(4, '\0');
    head.append(text);
    for (int i = 0; i < times; ++i) output_ += head;
}

bool Peer::receive() {
    std::array<char, kPieceBytes> piece;
    const auto got = ::recv(fd_, piece.data(), piece.size(), 0);
    if (got < 0) return would_block();
    if (got == 0) return false;
    input_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<Reply> Peer::next_reply() {
    const auto text = std::string_view{input_}.substr(from_);
    const auto end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) return {};
    constexpr std::string_view kLength = "Content-Length: ";
    const auto at = text.find(kLength);
    const std::size_t length =
        at < end ? std::strtoull(text.data() + at + kLength.size(), nullptr, 10) : 0;
    if (text.size() < end + 4 + length) return {};
    Reply reply{std::atoi(text.data() + 9), std::string{text.substr(end + 4, length)}};
    take(end + 4 + length);
    return reply;
}

std::optional<std::string> Peer::next_frame() {
    for (;;) {
        const auto text = std::string_view{input_}.substr(from_);
        if (text.size() < 2) return {};
        const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
        std::size_t head = 2, size = byte(1) & 127;
        if (size >= 126) {
            const std::size_t wide = size == 126 ? 2 : 8;
            if (text.size() < 2 + wide) return {};
            size = 0;
            for (; head < 2 + wide; ++head) size = size << 8 | byte(head);
        }
        if (text.size() < head + size) return {};
        const int opcode = byte(0) & 15;
        std::string payload{text.substr(head, size)};
        take(head + size);
        if (opcode == 1) return payload;
        if (opcode == 9) {
            std::string pong{'\x8A', static_cast<char>(0x80 | payload.size())};
            send(pong.append(4, '\0').append(payload));
        }
    }
}

Reply ask(const Target& target, std::string_view path) {
    Peer peer{target};
    if (!peer.connect()) return {};
    if (!peer.send("GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) return {};
    for (;;) {
        if (auto reply = peer.next_reply()) return *reply;
        pollfd wait{peer.fd(), POLLIN, 0};
        if (::poll(&wait, 1, kHandshakeMilliseconds) <= 0 || !peer.receive()) return {};
    }
}

}  // namespace kith::load

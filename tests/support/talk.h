// A WebSocket client of tests: exactly these frames out, whatever comes in, with a limit of time.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "json/json.h"

namespace kith::test {

// One thread at a time.
class Talk {
  public:
    static constexpr std::chrono::seconds kPatience{30};
    enum Opcode { kMore = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10 };

    // Connects and shakes hands; status() tells how that went. `fields`: further header lines,
    // "X: y\r\n" each.
    Talk(std::uint16_t port, std::string_view target, std::string_view fields = "")
        : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) return;
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        raw("GET " + std::string{target} +
            " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            std::string{fields} + "\r\n");
        read_head();
    }
    ~Talk() { cut(); }
    Talk(Talk&& other) noexcept { *this = std::move(other); }
    Talk& operator=(Talk&& other) noexcept {
        cut();
        socket_ = std::exchange(other.socket_, -1);
        status_ = other.status_;
        close_code_ = other.close_code_;
        head_ = std::move(other.head_);
        body_ = std::move(other.body_);
        input_ = std::move(other.input_);
        return *this;
    }

    int status() const { return status_; }  // 101; 0: nobody answered
    const std::string& head() const { return head_; }
    const std::string& body() const { return body_; }  // of a refusal
    int close_code() const { return close_code_; }     // of the server's close frame, 0 = none
    int descriptor() const { return socket_; }

    // Ends without a word.
    void cut() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    bool raw(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    enum class Part { whole, unfinished };
    bool frame(int opcode, std::string_view payload, Part part = Part::whole) {
        std::string out{static_cast<char>((part == Part::whole ? 0x80 : 0) | opcode)};
        const auto size = payload.size();
        const int wide = size < 126 ? 0 : size < 65536 ? 2 : 8;
        out += static_cast<char>(0x80 | (wide == 0 ? size : wide == 2 ? 126 : 127));
        for (int i = wide; i-- > 0;) out += static_cast<char>(size >> (8 * i));
        constexpr std::string_view kMask = "\x12\x34\x56\x78";
        out += kMask;
        for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(payload[i] ^ kMask[i % 4]);
        return raw(out);
    }
    bool say(std::string_view json) { return frame(kText, json); }
    bool send_message(std::string_view content, std::string_view more = "") {
        return say(R"({"type":"send_message","content":)" + json::write(std::string{content}) +
                   std::string{more} + "}");
    }

    struct Got {
        int opcode{};
        std::string payload;
    };
    // The next frame; nothing when the connection is over or patience is.
    std::optional<Got> next_frame(std::chrono::milliseconds patience = kPatience) {
        const auto head = take(2, patience);
        if (!head) return std::nullopt;
        std::uint64_t size = static_cast<unsigned char>((*head)[1]) & 0x7F;
        if (size >= 126) {
            const auto wide = take(size == 126 ? 2 : 8, patience);
            if (!wide) return std::nullopt;
            size = 0;
            for (const char c : *wide) size = size * 256 + static_cast<unsigned char>(c);
        }
        auto payload = take(size, patience);
        if (!payload) return std::nullopt;
        const int opcode = (*head)[0] & 0x0F;
        if (opcode == kClose && payload->size() >= 2)
            close_code_ = static_cast<unsigned char>((*payload)[0]) * 256 +
                          static_cast<unsigned char>((*payload)[1]);
        return Got{opcode, std::move(*payload)};
    }
    // The next text as JSON; answers pings on the way. Null when there is none.
    json::value next(std::chrono::milliseconds patience = kPatience) {
        for (;;) {
            const auto got = next_frame(patience);
            if (!got || got->opcode == kClose) return nullptr;
            if (got->opcode == kPing) frame(kPong, got->payload);
            if (got->opcode == kText) return json::parse(got->payload);
        }
    }
    // The next one of this type, passing over others.
    json::value next_of(std::string_view type) {
        for (;;) {
            auto got = next();
            if (got.is_null() || json::text_or_empty(json::find(got, "type")) == type) return got;
        }
    }
    // Reads until the server closes; its close code, 0 when it just went.
    int until_closed() {
        while (next_frame()) {
            if (close_code_ != 0) break;
        }
        return close_code_;
    }

  private:
    void read_head() {
        while (input_.find("\r\n\r\n") == std::string::npos)
            if (!more(kPatience)) return;
        const auto end = input_.find("\r\n\r\n") + 4;
        head_ = input_.substr(0, end);
        input_.erase(0, end);
        if (head_.size() > 12) status_ = std::atoi(head_.c_str() + 9);
        if (status_ == 101) return;
        const auto at = head_.find("Content-Length: ");
        if (at == std::string::npos) return;
        const auto length = std::strtoull(head_.c_str() + at + 16, nullptr, 10);
        if (auto whole = take(length, kPatience)) body_ = std::move(*whole);
    }
    std::optional<std::string> take(std::uint64_t count, std::chrono::milliseconds patience) {
        while (input_.size() < count)
            if (!more(patience)) return std::nullopt;
        auto out = input_.substr(0, count);
        input_.erase(0, count);
        return out;
    }
    bool more(std::chrono::milliseconds patience) {
        pollfd wait{socket_, POLLIN, 0};
        if (socket_ < 0 || ::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return false;
        char buffer[16 * 1024];
        const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        input_.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    int socket_ = -1;
    int status_ = 0, close_code_ = 0;
    std::string head_, body_, input_;
};

}  // namespace kith::test

// One client connection of the driver, HTTP or WebSocket, that never blocks once it is connected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith::load {

struct Target {
    std::string host = "127.0.0.1";  // an IPv4 address
    std::uint16_t port = 8080;
};

struct Reply {
    int status = 0;
    std::string body;
};

// One thread.
class Peer {
  public:
    explicit Peer(Target target) : target_{std::move(target)} {}
    ~Peer() { cut(); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    // Blocks for a loopback connect, and for the handshake when `socket_path` is not empty. False
    // when nobody listens or the handshake is refused.
    bool connect(std::string_view socket_path = {});
    bool connected() const { return fd_ >= 0; }
    int fd() const { return fd_; }
    // Ends at once, without a word.
    void cut();

    // Queues and writes what the connection takes. False when it is over.
    bool send(std::string_view bytes);
    bool send_text(std::string_view text);              // as a WebSocket frame
    void queue_text(std::string_view text, int times);  // written with flush()
    bool flush();
    bool has_unsent() const { return !output_.empty(); }
    // Takes what came. False when it is over.
    bool receive();
    // What is complete of it.
    std::optional<Reply> next_reply();
    std::optional<std::string> next_frame();  // of text; control frames are passed over

  private:
    bool shake_hands(std::string_view path);
    void take(std::size_t bytes);

    Target target_;
    int fd_ = -1;
    std::string input_, output_;
    std::size_t from_ = 0;
};

// One request over a connection of its own, blocking. Status 0 when there was no answer.
Reply ask(const Target& target, std::string_view path);

}  // namespace kith::load

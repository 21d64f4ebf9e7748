// Who is connected: the open sockets of each user, and what goes to all of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/im/frames.h"
#include "http/socket.h"

namespace kith::api::im {

enum class Pieces : std::uint8_t { not_wanted, wanted };

// One connection. While it catches up it keeps back what happens, so that what it missed comes
// first and nothing twice. Any thread.
class Peer {
  public:
    // Frames kept back; with more the client has to ask for what it missed again.
    static constexpr std::size_t kKeptBack = 100;
    static constexpr std::chrono::seconds kRoomPatience{10};

    Peer(std::shared_ptr<http::SocketWriter> out, Pieces pieces)
        : out_{std::move(out)}, pieces_{pieces} {}

    // To this connection alone, whatever its state.
    void answer(const Frame& frame) { out_->send(frame); }
    // News. `message` is the id of the message in it, 0 when there is none.
    void tell(const Frame& frame, std::int64_t message);
    void tell_piece(const Frame& frame);

    // Waits until the client has taken some of what was sent; false when it does not.
    bool wait_for_room() { return out_->wait_for_room(kRoomPatience); }

    // From now on news are kept back.
    void begin_catching_up();
    // True when more came than can be kept back: it is forgotten, and has to be read once more.
    bool lost_some();
    // Everything up to `last` has been sent; `complete`: there is no more. Then what was kept back
    // follows after `end`, otherwise it is dropped: it is part of what is asked for next.
    void end_catching_up(std::int64_t last, bool complete, std::string_view last_key);
    // What was missed cannot be told: what was kept back follows.
    void give_up_catching_up();

  private:
    enum class State : std::uint8_t { live, catching_up, behind };
    struct Kept {
        Frame frame;
        std::int64_t message;
    };
    std::shared_ptr<http::SocketWriter> out_;
    const Pieces pieces_;
    std::mutex mutex_;
    State state_ = State::live;
    std::vector<Kept> kept_;
    bool overflowed_ = false;
};

// Any thread. Cost of telling: the connections of one user; the text is shared.
class Hub {
  public:
    void join(const std::string& user, const std::shared_ptr<Peer>& peer);
    void leave(const std::string& user, const std::shared_ptr<Peer>& peer);
    // `but`: this one hears it otherwise.
    void tell(std::string_view user, const Frame& frame, std::int64_t message,
              const std::shared_ptr<Peer>& but = nullptr) const;
    void tell_piece(std::string_view user, const Frame& frame) const;
    // True when somebody would hear.
    bool has(std::string_view user) const;

  private:
    using Peers = std::vector<std::shared_ptr<Peer>>;
    Peers peers_of(std::string_view user) const;

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Peers> users_;
};

}  // namespace kith::api::im

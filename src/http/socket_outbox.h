// What waits to be written to one WebSocket, and the handle that others write through.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/socket.h"

namespace kith::http {

// One frame to be written: its first byte, its payload, what it counts in the queue.
struct Outgoing {
    std::shared_ptr<const std::string> payload;
    std::uint8_t first = 0;
    std::size_t counted_bytes = 0, counted_frames = 0;
};

// Any thread, unless it says otherwise. May outlive the connection and the server.
class Outbox final : public SocketWriter {
  public:
    // Whoever writes: called with the lock held when there is something to take after there was
    // nothing, not after shut().
    class Writing {
      public:
        virtual ~Writing() = default;
        virtual void wake() = 0;
    };

    // `writing` must live until shut().
    Outbox(const SocketLimits& limits, Writing& writing) : limits_{limits}, writing_{&writing} {}

    using SocketWriter::send;
    void send(std::shared_ptr<const std::string> text) override;
    void send_binary(std::shared_ptr<const std::string> bytes) override;
    bool wait_for_room(std::chrono::milliseconds limit) override;
    void close(std::uint16_t code, std::string_view reason) override;
    bool open() const override;

    // The rest is for the connection's thread.
    struct Closing {
        std::uint16_t code = 0;  // 0: not asked for
        std::string reason;
        bool drops = false;  // what waits is not worth sending: the client does not take it
    };
    // Gives all that waits into the empty `into`. Frames stay counted until written().
    void take(std::vector<Outgoing>& into);
    void written(std::size_t frames, std::size_t bytes);
    Closing closing() const;
    bool closing_asked() const;
    // From now on nothing is accepted, but what was is still there.
    void refuse();
    // No wake() any more; everything is dropped.
    void shut();
    // As if wake() had been called: the connection's thread will look by itself.
    void claim();

  private:
    void add(std::shared_ptr<const std::string> payload, std::uint8_t first);
    void wake();
    bool has_room() const;

    const SocketLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    Writing* writing_;
    bool awake_ = false, refuses_ = false;
    std::vector<Outgoing> waiting_;
    std::size_t frames_ = 0, bytes_ = 0;  // waiting or taken and not yet written
    Closing closing_;
};

}  // namespace kith::http

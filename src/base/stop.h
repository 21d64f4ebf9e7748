// "Should I stop?" A copyable handle that every long operation takes as its last parameter.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace kith {

enum class StopReason { none, client_left, timeout, shutdown, user };

// Asked by whoever works: once per batch, before each wait. All members are safe from any thread.
// A default-made Stop never stops.
class Stop {
  public:
    Stop() = default;

    bool requested() const;
    StopReason reason() const;
    // Throws Error: `timeout` for a deadline, `cancelled` otherwise. Returns when nothing was
    // requested.
    void check() const;
    // Sleeps up to `wait`, returns early and true when a stop is requested.
    bool wait_for(std::chrono::milliseconds wait) const;
    // Runs `call` once when a stop is requested (at once if it already was), on the requesting
    // thread. The returned token unregisters when destroyed. Deadlines do not trigger it; only
    // request() does.
    using Callback = std::shared_ptr<void>;
    [[nodiscard]] Callback on_request(std::function<void()> call) const;

  private:
    friend class StopSource;
    struct State;
    explicit Stop(std::shared_ptr<State> state) : state_{std::move(state)} {}
    std::shared_ptr<State> state_;
};

// Held by whoever may ask to stop: the connection, a deadline, shutdown, a cancel endpoint. The
// first reason stays.
class StopSource {
  public:
    StopSource();
    // A child: stops with its parent or by itself.
    explicit StopSource(const Stop& parent);

    Stop stop() const { return Stop{state_}; }
    void request(StopReason reason);
    // From then on requested() is true with reason timeout.
    void deadline(std::chrono::steady_clock::time_point at);

  private:
    std::shared_ptr<Stop::State> state_;
    Stop::Callback link_;
};

}  // namespace kith

// How many WebSockets each route has open.
#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "http/endpoint.h"

namespace kith::http {

// Any thread.
class Seats {
  public:
    // Held by a connection; given back when destroyed. The Seats must still be there.
    class Seat {
      public:
        Seat(Seats& all, const Endpoint& route) : all_{&all}, route_{&route} {}
        ~Seat() {
            if (all_) all_->leave(*route_);
        }
        Seat(Seat&& other) noexcept
            : all_{std::exchange(other.all_, nullptr)}, route_{other.route_} {}
        Seat& operator=(Seat&&) = delete;

      private:
        Seats* all_;
        const Endpoint* route_;
    };

    // Nothing when SocketLimits::open connections have one.
    std::optional<Seat> take(const Endpoint& route) {
        const std::lock_guard guard{mutex_};
        auto& open = open_[&route];
        if (open >= route.socket_limits.open) return {};
        ++open;
        return std::optional<Seat>{std::in_place, *this, route};
    }

  private:
    void leave(const Endpoint& route) {
        const std::lock_guard guard{mutex_};
        --open_[&route];
    }

    std::mutex mutex_;
    std::unordered_map<const Endpoint*, int> open_;
};

}  // namespace kith::http

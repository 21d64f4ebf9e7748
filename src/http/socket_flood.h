// Does somebody send too many frames for too long?
#pragma once

#include <chrono>
#include <cstdint>

#include "http/socket.h"

namespace kith::http {

// Counts in windows of at least a second; a flood is more than frames_per_second in each of
// flood_seconds windows in a row. Less in one of them, or silence, forgives. One thread.
class FloodGauge {
  public:
    using Clock = std::chrono::steady_clock;

    // True when it is a flood by now.
    bool add(std::uint64_t frames, Clock::time_point now, const SocketLimits& limits) {
        if (limits.frames_per_second <= 0) return false;
        const auto most = static_cast<std::uint64_t>(limits.frames_per_second);
        const auto passed = now - since_;
        if (passed >= kWindow) {
            bad_windows_ = frames_ > most && passed < 2 * kWindow ? bad_windows_ + 1 : 0;
            frames_ = 0;
            since_ = now;
        }
        frames_ += frames;
        return frames_ > most && bad_windows_ + 1 >= limits.flood_seconds;
    }

  private:
    static constexpr std::chrono::seconds kWindow{1};
    Clock::time_point since_{};
    std::uint64_t frames_ = 0;
    int bad_windows_ = 0;
};

}  // namespace kith::http

// The pulse: what happens inside, for whoever listens (progress of jobs, the archive changed).
// Readers come, go and catch up by id.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "base/stop.h"

namespace kith::core {

struct Event {
    std::uint64_t id{};
    std::string name;  // "job", "archive", "egress", "live"
    std::string data;  // JSON
};

// Any thread.
class Events {
  public:
    static constexpr std::size_t kKept =
        1000;  // a reader that was away longer starts with what is left

    void publish(std::string_view name, std::string data);
    // Events after `after`; waits up to `wait` for the first one. Empty when nothing came or a stop
    // was requested. An id newer than all is one of an earlier run of the program: its reader gets
    // everything that is kept.
    std::vector<Event> next(std::uint64_t after, std::chrono::milliseconds wait, const Stop& stop);
    // Id of the newest event, 0 when there was none.
    std::uint64_t latest() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Event> events_;
    std::uint64_t last_id_ = 0;
};

}  // namespace kith::core

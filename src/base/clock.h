// Time as a dependency: whoever needs "now" takes a Clock, so that tests can set it.
#pragma once

#include <atomic>

#include "base/time.h"

namespace kith {

class Clock {
  public:
    virtual ~Clock() = default;
    // Wall time. Any thread.
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Time now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

// Stands still until it is moved. Any thread.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Time now) : now_{unix_millis(now)} {}
    Time now() const override { return from_millis(now_.load()); }
    void set(Time now) { now_ = unix_millis(now); }
    void advance(std::chrono::milliseconds by) { now_ += by.count(); }

  private:
    std::atomic<std::int64_t> now_;
};

}  // namespace kith

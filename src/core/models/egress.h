// What left this machine since the program started: counted, and told on the pulse.
#pragma once

#include <cstdint>
#include <mutex>

#include "core/events/events.h"
#include "llm/egress.h"

namespace kith::core {

struct EgressTotals {
    std::int64_t calls{}, bytes{};  // bytes out and in
};

// Any thread.
class Egress {
  public:
    explicit Egress(Events& events) : events_{events} {}

    // Publishes the event "egress": the request and the totals with it.
    void add(const llm::Outgoing& one);
    EgressTotals totals() const;

  private:
    Events& events_;
    mutable std::mutex mutex_;
    EgressTotals totals_;
};

}  // namespace kith::core

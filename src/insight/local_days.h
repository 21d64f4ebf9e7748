// The local days of a span of time, prepared so that a loop over ascending times asks the zone once
// per day and never per row.
#pragma once

#include <cstdint>
#include <vector>

#include "base/zone.h"
#include "insight/counts.h"

namespace kith::insight {

// A stretch of one local day with one offset from UTC. A day on which the clock changes has two.
struct DayPiece {
    std::uint32_t begin{}, end{};  // Unix seconds, [begin, end)
    std::uint32_t zero{};          // time - zero (modulo 2^32) = seconds of the local day
    Day day{};
    Month month{};
};

// Immutable, any thread. About 24 bytes a day.
class LocalDays {
  public:
    // Covers all times from..to, both inside 0..2^32-2. O(days).
    LocalDays(const Zone& zone, std::int64_t from, std::int64_t to);

    // The piece that holds this time; from <= time <= to.
    const DayPiece& at(std::uint32_t time) const;

  private:
    void add_days(std::int64_t begin, std::int64_t end, std::int32_t offset);

    std::uint32_t first_utc_day_{};
    std::vector<DayPiece> pieces_;
    std::vector<std::uint32_t> by_utc_day_;  // first piece that ends after that midnight
};

}  // namespace kith::insight

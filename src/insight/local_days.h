// The local days of a span of time, prepared so that a loop over ascending times asks the zone once
// per day and never per row.
#pragma once

#include <cstddef>
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
    std::uint32_t weekday{};  // 0 = Sunday
};

// Immutable, any thread. About 28 bytes a day.
class LocalDays {
  public:
    // Covers all times from..to, both inside 0..2^32-2. O(days).
    LocalDays(const Zone& zone, std::int64_t from, std::int64_t to);

    // The piece that holds this time; from <= time <= to.
    const DayPiece& at(std::uint32_t time) const;
    std::size_t size() const { return pieces_.size(); }

  private:
    void add_days(std::int64_t begin, std::int64_t end, std::int32_t offset);

    std::vector<DayPiece> pieces_;
    // For each 86,400 seconds from the first local midnight: the first piece that ends after their
    // begin. While the offset stays the same, these are the local days.
    std::vector<std::uint32_t> by_step_;
};

}  // namespace kith::insight

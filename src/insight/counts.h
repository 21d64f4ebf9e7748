// Counts by local day and by month, and the sums that merge them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/zone.h"

namespace kith::insight {

// A month as year * 12 + month - 1, so that neighbours differ by one.
using Month = std::int32_t;

Month month_of(Day day);
Day first_day_of(Month month);
std::string format_month(Month month);  // YYYY-MM

struct DayCount {
    Day day{};
    std::uint32_t total{};
    friend bool operator==(const DayCount&, const DayCount&) = default;
};

struct MonthCount {
    Month month{};
    std::uint32_t total{}, mine{};
    friend bool operator==(const MonthCount&, const MonthCount&) = default;
};

// The month with the highest total, the earliest of equals. Nothing for an empty list.
std::optional<MonthCount> peak_of(std::span<const MonthCount> months);

// Adds up lists of days: O(days added), dense in memory over the span it has seen.
class DaySums {
  public:
    void add(std::span<const DayCount> days);  // ascending
    // Days with a count, ascending.
    std::vector<DayCount> result() const;

  private:
    void cover(Day first, Day last);

    Day first_{};
    std::vector<std::uint32_t> totals_;
};

class MonthSums {
  public:
    void add(std::span<const MonthCount> months);  // ascending
    std::vector<MonthCount> result() const;

  private:
    Month first_{};
    std::vector<MonthCount> months_;
};

}  // namespace kith::insight

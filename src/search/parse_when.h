// Times as a person writes them in a search: 2024, 2024-03, 7d, "last month", 上个月, 2023..2024.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "base/zone.h"

namespace kith::search {

enum class Unit : std::uint8_t { day, week, month, year };

// One written time, independent of zone and clock.
struct WhenPart {
    enum class Form : std::uint8_t {
        date,      // the day, month or year that contains `date`
        calendar,  // the unit `count` units from the present one: yesterday = day -1
        rolling,   // the last `count` units up to now: 7d
    };
    Form form{};
    Unit unit{};
    Date date;
    int count{};
    friend bool operator==(const WhenPart&, const WhenPart&) = default;
};

// A time, or everything from the start of the first to the end of the last.
struct When {
    WhenPart first;
    std::optional<WhenPart> last;
    friend bool operator==(const When&, const When&) = default;
};

inline constexpr int kFirstYear = 1970;
inline constexpr int kLastYear = 2100;
inline constexpr int kMaxUnits = 9999;  // of 7d, 3 weeks

// `folded` as text::fold() gives it. Nothing when it is no time, or no day that exists.
std::optional<When> parse_when(std::u16string_view folded);

// Unix seconds [from, to).
struct Span {
    std::int64_t from{}, to{};
    friend bool operator==(const Span&, const Span&) = default;
};
inline constexpr std::int64_t kEndOfTime = std::int64_t{1} << 40;

// Local calendar days of the zone. Weeks begin on Monday. "7d" is from the start of the local day
// seven days ago on, without an end. A range whose end lies before its start is empty (to <= from).
Span span_of(const When& when, const Zone& zone, Time now);

}  // namespace kith::search

// What the owner may set about statistics (archive contract §2), and the calendar of "a month ago".
#pragma once

#include <cstdint>

#include "base/zone.h"

namespace kith::insight {

// Hours of the night: start <= hour < end; across midnight when start > end; never when equal.
struct NightHours {
    int start = 0, end = 5;

    bool contains(int hour) const {
        return start <= end ? start <= hour && hour < end : hour >= start || hour < end;
    }
    friend bool operator==(NightHours, NightHours) = default;
};
// From the two preferences: an end of 0 means 5, values outside 0..24 are brought inside.
NightHours night_hours(int start, int end);

struct Params {
    Zone zone = Zone::named("Asia/Shanghai");
    NightHours night;
    std::int64_t session_gap_seconds = 21'600;  // a longer silence starts a new session
    std::int64_t night_min_messages = 100;      // fewer messages: not in the late-night ranking
    std::int64_t night_top = 20;                // length of that ranking
};
// Equal zones by name.
bool operator==(const Params& a, const Params& b);

// The same local time one calendar month earlier, in Unix seconds. On a day the earlier month does
// not have, its last day (31 March -> 28 or 29 February).
std::int64_t month_before(const Zone& zone, std::int64_t unix_seconds);

}  // namespace kith::insight

// See params.h.
#include "insight/params.h"

#include <algorithm>

namespace kith::insight {

NightHours night_hours(int start, int end) {
    constexpr int kUsualEnd = 5;
    return {std::clamp(start, 0, 24), end == 0 ? kUsualEnd : std::clamp(end, 0, 24)};
}

bool operator==(const Params& a, const Params& b) {
    return a.zone.name() == b.zone.name() && a.night == b.night &&
           a.session_gap_seconds == b.session_gap_seconds &&
           a.night_min_messages == b.night_min_messages && a.night_top == b.night_top;
}

std::int64_t month_before(const Zone& zone, std::int64_t unix_seconds) {
    const auto now = zone.local(unix_seconds);
    Date date{now.date.year, now.date.month - 1, 1};
    if (date.month == 0) date = {date.year - 1, 12, 1};
    const Day last = day_of({now.date.year, now.date.month, 1}) - 1;
    const Day day = std::min(day_of(date) + now.date.day - 1, last);
    const std::int64_t wall =
        std::int64_t{day} * 86'400 + now.hour * 3'600 + now.minute * 60 + now.second;
    // The offset of that moment, found from a first guess with today's.
    const std::int64_t guess = wall - zone.offset_at(unix_seconds);
    return wall - zone.offset_at(wall - zone.offset_at(guess));
}

}  // namespace kith::insight

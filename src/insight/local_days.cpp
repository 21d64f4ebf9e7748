// See local_days.h.
#include "insight/local_days.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace kith::insight {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kLast = std::numeric_limits<std::uint32_t>::max() - 1;

std::int64_t floor_day(std::int64_t seconds) {
    return seconds >= 0 ? seconds / kDay : -((-seconds + kDay - 1) / kDay);
}

}  // namespace

LocalDays::LocalDays(const Zone& zone, std::int64_t from, std::int64_t to) {
    from = std::clamp<std::int64_t>(from, 0, kLast);
    to = std::clamp<std::int64_t>(to, from, kLast);
    std::int64_t begin = from;
    for (const std::int64_t cut : zone.transitions(from, to + 1)) {
        add_days(begin, cut, zone.offset_at(begin));
        begin = cut;
    }
    add_days(begin, to + 1, zone.offset_at(begin));

    // The first midnight may lie before 1970, where `zero` has wrapped around.
    const std::int64_t zero = static_cast<std::int32_t>(pieces_.front().zero - from) + from;
    std::uint32_t piece = 0;
    for (std::int64_t step = zero; step <= to; step += kDay) {
        while (pieces_[piece].end <= step) ++piece;
        by_step_.push_back(piece);
    }
}

void LocalDays::add_days(std::int64_t begin, std::int64_t end, std::int32_t offset) {
    Month month = 0;
    std::int64_t month_end = begin;  // asks the calendar at the first day
    while (begin < end) {
        const std::int64_t day = floor_day(begin + offset);
        if (begin >= month_end) {
            month = month_of(static_cast<Day>(day));
            month_end = first_day_of(month + 1) * kDay - offset;
        }
        const std::int64_t zero = day * kDay - offset;
        const std::int64_t stop = std::min(end, zero + kDay);
        pieces_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(stop),
                           static_cast<std::uint32_t>(zero), static_cast<Day>(day), month,
                           static_cast<std::uint32_t>(weekday_of(static_cast<Day>(day)))});
        begin = stop;
    }
}

const DayPiece& LocalDays::at(std::uint32_t time) const {
    const std::uint32_t step = (time - pieces_.front().zero) / static_cast<std::uint32_t>(kDay);
    assert(step < by_step_.size());
    const DayPiece* piece = &pieces_[by_step_[step]];
    while (time >= piece->end) ++piece;
    return *piece;
}

}  // namespace kith::insight

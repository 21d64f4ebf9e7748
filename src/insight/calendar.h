// Days: how much was said on each, who was active on one, which days a chat has
// (groups contract §4, archive contract §10).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "insight/counts.h"
#include "insight/selection.h"
#include "store/snapshot.h"

namespace kith::insight {

inline constexpr int kTrendDays = 90;      // asked for nothing, or for nonsense
inline constexpr int kTrendDaysMax = 365;  // more is nonsense

// `length` days that end with `last`, ascending, days without messages with 0. From the heat map
// (Board::days). O(length + log days).
std::vector<DayCount> trend(std::span<const DayCount> heatmap, Day last, int length);

// A chat on one day.
struct Active {
    std::shared_ptr<const store::ChatInfo> chat;
    std::shared_ptr<const store::Person> person;  // the other side of a direct chat, else null
    std::uint64_t count{};                        // messages that day, notices left out
};

struct ActiveDay {
    std::vector<Active> contacts, groups;  // most messages first, then by key
};

// Who wrote with the owner on a local day, over all history: every person who is no official
// account (friend or not), and all groups. O(chunks + rows of the day).
ActiveDay active_on(const store::Snapshot& snapshot, const Zone& zone, Day day);

// From local midnight to the last second before the next, as a range of Unix seconds.
store::Range range_of(const Zone& zone, Day day);

// Days on which the chat has a text, picture, voice clip, video, sticker or app message; ascending,
// over all history. One look at each row at most.
std::vector<Day> active_dates(const store::Chat& chat, const Zone& zone);

// The rows of one month of a chat, as shown in it: notices included.
struct MonthRows {
    Month month{};
    std::uint64_t first{};  // position of the month's first row in the chat
    std::uint64_t count{};
    friend bool operator==(const MonthRows&, const MonthRows&) = default;
};
// Ascending, over all history; months without rows are left out. O(months * log rows + chunks).
std::vector<MonthRows> months_of(const store::Chat& chat, const Zone& zone);

}  // namespace kith::insight

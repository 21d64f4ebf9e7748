// The figures over all chats (archive contract §4.2, §6.2).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/contacts.h"
#include "insight/counts.h"
#include "insight/labels.h"

namespace kith::insight {

// One line of the late-night ranking.
struct NightOwl {
    std::string name, key;
    std::uint64_t night{}, total{};
    double share_percent{};  // unrounded
};

struct GlobalStats {
    std::uint64_t contacts{}, silent_contacts{};  // silent: without a message in the range
    std::uint64_t messages{};                     // with contacts; groups are not in it
    std::optional<DayCount> busiest_day;          // with contacts; the earliest of equals
    std::string night_champion;                   // first of the ranking, "" when it is empty
    std::string sticker_king;  // most stickers; when nobody sent any, the first contact
    std::vector<MonthCount> months, group_months;  // ascending
    std::array<std::uint64_t, 24> hours{}, group_hours{};
    LabelCounts labels{};              // of messages with contacts
    std::vector<NightOwl> night_owls;  // most messages at night first
};

// The lines of the ranking: contacts with at least night_min_messages messages and one at night,
// most at night first, equals in the order of the list, night_top lines at most.
std::vector<NightOwl> night_owls(std::span<const ContactStats> contacts, const Params& params);

// What GlobalStats is made from.
struct TotalsInput {
    std::span<const ContactStats> contacts;                    // as contact_list() sorted them
    std::span<const std::shared_ptr<const ChatStats>> groups;  // groups alone
    const Params& params;
};

struct Totals {
    GlobalStats global;
    std::vector<DayCount> days;  // contacts and groups together, ascending: the calendar's heat map
};

// O(days with messages, over all chats).
Totals totals(const TotalsInput& input);

}  // namespace kith::insight

// The contact list: one row for each contact (archive contract §1.4, §4.1, §6.1).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/chat_stats.h"

namespace kith::insight {

// A contact with its figures. Names, avatars and flags are the person's.
struct ContactStats {
    std::shared_ptr<const store::Person> person;
    store::ChatId chat;                      // none: never wrote
    std::shared_ptr<const ChatStats> stats;  // never null; empty figures without messages

    std::uint64_t total{}, mine{}, theirs{};
    std::uint64_t my_chars{}, their_chars{};
    double average_chars{};             // code points a text, both sides
    std::string first_date, last_date;  // see shown_date; "" without messages
    LabelCounts labels{};
    std::uint64_t stickers{}, money{}, recalls{}, night{};
    std::uint32_t shared_groups{};   // groups in which this person wrote inside the range
    std::optional<MonthCount> peak;  // the best month, the earliest of equals
    std::uint64_t recent{};          // messages since a calendar month ago
};

// A calendar date as the archive surface shows it: YYYY-MM-DD, "-" for times before 1970 or after
// 2000000000 (archive contract §1.6). `day` is the local day of that time.
std::string shown_date(std::int64_t unix_seconds, Day day);
std::string shown_date(std::int64_t unix_seconds, const Zone& zone);

// Has a row in the contact list: a friend or somebody with a remark, no official account.
bool is_contact(const store::Person& person);

// count / total in percent, 0 when total is 0.
double percent(std::uint64_t count, std::uint64_t total);

// What a contact list is made from.
struct ContactInput {
    const store::Snapshot& snapshot;
    // By position in snapshot.chats; a group's tells who wrote there.
    std::span<const std::shared_ptr<const ChatStats>> chats;
    store::Range range;
    NightHours night;
    std::int64_t recent_since{};  // Unix seconds, see month_before
};

struct ContactList {
    std::vector<ContactStats> rows;  // most messages first, then by key
    // The oldest message counted as recent, in Unix seconds: `recent` is right for every
    // recent_since up to here. Nothing when no message is recent.
    std::optional<std::int64_t> oldest_recent;
};

// All contacts, those without messages too. O(people log people + recent rows + group members).
ContactList contact_list(const ContactInput& input);

}  // namespace kith::insight

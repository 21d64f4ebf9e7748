// See contacts.h.
#include "insight/contacts.h"

#include <algorithm>

namespace kith::insight {
namespace {

constexpr std::int64_t kNewestShown = 2'000'000'000;

// The position of a person in the snapshot's list, which ascends by id. Its size when unknown.
std::size_t position(const store::Snapshot& snapshot, store::PersonId id) {
    const auto& people = snapshot.people;
    const auto at =
        std::lower_bound(people.begin(), people.end(), id,
                         [](const auto& person, auto value) { return person->id < value; });
    if (at == people.end() || (*at)->id != id) return people.size();
    return static_cast<std::size_t>(at - people.begin());
}

// By position of the person: the direct chat (position + 1, 0 = none). Chats of one account have
// different keys, so a person has at most one.
std::vector<std::uint32_t> direct_chats(const store::Snapshot& snapshot) {
    std::vector<std::uint32_t> found(snapshot.people.size());
    for (std::size_t i = 0; i < snapshot.chats.size(); ++i) {
        const auto& info = *snapshot.chats[i].info;
        if (info.kind != store::ChatKind::direct || !info.peer) continue;
        const auto at = position(snapshot, info.peer);
        if (at < found.size()) found[at] = static_cast<std::uint32_t>(i + 1);
    }
    return found;
}

// By position of the person: in how many groups they wrote.
std::vector<std::uint32_t> shared_groups(const ContactInput& input) {
    std::vector<std::uint32_t> found(input.snapshot.people.size());
    for (std::size_t i = 0; i < input.chats.size(); ++i) {
        const auto& ids = input.snapshot.chats[i].rows->people;
        const auto& senders = input.chats[i]->senders;
        for (std::size_t s = 0; s < std::min(senders.size(), ids.size()); ++s) {
            if (senders[s] == 0) continue;
            const auto at = position(input.snapshot, ids[s]);
            if (at < found.size()) ++found[at];
        }
    }
    return found;
}

// Messages since that moment; looks only at the chunks they are in.
std::uint64_t recent_rows(const store::Chat& chat, const ContactInput& input,
                          std::optional<std::int64_t>& oldest) {
    const auto range = store::Range{std::max(input.range.from, input.recent_since), input.range.to};
    const auto selection = select(chat, range);
    std::uint64_t rows = 0;
    for (const auto& [chunk, columns, first, last] : selection.slices) {
        for (auto row = first; row < last; ++row) {
            if (!is_counted(columns.kind[row], columns.flags[row])) continue;
            if (rows++ == 0 && (!oldest || columns.time[row] < *oldest)) oldest = columns.time[row];
        }
    }
    return rows;
}

ContactStats row_of(std::shared_ptr<const store::Person> person,
                    std::shared_ptr<const ChatStats> stats, NightHours night) {
    ContactStats row;
    row.person = std::move(person);
    row.chat = stats->chat;
    row.total = stats->total;
    row.mine = stats->mine;
    row.theirs = stats->total - stats->mine;
    row.my_chars = stats->chars[kOurs];
    row.their_chars = stats->chars[kTheirs];
    if (stats->texts != 0)
        row.average_chars =
            static_cast<double>(row.my_chars + row.their_chars) / static_cast<double>(stats->texts);
    if (stats->total != 0) {
        row.first_date = shown_date(stats->first, stats->first_day);
        row.last_date = shown_date(stats->last, stats->last_day);
    }
    row.labels = stats->labels();
    row.stickers = stats->kind(Kind::sticker);
    row.money = stats->money();
    row.recalls = stats->recalls;
    row.night = stats->night(night);
    row.peak = peak_of(stats->months);
    row.stats = std::move(stats);
    return row;
}

}  // namespace

std::string shown_date(std::int64_t unix_seconds, Day day) {
    return unix_seconds <= 0 || unix_seconds > kNewestShown ? "-" : format_date(day);
}

std::string shown_date(std::int64_t unix_seconds, const Zone& zone) {
    return shown_date(unix_seconds, zone.day_at(unix_seconds));
}

bool is_contact(const store::Person& person) {
    return !person.key.empty() && (person.flags & store::kFriend) != 0 &&
           (person.flags & store::kOfficial) == 0;
}

double percent(std::uint64_t count, std::uint64_t total) {
    return total == 0 ? 0 : static_cast<double>(count) / static_cast<double>(total) * 100;
}

ContactList contact_list(const ContactInput& input) {
    const auto& snapshot = input.snapshot;
    const auto chats = direct_chats(snapshot);
    const auto groups = shared_groups(input);
    const auto nothing = std::make_shared<const ChatStats>();
    ContactList list;
    for (std::size_t i = 0; i < snapshot.people.size(); ++i) {
        const auto& person = snapshot.people[i];
        if (!is_contact(*person)) continue;
        const auto chat = chats[i];
        auto& row = list.rows.emplace_back(
            row_of(person, chat == 0 ? nothing : input.chats[chat - 1], input.night));
        row.shared_groups = groups[i];
        if (row.total != 0 && row.stats->last >= input.recent_since)
            row.recent = recent_rows(snapshot.chats[chat - 1], input, list.oldest_recent);
    }
    std::sort(list.rows.begin(), list.rows.end(), [](const auto& a, const auto& b) {
        if (a.total != b.total) return a.total > b.total;
        if (a.person->key != b.person->key) return a.person->key < b.person->key;
        return a.person->id < b.person->id;
    });
    return list;
}

}  // namespace kith::insight

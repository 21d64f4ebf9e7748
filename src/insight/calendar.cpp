// See calendar.h.
#include "insight/calendar.h"

#include <algorithm>

#include "insight/labels.h"
#include "insight/local_days.h"

namespace kith::insight {
namespace {

const std::string& key_of(const Active& active) {
    return active.person ? active.person->key : active.chat->key;
}

void sort_by_count(std::vector<Active>& list) {
    std::sort(list.begin(), list.end(), [](const Active& a, const Active& b) {
        if (a.count != b.count) return a.count > b.count;
        if (key_of(a) != key_of(b)) return key_of(a) < key_of(b);
        return a.chat->id < b.chat->id;
    });
}

std::shared_ptr<const store::Person> find_person(const store::Snapshot& snapshot,
                                                 store::PersonId id) {
    const auto& people = snapshot.people;
    const auto at =
        std::lower_bound(people.begin(), people.end(), id,
                         [](const auto& person, auto value) { return person->id < value; });
    return at == people.end() || (*at)->id != id ? nullptr : *at;
}

// Rows of the selection before this time.
std::uint64_t rows_before(const Selection& selection, std::int64_t time) {
    std::uint64_t rows = 0;
    for (const auto& [chunk, columns, first, last] : selection.slices) {
        if (columns.time[first] >= time) break;
        rows += static_cast<std::uint64_t>(
            std::lower_bound(columns.time + first, columns.time + last, time) -
            (columns.time + first));
    }
    return rows;
}

}  // namespace

std::vector<DayCount> trend(std::span<const DayCount> heatmap, Day last, int length) {
    std::vector<DayCount> days;
    const Day first = last - length + 1;
    auto at = std::lower_bound(heatmap.begin(), heatmap.end(), first,
                               [](const DayCount& count, Day day) { return count.day < day; });
    for (Day day = first; day <= last; ++day) {
        const bool known = at != heatmap.end() && at->day == day;
        days.push_back({day, known ? at->total : 0});
        if (known) ++at;
    }
    return days;
}

store::Range range_of(const Zone& zone, Day day) {
    // 0 would mean "open", so the first second of 1970 cannot be a bound.
    return {std::max<std::int64_t>(zone.start_of(day), 1), zone.start_of(day + 1) - 1};
}

ActiveDay active_on(const store::Snapshot& snapshot, const Zone& zone, Day day) {
    ActiveDay found;
    const auto range = range_of(zone, day);
    if (range.to < range.from) return found;
    for (const auto& chat : snapshot.chats) {
        const auto count = counted_rows(select(chat, range));
        if (count == 0) continue;
        if (chat.info->kind == store::ChatKind::group) {
            found.groups.push_back({chat.info, nullptr, count});
            continue;
        }
        auto person = find_person(snapshot, chat.info->peer);
        if (person == nullptr || (person->flags & store::kOfficial) != 0) continue;
        found.contacts.push_back({chat.info, std::move(person), count});
    }
    sort_by_count(found.contacts);
    sort_by_count(found.groups);
    return found;
}

std::vector<Day> active_dates(const store::Chat& chat, const Zone& zone) {
    std::vector<Day> found;
    const auto selection = select(chat, {});
    const LocalDays days{zone, selection.first_time(), selection.last_time()};
    std::uint32_t done_until = 0;  // the day of rows before this time is in the list
    for (const auto& [chunk, columns, first, last] : selection.slices) {
        for (auto row = first; row < last; ++row) {
            if (columns.time[row] < done_until || (columns.flags[row] & kDeleted) != 0 ||
                !makes_active(static_cast<Kind>(columns.kind[row])))
                continue;
            const auto& piece = days.at(columns.time[row]);
            done_until = piece.end;
            found.push_back(piece.day);
        }
    }
    std::sort(found.begin(), found.end());  // a clock change gives a day twice
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<MonthRows> months_of(const store::Chat& chat, const Zone& zone) {
    std::vector<MonthRows> found;
    const auto selection = select(chat, {});
    if (selection.empty()) return found;
    const auto rows = row_count(selection);
    const Month last = month_of(zone.day_at(selection.last_time()));
    std::uint64_t done = 0;
    for (Month month = month_of(zone.day_at(selection.first_time())); done < rows; ++month) {
        const auto until = month == last + 1
                               ? rows
                               : rows_before(selection, zone.start_of(first_day_of(month + 1)));
        if (until > done) found.push_back({month, done, until - done});
        done = std::max(done, until);
    }
    return found;
}

}  // namespace kith::insight

// See window.h.
#include "search/window.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"
#include "search/directory.h"
#include "text/utf8.h"

namespace kith::search {
namespace {

using store::RowAt;
using From = WindowAsk::From;

bool erased(const store::Columns& columns, std::uint32_t row) {
    return (columns.flags[row] & kDeleted) != 0;
}

std::uint32_t shown_rows(const store::Columns& columns, std::uint32_t first, std::uint32_t last) {
    if ((columns.flag_union & kDeleted) == 0) return last - first;
    std::uint32_t hidden = 0;
    for (auto row = first; row < last; ++row) hidden += erased(columns, row) ? 1U : 0U;
    return last - first - hidden;
}

// One picture of the chat: its columns are asked for once, so that rows arriving meanwhile do not
// shift the numbers.
class Rows {
  public:
    explicit Rows(const store::Chat& chat) {
        for (const auto& chunk : chat.rows->chunks) columns_.push_back(chunk->columns());
    }
    std::uint32_t chunks() const { return static_cast<std::uint32_t>(columns_.size()); }
    const store::Columns& columns(std::uint32_t chunk) const { return columns_[chunk]; }
    RowAt end() const { return {chunks(), 0}; }
    // A place found later may lie behind this picture.
    RowAt inside(RowAt place) const {
        return place.chunk < chunks()
                   ? RowAt{place.chunk, std::min(place.row, columns_[place.chunk].size)}
                   : end();
    }

    // Up to `limit` shown rows before the place, newest first.
    std::vector<RowAt> back_from(RowAt place, std::size_t limit) const;
    // Up to `limit` shown rows from the place on, oldest first.
    std::vector<RowAt> on_from(RowAt place, std::size_t limit) const;
    bool any_before(RowAt place) const { return !back_from(place, 1).empty(); }
    bool any_from(RowAt place) const { return !on_from(place, 1).empty(); }
    std::uint64_t count_before(RowAt place) const;
    std::vector<MonthFacet> months(const Zone& zone) const;

  private:
    std::vector<store::Columns> columns_;
};

std::vector<RowAt> Rows::back_from(RowAt place, std::size_t limit) const {
    std::vector<RowAt> found;
    auto [chunk, row] = inside(place);
    while (found.size() < limit) {
        if (row == 0) {
            if (chunk == 0) break;
            row = columns_[--chunk].size;
            continue;
        }
        if (!erased(columns_[chunk], --row)) found.push_back({chunk, row});
    }
    return found;
}

std::vector<RowAt> Rows::on_from(RowAt place, std::size_t limit) const {
    std::vector<RowAt> found;
    for (; place.chunk < chunks() && found.size() < limit; ++place.chunk, place.row = 0) {
        const auto& columns = columns_[place.chunk];
        for (; place.row < columns.size && found.size() < limit; ++place.row)
            if (!erased(columns, place.row)) found.push_back(place);
    }
    return found;
}

std::uint64_t Rows::count_before(RowAt place) const {
    std::uint64_t count = 0;
    for (std::uint32_t chunk = 0; chunk < chunks() && chunk <= place.chunk; ++chunk) {
        const auto last = chunk < place.chunk ? columns_[chunk].size : inside(place).row;
        count += shown_rows(columns_[chunk], 0, last);
    }
    return count;
}

std::vector<MonthFacet> Rows::months(const Zone& zone) const {
    std::vector<MonthFacet> out;
    if (!any_from({0, 0})) return out;
    const auto first = on_from({0, 0}, 1).front(), last = back_from(end(), 1).front();
    const Months months{zone, columns_[first.chunk].time[first.row],
                        columns_[last.chunk].time[last.row]};
    for (const auto& columns : columns_) {
        for (std::uint32_t row = 0; row < columns.size;) {
            const auto month = months.at(columns.time[row]);
            const auto* stop = std::lower_bound(columns.time + row, columns.time + columns.size,
                                                months.end(month));
            const auto next = static_cast<std::uint32_t>(stop - columns.time);
            const auto count = shown_rows(columns, row, next);
            row = next;
            if (count == 0) continue;
            const int year = months.year(month), number = months.month(month);
            if (out.empty() || out.back().year != year || out.back().month != number)
                out.push_back({year, number, 0});
            out.back().count += count;
        }
    }
    return out;
}

RowAt next(RowAt place) {
    return {place.chunk, place.row + 1};
}

RowAt place_of(const store::Chat& chat, store::MessageId id) {
    const auto place = position_of(chat, id);
    require(place.has_value(), Errc::not_found, "no such message in this chat", "no_message");
    return *place;
}

// `limit` rows with `place` in the middle, or at the front when `share` is 0; fewer on one side
// give room to the other.
std::vector<RowAt> spread(const Rows& rows, RowAt place, std::size_t limit, std::size_t share) {
    auto older = rows.back_from(place, limit);
    auto newer = rows.on_from(place, limit);
    const auto back = std::max(share, limit - std::min(limit, newer.size()));
    older.resize(std::min(older.size(), back));
    newer.resize(std::min(newer.size(), limit - older.size()));
    std::ranges::reverse(older);
    older.insert(older.end(), newer.begin(), newer.end());
    return older;
}

std::vector<RowAt> chosen(const Rows& rows, const store::Chat& chat, const WindowAsk& ask) {
    const auto older_than = [&](RowAt place) {
        auto found = rows.back_from(place, ask.limit);
        std::ranges::reverse(found);
        return found;
    };
    switch (ask.from) {
        case From::around:
            return spread(rows, place_of(chat, ask.id), ask.limit, ask.limit / 2);
        case From::at: {
            const auto place = first_at(chat, ask.time);
            return place ? spread(rows, *place, ask.limit, 0) : older_than(rows.end());
        }
        case From::before:
            return older_than(place_of(chat, ask.id));
        case From::after:
            return rows.on_from(next(place_of(chat, ask.id)), ask.limit);
        case From::end:
            break;
    }
    return older_than(rows.end());
}

WindowItem item_of(const store::Snapshot& snapshot, const store::Chat& chat, RowAt at,
                   const store::Columns& columns) {
    const auto& chunk = *chat.rows->chunks[at.chunk];
    WindowItem item;
    item.id = chunk.id_of(at.row);
    item.time = columns.time[at.row];
    if (const auto sender = columns.sender[at.row]; sender < chat.rows->people.size())
        item.sender = chat.rows->people[sender];
    item.name = sender_name(snapshot, chat, item.sender);
    item.flags = columns.flags[at.row];
    item.is_mine = (item.flags & kMine) != 0;
    item.kind = static_cast<Kind>(columns.kind[at.row]);
    item.text = chunk.text_of(at.row);
    const auto shown = text::first_code_points(item.text, kWindowTextCodePoints).size();
    item.cut = shown < item.text.size();
    item.text.resize(shown);
    return item;
}

}  // namespace

std::optional<RowAt> position_of(const store::Chat& chat, store::MessageId id) {
    const auto& chunks = chat.rows->chunks;
    for (std::uint32_t i = 0; i < chunks.size(); ++i) {
        const auto offset = id.value - chunks[i]->id_base();
        if (offset < 0 || offset > std::numeric_limits<std::uint32_t>::max()) continue;
        const auto columns = chunks[i]->columns();
        const auto* end = columns.id + columns.size;
        const auto* found = std::find(columns.id, end, static_cast<std::uint32_t>(offset));
        if (found != end) return RowAt{i, static_cast<std::uint32_t>(found - columns.id)};
    }
    return std::nullopt;
}

std::optional<RowAt> first_at(const store::Chat& chat, std::int64_t time) {
    const auto& chunks = chat.rows->chunks;
    for (std::uint32_t i = 0; i < chunks.size(); ++i) {
        const auto columns = chunks[i]->columns();
        if (columns.size == 0 || columns.time[columns.size - 1] < time) continue;
        const auto* found = std::lower_bound(columns.time, columns.time + columns.size, time);
        return RowAt{i, static_cast<std::uint32_t>(found - columns.time)};
    }
    return std::nullopt;
}

Window window_of(const store::Snapshot& snapshot, const store::Chat& chat, const WindowAsk& ask,
                 const Zone& zone) {
    require(ask.limit >= 1 && ask.limit <= kWindowLimit, Errc::invalid,
            "limit must be between 1 and 500", "bad_limit");
    const Rows rows{chat};
    const auto places = chosen(rows, chat, ask);
    Window window;
    window.total = rows.count_before(rows.end());
    window.months = rows.months(zone);
    for (const auto at : places)
        window.items.push_back(item_of(snapshot, chat, at, rows.columns(at.chunk)));
    if (places.empty()) return window;
    window.ordinal = rows.count_before(places.front());
    if (rows.any_before(places.front())) window.before = window.items.front().id;
    if (rows.any_from(next(places.back()))) window.after = window.items.back().id;
    return window;
}

}  // namespace kith::search

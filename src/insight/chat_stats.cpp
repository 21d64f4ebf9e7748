// See chat_stats.h.
#include "insight/chat_stats.h"

#include <algorithm>
#include <limits>

#include "text/utf8.h"

namespace kith::insight {
namespace {

using store::Chunk;
using store::Columns;

// Per block of rows one 64-bit word for each combination of kind and the flags `mine` and `system
// phrase`: 13 bits rows, 13 bits rows with a text, above them code points. One addition a row.
constexpr std::uint32_t kBlockRows = 4'096;
constexpr int kWithTextShift = 13, kCharsShift = 26;
constexpr std::uint64_t kRowsMask = (1U << kWithTextShift) - 1;
constexpr int kKindBits = 5;
constexpr std::size_t kWords = 4U << kKindBits;
static_assert(kKindCount <= 1 << kKindBits && kBlockRows <= kRowsMask);
static_assert(kMine == 1 && kSystemPhrase == 2);

// The entry of this key in an ascending list, made if it is not there. Nearly always the last one:
// only a clock that falls back across midnight returns to a day that has ended.
template <class Entry, class Key>
Entry& entry(std::vector<Entry>& list, Key Entry::* key, Key value) {
    auto at = list.end();
    while (at != list.begin() && (*std::prev(at)).*key >= value) --at;
    if (at == list.end() || (*at).*key != value) {
        at = list.insert(at, Entry{});
        (*at).*key = value;
    }
    return *at;
}

// The pass over one chat. A block of rows is looked at twice while it is in the nearest cache: once
// for what does not depend on time, once for hours, days and sessions. Each loop is then short
// enough for its sums to stay in registers.
class Pass {
  public:
    // `rows`: how many come, at most.
    Pass(ChatStats& out, const LocalDays& days, std::int64_t gap, std::uint64_t rows)
        : out_{out},
          days_{days},
          gap_{static_cast<std::uint32_t>(
              std::clamp<std::int64_t>(gap, 0, std::numeric_limits<std::uint32_t>::max() - 1))} {
        day_list_.reserve(std::min<std::uint64_t>(rows, days.size()));
    }

    void take(const Slice& slice) {
        for (auto first = slice.first; first < slice.last; first += kBlockRows)
            block(*slice.chunk, slice.columns, first, std::min(slice.last, first + kBlockRows));
    }
    void finish() {
        end_hour();
        end_day();
        end_month();
        out_.days.assign(day_list_.begin(), day_list_.end());
    }

  private:
    void block(const Chunk& chunk, const Columns& columns, std::uint32_t first, std::uint32_t last);
    void count_times(const Columns& columns, std::uint32_t first, std::uint32_t last);
    void enter(std::uint32_t time, const DayPiece& piece);
    void end_hour();
    void end_day();
    void end_month();
    void settle(const std::array<std::uint64_t, kWords>& words);

    ChatStats& out_;
    const LocalDays& days_;
    const std::uint32_t gap_;
    const DayPiece* piece_{};   // null until the first row
    std::uint32_t before_{};    // time of the row before
    std::uint32_t hour_end_{};  // Unix seconds
    std::size_t hour_{};
    // Of the open hour, day and month.
    std::uint32_t hour_total_{}, day_total_{}, month_total_{}, month_mine_{};
    std::vector<DayCount> day_list_;  // becomes out_.days, at its exact size
};

void Pass::block(const Chunk& chunk, const Columns& columns, std::uint32_t first,
                 std::uint32_t last) {
    // Two tables in turn: adding to the same word twice in a row would wait for memory.
    std::array<std::array<std::uint64_t, kWords>, 2> words{};
    const auto *const kinds = columns.kind, *const all_flags = columns.flags;
    const auto* const lengths = columns.length;
    auto counted_from = first;
    for (std::uint32_t row = first; row < last; ++row) {
        const std::uint32_t kind = kinds[row], flags = all_flags[row];
        if (!is_counted(kinds[row], all_flags[row])) [[unlikely]] {
            out_.recalls += (flags & (kDeleted | kRevokeNotice)) == kRevokeNotice;
            count_times(columns, counted_from, row);
            counted_from = row + 1;
            continue;
        }
        std::uint64_t length = lengths[row];
        if (length == store::kLongLength) [[unlikely]]
            length = chunk.length_of(row);
        const auto word = (kind & ((1U << kKindBits) - 1)) | (flags & (kMine | kSystemPhrase))
                                                                 << kKindBits;
        words[row % 2][word] +=
            1 + (std::uint64_t{length != 0} << kWithTextShift) + (length << kCharsShift);
    }
    count_times(columns, counted_from, last);
    for (const auto& half : words) settle(half);
}

std::uint32_t mine_in(const Columns& columns, std::uint32_t first, std::uint32_t last) {
    std::uint32_t mine = 0;
    for (auto row = first; row < last; ++row) mine += columns.flags[row] & kMine;
    return mine;
}

// Rows that all count.
[[gnu::noinline]] void Pass::count_times(const Columns& columns, std::uint32_t first,
                                         std::uint32_t last) {
    if (first == last) return;
    const auto* const times = columns.time;
    const auto gap = gap_;
    // The first row of a chat opens a session: as if the row before were infinitely far away.
    auto before = piece_ == nullptr ? times[first] + 1 : before_;
    auto hour_end = hour_end_;
    auto hour_first = first, month_first = first;
    for (auto row = first; row < last; ++row) {
        const auto time = times[row];
        if (time - before > gap) [[unlikely]] {
            ++out_.sessions;
            out_.my_sessions += columns.flags[row] & kMine;
        }
        before = time;
        if (time < hour_end) [[likely]]
            continue;
        hour_total_ += row - hour_first;
        hour_first = row;
        const auto& piece = piece_ != nullptr && time < piece_->end ? *piece_ : days_.at(time);
        if (piece_ != nullptr && piece.month != piece_->month) {
            month_mine_ += mine_in(columns, month_first, row);
            month_first = row;
        }
        enter(time, piece);
        hour_end = hour_end_;
    }
    hour_total_ += last - hour_first;
    month_mine_ += mine_in(columns, month_first, last);
    before_ = before;
    hour_end_ = hour_end;
}
void Pass::enter(std::uint32_t time, const DayPiece& piece) {
    end_hour();
    if (piece_ != nullptr && piece.day != piece_->day) end_day();
    if (piece_ != nullptr && piece.month != piece_->month) end_month();
    piece_ = &piece;
    hour_ = (time - piece.zero) / 3'600;
    hour_end_ = std::min(piece.end, piece.zero + static_cast<std::uint32_t>(hour_ + 1) * 3'600);
}

void Pass::end_hour() {
    out_.hours[hour_] += hour_total_;
    day_total_ += hour_total_;
    hour_total_ = 0;
}

void Pass::end_day() {
    if (day_total_ == 0) return;
    entry(day_list_, &DayCount::day, piece_->day).total += day_total_;
    out_.weekdays[piece_->weekday] += day_total_;
    month_total_ += day_total_;
    day_total_ = 0;
}

void Pass::end_month() {
    if (month_total_ == 0) return;
    auto& month = entry(out_.months, &MonthCount::month, piece_->month);
    month.total += month_total_;
    month.mine += month_mine_;
    month_total_ = month_mine_ = 0;
}

void Pass::settle(const std::array<std::uint64_t, kWords>& words) {
    for (std::size_t i = 0; i < kWords; ++i) {
        if (words[i] == 0) continue;
        const auto kind = i & ((1U << kKindBits) - 1);
        const auto flags = i >> kKindBits;
        const std::size_t side = (flags & kMine) != 0 ? kOurs : kTheirs;
        const std::uint64_t rows = words[i] & kRowsMask;
        out_.total += rows;
        if (side == kOurs) out_.mine += rows;
        const auto known = std::min<std::size_t>(kind, static_cast<std::size_t>(Kind::other));
        out_.kinds[side][known] += static_cast<std::uint32_t>(rows);
        if (known != static_cast<std::size_t>(Kind::text) || (flags & kSystemPhrase) != 0) continue;
        out_.chars[side] += words[i] >> kCharsShift;
        out_.texts += words[i] >> kWithTextShift & kRowsMask;
    }
}

bool is_said(const Columns& columns, std::uint32_t row) {
    return columns.kind[row] == static_cast<std::uint8_t>(Kind::text) && columns.length[row] != 0 &&
           (columns.flags[row] & (kSystemPhrase | kDeleted)) == 0;
}

std::int64_t first_counted(const Selection& selection) {
    for (const auto& slice : selection.slices)
        for (auto row = slice.first; row < slice.last; ++row)
            if (is_counted(slice.columns.kind[row], slice.columns.flags[row]))
                return slice.columns.time[row];
    return 0;
}

std::int64_t last_counted(const Selection& selection) {
    for (auto at = selection.slices.rbegin(); at != selection.slices.rend(); ++at)
        for (auto row = at->last; row-- > at->first;)
            if (is_counted(at->columns.kind[row], at->columns.flags[row]))
                return at->columns.time[row];
    return 0;
}

std::string first_text(const Selection& selection) {
    for (const auto& slice : selection.slices)
        for (auto row = slice.first; row < slice.last; ++row)
            if (is_said(slice.columns, row))
                return std::string{
                    text::first_code_points(slice.chunk->text_of(row), kFirstTextCodePoints)};
    return {};
}

// By side. Reads the flags alone.
std::array<std::uint64_t, 2> count_receipts(const Selection& selection) {
    std::uint64_t all = 0, mine = 0;
    for (const auto& [chunk, columns, first, last] : selection.slices) {
        std::uint32_t some = 0, some_mine = 0;
        for (auto row = first; row < last; ++row) {
            const std::uint8_t flags = columns.flags[row];
            const bool receipt = (flags & (kReceipt | kDeleted)) == kReceipt;
            some += receipt;
            some_mine += receipt & flags & kMine;
        }
        all += some;
        mine += some_mine;
    }
    return {all - mine, mine};
}

std::vector<std::uint32_t> count_senders(const Selection& selection) {
    const auto people = selection.chat->rows->people.size();
    std::vector<std::uint32_t> senders(people + 1);  // the last: nobody
    for (const auto& [chunk, columns, first, last] : selection.slices)
        for (auto row = first; row < last; ++row)
            senders[std::min<std::size_t>(columns.sender[row], people)] +=
                is_counted(columns.kind[row], columns.flags[row]);
    senders.pop_back();
    return senders;
}

}  // namespace

std::uint64_t ChatStats::kind(Kind kind) const {
    const auto i = static_cast<std::size_t>(kind);
    return std::uint64_t{kinds[kTheirs][i]} + kinds[kOurs][i];
}

std::uint64_t ChatStats::money() const {
    return kind(Kind::red_packet) + kind(Kind::transfer) - receipts[kTheirs] - receipts[kOurs];
}

std::uint64_t ChatStats::night(NightHours night) const {
    std::uint64_t sum = 0;
    for (int hour = 0; hour < 24; ++hour)
        if (night.contains(hour)) sum += hours[static_cast<std::size_t>(hour)];
    return sum;
}

LabelCounts ChatStats::labels() const {
    LabelCounts found{};
    for (int i = 0; i < kKindCount; ++i)
        found[static_cast<std::size_t>(label_of(static_cast<Kind>(i)))] +=
            kind(static_cast<Kind>(i));
    return found;
}

ChatStats chat_stats(const Selection& selection, const LocalDays& days,
                     std::int64_t session_gap_seconds) {
    const auto& chat = *selection.chat;
    ChatStats out;
    out.chat = chat.info->id;
    Pass pass{out, days, session_gap_seconds, row_count(selection)};
    for (const auto& slice : selection.slices) pass.take(slice);
    pass.finish();
    if (out.total != 0) {
        out.first = first_counted(selection);
        out.last = last_counted(selection);
        out.first_day = days.at(static_cast<std::uint32_t>(out.first)).day;
        out.last_day = days.at(static_cast<std::uint32_t>(out.last)).day;
    }
    out.first_text = first_text(selection);
    if (out.kind(Kind::transfer) != 0) out.receipts = count_receipts(selection);
    if (chat.info->kind == store::ChatKind::group) out.senders = count_senders(selection);
    return out;
}

ChatStats chat_stats(const store::Chat& chat, store::Range range, const Params& params) {
    const auto selection = select(chat, range);
    const LocalDays days{params.zone, selection.first_time(), selection.last_time()};
    return chat_stats(selection, days, params.session_gap_seconds);
}

}  // namespace kith::insight

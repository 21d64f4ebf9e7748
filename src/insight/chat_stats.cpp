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

// The loop over one chat: what is open of the current day, and the sums so far.
class Pass {
  public:
    Pass(ChatStats& out, const LocalDays& days, std::int64_t gap)
        : out_{out}, days_{days}, gap_{gap} {}

    void take(const Slice& slice) {
        for (auto first = slice.first; first < slice.last; first += kBlockRows)
            block(*slice.chunk, slice.columns, first, std::min(slice.last, first + kBlockRows));
    }
    void finish() { end_day(); }

  private:
    void block(const Chunk& chunk, const Columns& columns, std::uint32_t first, std::uint32_t last);
    void enter(std::uint32_t time);
    void end_day();
    void settle(const std::array<std::uint64_t, kWords>& words);

    ChatStats& out_;
    const LocalDays& days_;
    const std::int64_t gap_;
    const DayPiece* piece_{};
    std::uint32_t piece_end_{};
    std::uint32_t day_total_{}, day_mine_{};
    std::int64_t before_ = std::numeric_limits<std::int64_t>::min() / 2;
};

// The hot loop. Rows that do not count are rare, so are changes of the day.
void Pass::block(const Chunk& chunk, const Columns& columns, std::uint32_t first,
                 std::uint32_t last) {
    std::array<std::uint64_t, kWords> words{};
    auto before = before_;
    std::uint32_t end = piece_end_, zero = piece_ != nullptr ? piece_->zero : 0;
    std::uint32_t day_total = day_total_, day_mine = day_mine_;
    for (std::uint32_t row = first; row < last; ++row) {
        const std::uint8_t kind = columns.kind[row], flags = columns.flags[row];
        if (!is_counted(kind, flags)) [[unlikely]] {
            out_.recalls += (flags & (kDeleted | kRevokeNotice)) == kRevokeNotice;
            continue;
        }
        const std::uint32_t time = columns.time[row];
        if (time >= end) [[unlikely]] {
            day_total_ = day_total, day_mine_ = day_mine;
            enter(time);
            day_total = day_total_, day_mine = day_mine_;
            end = piece_end_, zero = piece_->zero;
        }
        const std::uint32_t mine = flags & kMine;
        ++out_.hours[(time - zero) / 3'600];
        ++day_total;
        day_mine += mine;
        if (time - before > gap_) [[unlikely]] {
            ++out_.sessions;
            out_.my_sessions += mine;
        }
        before = time;
        std::uint64_t length = columns.length[row];
        if (length == store::kLongLength) [[unlikely]]
            length = chunk.length_of(row);
        const std::size_t word =
            (kind & ((1U << kKindBits) - 1)) | (flags & (kMine | kSystemPhrase)) << kKindBits;
        words[word] += 1 + (std::uint64_t{length != 0} << kWithTextShift) + (length << kCharsShift);
    }
    before_ = before;
    day_total_ = day_total, day_mine_ = day_mine;
    settle(words);
}

// Once per day and at clock changes.
void Pass::enter(std::uint32_t time) {
    const DayPiece* next = &days_.at(time);
    if (piece_ == nullptr || next->day != piece_->day) end_day();
    piece_ = next;
    piece_end_ = next->end;
}

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

void Pass::end_day() {
    if (day_total_ == 0) return;
    entry(out_.days, &DayCount::day, piece_->day).total += day_total_;
    auto& month = entry(out_.months, &MonthCount::month, piece_->month);
    month.total += day_total_;
    month.mine += day_mine_;
    out_.weekdays[static_cast<std::size_t>(weekday_of(piece_->day))] += day_total_;
    day_total_ = day_mine_ = 0;
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
    out.version = chat.rows->version;
    out.rows = selection.rows;
    Pass pass{out, days, session_gap_seconds};
    for (const auto& slice : selection.slices) pass.take(slice);
    pass.finish();
    if (out.total != 0) {
        out.first = first_counted(selection);
        out.last = last_counted(selection);
        out.first_day = days.at(static_cast<std::uint32_t>(out.first)).day;
        out.last_day = days.at(static_cast<std::uint32_t>(out.last)).day;
    }
    out.first_text = first_text(selection);
    if (chat.info->kind == store::ChatKind::group) out.senders = count_senders(selection);
    return out;
}

ChatStats chat_stats(const store::Chat& chat, store::Range range, const Params& params) {
    const auto selection = select(chat, range);
    const LocalDays days{params.zone, selection.first_time(), selection.last_time()};
    return chat_stats(selection, days, params.session_gap_seconds);
}

}  // namespace kith::insight

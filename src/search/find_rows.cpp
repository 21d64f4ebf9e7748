// See find_rows.h.
#include "search/find_rows.h"

#include <algorithm>
#include <bit>

#include "base/message.h"

namespace kith::search {
namespace {

using About = Term::About;
using store::Columns;

constexpr auto kNotice = static_cast<std::uint8_t>(Kind::system);
constexpr std::int64_t kHour = 3'600, kDay = 86'400;

// Keeps the rows of the set that pass. Words of the bitmap with many rows are tested without
// branches, those with few row by row.
template <class Test>
void keep_where(RowBits& rows, std::uint32_t size, Test test) {
    constexpr int kFew = 16;
    for (std::uint32_t w = 0; w < RowBits::kWords; ++w) {
        const auto word = rows.words[w];
        if (word == 0) continue;
        const std::uint32_t first = w * 64;
        std::uint64_t keep = 0;
        if (std::popcount(word) < kFew) {
            for (auto left = word; left != 0; left &= left - 1) {
                const auto bit = static_cast<std::uint32_t>(std::countr_zero(left));
                keep |= std::uint64_t{test(first + bit)} << bit;
            }
        } else {
            const std::uint32_t count = std::min(64U, size - first);
            for (std::uint32_t bit = 0; bit < count; ++bit)
                keep |= std::uint64_t{test(first + bit)} << bit;
        }
        rows.words[w] = word & keep;
    }
}

bool counted(const Columns& columns, std::uint32_t row) {
    return columns.kind[row] != kNotice && (columns.flags[row] & kDeleted) == 0;
}

}  // namespace

RowMatcher::RowMatcher(const Plan& plan, const FindContext& context, const LocalClock& clock)
    : plan_{&plan}, context_{&context}, clock_{&clock}, states_(plan.leaves.size()) {
    for (std::size_t i = 0; i < states_.size(); ++i)
        if (plan.leaves[i].about == About::words)
            states_[i].scanners.assign(2, Scanner{plan.leaves[i].needle});
}

Verdict RowMatcher::enter(const store::Chat& chat, std::uint32_t chat_index) {
    chat_ = &chat;
    chat_verdicts_.resize(plan_->leaves.size());
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto& leaf = plan_->leaves[i];
        chat_verdicts_[i] = verdict_of(leaf, chat, chat_index);
        const bool senders = leaf.about == About::sender || leaf.about == About::with;
        if (!senders || chat_verdicts_[i] != Verdict::rows) continue;
        auto& state = states_[i];
        state.mine = leaf.me || std::ranges::binary_search(leaf.named.mine, chat.info->account);
        state.chosen.clear();
        for (const auto person : chat.rows->people)
            state.chosen.push_back(std::ranges::binary_search(leaf.named.people, person) ? 1 : 0);
    }
    return verdict_of(*plan_->root, chat_verdicts_);
}

void RowMatcher::match(std::uint32_t chunk, const Columns& columns, RowBits& out) {
    out.clear();
    if (columns.size == 0) return;
    columns_ = &columns;
    chunk_ = chunk;
    verdicts_ = chat_verdicts_;
    const auto verdict =
        settle_times(columns) ? verdict_of(*plan_->root, verdicts_) : Verdict::rows;
    if (verdict == Verdict::none) return;
    RowBits within;
    visible(columns, within);
    if (verdict == Verdict::all)
        out = within;
    else
        rows_of(*plan_->root, within, out);
}

// Rows that may be found at all.
void RowMatcher::visible(const Columns& columns, RowBits& out) const {
    out.clear();
    const auto [first, last] = store::rows_in(columns, context_->range);
    if (first >= last) return;
    out.set_range(first, last);
    if ((columns.flag_union & kDeleted) != 0)
        keep_where(out, columns.size,
                   [&](std::uint32_t row) { return (columns.flags[row] & kDeleted) == 0; });
    if (!plan_->notices)
        keep_where(out, columns.size,
                   [&](std::uint32_t row) { return columns.kind[row] != kNotice; });
}

// Times that hold for the whole chunk, or for none of it. True when there are such terms.
bool RowMatcher::settle_times(const Columns& columns) {
    bool any = false;
    const std::int64_t first = columns.time[0], last = columns.time[columns.size - 1];
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
        const auto& leaf = plan_->leaves[i];
        if (leaf.about != About::time || verdicts_[i] != Verdict::rows) continue;
        any = true;
        if (last < leaf.span.from || first >= leaf.span.to) verdicts_[i] = Verdict::none;
        if (first >= leaf.span.from && last < leaf.span.to) verdicts_[i] = Verdict::all;
    }
    return any;
}

void RowMatcher::rows_of(const Node& node, const RowBits& within, RowBits& out) {
    switch (node.kind) {
        case Node::Kind::term:
            leaf_rows(node.term, within, out);
            break;
        case Node::Kind::all:
            all_of(node, within, out);
            break;
        case Node::Kind::any:
            any_of(node, within, out);
            break;
        case Node::Kind::none: {
            RowBits inner;
            rows_of(node.children[0], within, inner);
            out = within;
            out.subtract(inner);
        }
    }
}

void RowMatcher::all_of(const Node& node, const RowBits& within, RowBits& out) {
    out = within;
    for (const auto& child : node.children) {
        if (out.none()) return;
        const RowBits before = out;
        rows_of(child, before, out);
    }
}

void RowMatcher::any_of(const Node& node, const RowBits& within, RowBits& out) {
    RowBits left = within, found;
    out.clear();
    for (const auto& child : node.children) {
        if (left.none()) return;
        rows_of(child, left, found);
        out |= found;
        left.subtract(found);
    }
}

void RowMatcher::leaf_rows(std::size_t index, const RowBits& within, RowBits& out) {
    const auto& leaf = plan_->leaves[index];
    auto& state = states_[index];
    const auto& columns = *columns_;
    out = within;
    if (verdicts_[index] == Verdict::all) return;
    if (verdicts_[index] == Verdict::none) return out.clear();
    switch (leaf.about) {
        case About::words:
            words(state, out);
            break;
        case About::sender:
        case About::with: {
            const std::uint8_t mine = state.mine ? kMine : 0;
            const auto known = static_cast<std::uint32_t>(state.chosen.size());
            keep_where(out, columns.size, [&](std::uint32_t row) {
                const std::uint32_t sender = columns.sender[row];
                return (columns.flags[row] & mine) != 0 ||
                       (sender < known && state.chosen[sender] != 0);
            });
            break;
        }
        case About::time:
            keep_where(out, columns.size, [&](std::uint32_t row) {
                return columns.time[row] >= leaf.span.from && columns.time[row] < leaf.span.to;
            });
            break;
        case About::kind:
            keep_where(out, columns.size, [&](std::uint32_t row) {
                return (leaf.set >> (columns.kind[row] & 31U) & 1U) != 0;
            });
            break;
        case About::hour:
        case About::weekday:
            local_rows(leaf, out);
            break;
        case About::state:
            state_rows(leaf.state, out);
            break;
        default:
            break;  // settled for the whole chat
    }
}

void RowMatcher::words(LeafState& state, RowBits& out) const {
    RowBits found;
    found.clear();
    const auto& columns = *columns_;
    if (columns.text.units > 0) state.scanners[0].match(columns.text, 0, columns.size, found);
    if (columns.extra.units > 0) state.scanners[1].match(columns.extra, 0, columns.size, found);
    out &= found;
}

void RowMatcher::state_rows(State state, RowBits& out) const {
    const auto& columns = *columns_;
    const auto keep = [&](auto test) { keep_where(out, columns.size, test); };
    switch (state) {
        case State::mine:
            return keep([&](std::uint32_t row) { return (columns.flags[row] & kMine) != 0; });
        case State::theirs:
            return keep([&](std::uint32_t row) {
                return (columns.flags[row] & kMine) == 0 && columns.kind[row] != kNotice;
            });
        case State::system:
            return keep([&](std::uint32_t row) {
                return columns.kind[row] == kNotice || (columns.flags[row] & kSystemPhrase) != 0;
            });
        case State::opener:
            return openers(out);
        default:
            return;  // settled for the whole chat, or hours
    }
}

// Time of the last row that counts before this chunk, or nothing as a time far in the past.
std::int64_t RowMatcher::counted_before() const {
    for (std::uint32_t chunk = chunk_; chunk-- > 0;) {
        const auto columns = chat_->rows->chunks[chunk]->columns();
        for (auto row = columns.size; row-- > 0;)
            if (counted(columns, row)) return columns.time[row];
    }
    return std::int64_t{-1} << 40;
}

// First rows of sessions, by the rows that count. Reads all rows of the chunk.
void RowMatcher::openers(RowBits& out) const {
    const auto& columns = *columns_;
    std::int64_t before = counted_before();
    RowBits found;
    found.clear();
    for (std::uint32_t row = 0; row < columns.size; ++row) {
        if (!counted(columns, row)) continue;
        if (columns.time[row] - before > context_->session_gap_seconds) found.set(row);
        before = columns.time[row];
    }
    out &= found;
}

void RowMatcher::local_rows(const Leaf& leaf, RowBits& out) const {
    const auto& columns = *columns_;
    const bool hours = leaf.about == About::hour;
    const auto* stretch = clock_->at(columns.time[0]);
    keep_where(out, columns.size, [&](std::uint32_t row) {
        const std::int64_t time = columns.time[row];
        while (time >= stretch->end) ++stretch;
        // 1970-01-01 was a Thursday. Zones west of it reach back a day: a week more keeps the
        // division positive.
        const std::int64_t local = time + stretch->offset + 7 * kDay;
        const auto bit = hours ? local / kHour % 24 : (local / kDay + 4) % 7;
        return (leaf.set >> bit & 1U) != 0;
    });
}

}  // namespace kith::search

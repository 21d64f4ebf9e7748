// Which rows of a chunk a query means: every term becomes a bitmap of 4,096 bits, the tree joins
// them.
#pragma once

#include <cstdint>
#include <vector>

#include "search/find_plan.h"
#include "search/scan.h"
#include "store/snapshot.h"

namespace kith::search {

// One thread's evaluation of one plan. Keeps references to all it is given.
//
//   RowMatcher matcher{plan, context, clock};
//   if (matcher.enter(chat, index) != Verdict::none)
//       for each chunk of the chat: matcher.match(c, chunk->columns(), rows);
//
// Cost of match: per word the units of the chunk / 64 steps; per other term that is not settled for
// the whole chat 0.3 to 2 ns a row that is still in question.
class RowMatcher {
  public:
    RowMatcher(const Plan& plan, const FindContext& context, const LocalClock& clock);

    // Chunks are of this chat from now on. `none`: it has no such row.
    Verdict enter(const store::Chat& chat, std::uint32_t chat_index);
    // `out` becomes the rows of chunk number `chunk` that the query means. Erased rows are never
    // among them.
    void match(std::uint32_t chunk, const store::Columns& columns, RowBits& out);

  private:
    struct LeafState {
        std::vector<Scanner> scanners;     // words: text plane, extra plane
        std::vector<std::uint8_t> chosen;  // sender, with: by index into the chat's people
        bool mine{};                       // sender: rows of the owner too
    };

    void visible(const store::Columns& columns, RowBits& out) const;
    bool settle_times(const store::Columns& columns);
    void rows_of(const Node& node, const RowBits& within, RowBits& out);
    void all_of(const Node& node, const RowBits& within, RowBits& out);
    void any_of(const Node& node, const RowBits& within, RowBits& out);
    void leaf_rows(std::size_t index, const RowBits& within, RowBits& out);
    void words(LeafState& state, RowBits& out) const;
    void state_rows(State state, RowBits& out) const;
    void openers(RowBits& out) const;
    void local_rows(const Leaf& leaf, RowBits& out) const;
    std::int64_t counted_before() const;

    const Plan* plan_;
    const FindContext* context_;
    const LocalClock* clock_;
    std::vector<LeafState> states_;
    std::vector<Verdict> chat_verdicts_;  // of the chat
    std::vector<Verdict> verdicts_;       // of the chunk
    const store::Chat* chat_ = nullptr;
    const store::Columns* columns_ = nullptr;
    std::uint32_t chunk_ = 0;
};

}  // namespace kith::search

// All statistics of one moment: what the contact list, the totals and the calendar show for a range
// of time. Made from a snapshot in one pass; after a change only the changed chats are counted
// again.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/stop.h"
#include "insight/chat_stats.h"
#include "insight/contacts.h"
#include "insight/params.h"
#include "insight/totals.h"
#include "store/snapshot.h"

namespace kith::insight {

// What a board is asked for. `now` is the caller's clock in Unix seconds; only ContactStats::recent
// depends on it.
struct BoardQuery {
    store::Range range;
    Params params;
    std::int64_t now{};
};

// Immutable once made; any thread.
struct Board {
    std::uint64_t generation{};  // of the snapshot
    BoardQuery query;
    std::vector<ContactStats> contacts;  // most messages first, then by key
    GlobalStats global;
    std::vector<DayCount> days;  // contacts and groups, ascending
    // All chats of the snapshot, in its order (by id), also those of nobody in `contacts`.
    std::vector<std::shared_ptr<const ChatStats>> chats;
    // What the chats were then, by position: they are counted again when this changes.
    struct Seen {
        std::uint64_t version{}, rows{};  // rows: of the whole chat, in and out of the range
        friend bool operator==(const Seen&, const Seen&) = default;
    };
    std::vector<Seen> seen;
    // ContactStats::recent counts from here; it is right for all later moments up to the second.
    std::int64_t recent_since{};
    std::optional<std::int64_t> oldest_recent;

    const ChatStats* chat(
        store::ChatId id) const;  // binary search; null when there is no such chat
};

// Takes what is unchanged from `before` (may be null), which must stem from the same store.
// `threads` threads, the caller's among them. 6 ns for each row that is counted. Throws what
// stop.check() throws.
std::shared_ptr<const Board> make_board(const store::Snapshot& snapshot, const BoardQuery& query,
                                        const Board* before, int threads, const Stop& stop);

// True when the board is what make_board() would make now. O(chunks).
bool is_current(const Board& board, const store::Snapshot& snapshot, const BoardQuery& query);

inline constexpr std::size_t kBoards = 4;  // ranges kept at a time

// Keeps the boards of the last few ranges of one store. Any thread; two callers who want the same
// board wait for one computation.
class BoardCache {
  public:
    explicit BoardCache(int threads) : threads_{threads} {}

    std::shared_ptr<const Board> board(const store::Snapshot& snapshot, const BoardQuery& query,
                                       const Stop& stop);
    // Forgets everything: another store was opened.
    void clear();

  private:
    struct Slot {
        std::mutex busy;
        std::shared_ptr<const Board> board;
    };
    std::shared_ptr<Slot> slot(const BoardQuery& query);

    const int threads_;
    std::mutex guard_;
    struct Kept {
        store::Range range;
        std::string zone;
        std::int64_t session_gap{};
        std::shared_ptr<Slot> slot;
    };
    std::vector<Kept> kept_;  // the last used first
};

}  // namespace kith::insight

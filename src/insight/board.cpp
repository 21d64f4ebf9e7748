// See board.h.
#include "insight/board.h"

#include <algorithm>
#include <utility>

#include "insight/workers.h"

namespace kith::insight {
namespace {

// Below this many rows a second thread costs more than it saves.
constexpr std::uint64_t kRowsWorthAThread = 200'000;

const std::shared_ptr<const ChatStats>* find(
    const std::vector<std::shared_ptr<const ChatStats>>& chats, store::ChatId id) {
    const auto at =
        std::lower_bound(chats.begin(), chats.end(), id,
                         [](const auto& chat, auto value) { return chat->chat < value; });
    return at == chats.end() || (*at)->chat != id ? nullptr : &*at;
}

bool same_counts(const BoardQuery& a, const BoardQuery& b) {
    return a.range == b.range && a.params.zone.name() == b.params.zone.name() &&
           a.params.session_gap_seconds == b.params.session_gap_seconds;
}

bool unchanged(const ChatStats& stats, const store::Chat& chat, std::uint64_t rows) {
    return stats.version == chat.rows->version && stats.rows == rows;
}

// What has to be counted: the chats that changed, largest first.
struct Work {
    struct Item {
        std::size_t position;  // in the snapshot
        Selection selection;
        std::uint64_t rows;  // selected
    };
    std::vector<Item> items;
    std::uint64_t rows{};
    std::int64_t first{}, last{};  // times of all selected rows

    void add(std::size_t position, Selection selection) {
        std::uint64_t selected = 0;
        for (const auto& slice : selection.slices) selected += slice.last - slice.first;
        if (selected != 0) {
            first = rows == 0 ? selection.first_time() : std::min(first, selection.first_time());
            last = std::max(last, selection.last_time());
        }
        rows += selected;
        items.push_back({position, std::move(selection), selected});
    }
};

Work work_of(const store::Snapshot& snapshot, const BoardQuery& query, const Board* before,
             std::vector<std::shared_ptr<const ChatStats>>& chats) {
    Work work;
    const bool reusable = before != nullptr && same_counts(before->query, query);
    for (std::size_t i = 0; i < snapshot.chats.size(); ++i) {
        const auto& chat = snapshot.chats[i];
        auto selection = select(chat, query.range);
        const auto* known = reusable ? find(before->chats, chat.info->id) : nullptr;
        if (known != nullptr && unchanged(**known, chat, selection.rows))
            chats[i] = *known;
        else
            work.add(i, std::move(selection));
    }
    std::sort(work.items.begin(), work.items.end(),
              [](const auto& a, const auto& b) { return a.rows > b.rows; });
    return work;
}

std::vector<std::shared_ptr<const ChatStats>> count_chats(const store::Snapshot& snapshot,
                                                          const BoardQuery& query,
                                                          const Board* before, int threads,
                                                          const Stop& stop) {
    std::vector<std::shared_ptr<const ChatStats>> chats(snapshot.chats.size());
    const auto work = work_of(snapshot, query, before, chats);
    const LocalDays days{query.params.zone, work.first, work.last};
    run_all(work.rows < kRowsWorthAThread ? 1 : threads, work.items.size(), [&](std::size_t i) {
        stop.check();
        const auto& item = work.items[i];
        chats[item.position] = std::make_shared<const ChatStats>(
            chat_stats(item.selection, days, query.params.session_gap_seconds));
    });
    return chats;
}

}  // namespace

const ChatStats* Board::chat(store::ChatId id) const {
    const auto* found = find(chats, id);
    return found == nullptr ? nullptr : found->get();
}

std::shared_ptr<const Board> make_board(const store::Snapshot& snapshot, const BoardQuery& query,
                                        const Board* before, int threads, const Stop& stop) {
    auto board = std::make_shared<Board>();
    board->generation = snapshot.generation;
    board->query = query;
    board->chats = count_chats(snapshot, query, before, threads, stop);
    board->recent_since = month_before(query.params.zone, query.now);
    stop.check();
    auto list = contact_list(
        {snapshot, board->chats, query.range, query.params.night, board->recent_since});
    board->contacts = std::move(list.rows);
    board->oldest_recent = list.oldest_recent;
    std::vector<std::shared_ptr<const ChatStats>> groups;
    for (std::size_t i = 0; i < snapshot.chats.size(); ++i)
        if (snapshot.chats[i].info->kind == store::ChatKind::group)
            groups.push_back(board->chats[i]);
    auto sums = totals({board->contacts, groups, query.params});
    board->global = std::move(sums.global);
    board->days = std::move(sums.days);
    return board;
}

bool is_current(const Board& board, const store::Snapshot& snapshot, const BoardQuery& query) {
    if (board.generation != snapshot.generation || board.query.range != query.range ||
        !(board.query.params == query.params) || board.chats.size() != snapshot.chats.size())
        return false;
    const auto since = month_before(query.params.zone, query.now);
    if (since < board.recent_since) return false;
    if (board.oldest_recent && since > *board.oldest_recent) return false;
    // A live chat grows without a new snapshot.
    for (std::size_t i = 0; i < board.chats.size(); ++i)
        if (!unchanged(*board.chats[i], snapshot.chats[i], row_count(snapshot.chats[i])))
            return false;
    return true;
}

std::shared_ptr<BoardCache::Slot> BoardCache::slot(const BoardQuery& query) {
    const std::lock_guard lock{guard_};
    const auto at = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
        return kept.range == query.range && kept.zone == query.params.zone.name() &&
               kept.session_gap == query.params.session_gap_seconds;
    });
    if (at != kept_.end()) {
        std::rotate(kept_.begin(), at, at + 1);
    } else {
        if (kept_.size() == kBoards) kept_.pop_back();
        kept_.insert(kept_.begin(), {query.range, query.params.zone.name(),
                                     query.params.session_gap_seconds, std::make_shared<Slot>()});
    }
    return kept_.front().slot;
}

std::shared_ptr<const Board> BoardCache::board(const store::Snapshot& snapshot,
                                               const BoardQuery& query, const Stop& stop) {
    const auto kept = slot(query);
    const std::lock_guard lock{kept->busy};
    if (!kept->board || !is_current(*kept->board, snapshot, query))
        kept->board = make_board(snapshot, query, kept->board.get(), threads_, stop);
    return kept->board;
}

void BoardCache::clear() {
    const std::lock_guard lock{guard_};
    kept_.clear();
}

}  // namespace kith::insight

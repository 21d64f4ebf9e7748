// See board.h.
#include "insight/board.h"

#include <algorithm>
#include <utility>

#include "insight/workers.h"

namespace kith::insight {
namespace {

// Below this many rows a second thread costs more than it saves.
constexpr std::uint64_t kRowsWorthAThread = 200'000;

using Chats = std::vector<std::shared_ptr<const ChatStats>>;

// The position of a chat; the size of the list when it is not there.
std::size_t find(const Chats& chats, store::ChatId id) {
    const auto at =
        std::lower_bound(chats.begin(), chats.end(), id,
                         [](const auto& chat, auto value) { return chat->chat < value; });
    if (at == chats.end() || (*at)->chat != id) return chats.size();
    return static_cast<std::size_t>(at - chats.begin());
}

bool same_counts(const BoardQuery& a, const BoardQuery& b) {
    return a.range == b.range && a.params.zone.name() == b.params.zone.name() &&
           a.params.session_gap_seconds == b.params.session_gap_seconds;
}

// A live chat grows without a new version.
Board::Seen seen_now(const store::Chat& chat) {
    return {chat.rows->version, row_count(chat)};
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
        const auto selected = row_count(selection);
        if (selected != 0) {
            first = rows == 0 ? selection.first_time() : std::min(first, selection.first_time());
            last = std::max(last, selection.last_time());
        }
        rows += selected;
        items.push_back({position, std::move(selection), selected});
    }
};

// Fills board.seen and takes over what is unchanged; the rest is work. A chat is looked at before
// its rows are selected, so that rows which come in between are seen as a change next time.
Work work_of(const store::Snapshot& snapshot, const Board* before, Board& board) {
    Work work;
    const bool reusable = before != nullptr && same_counts(before->query, board.query);
    for (std::size_t i = 0; i < snapshot.chats.size(); ++i) {
        const auto& chat = snapshot.chats[i];
        board.seen[i] = seen_now(chat);
        const auto known = reusable ? find(before->chats, chat.info->id) : 0;
        if (reusable && known < before->chats.size() && before->seen[known] == board.seen[i])
            board.chats[i] = before->chats[known];
        else
            work.add(i, select(chat, board.query.range));
    }
    std::sort(work.items.begin(), work.items.end(),
              [](const auto& a, const auto& b) { return a.rows > b.rows; });
    return work;
}

void count_chats(const store::Snapshot& snapshot, const Board* before, int threads,
                 const Stop& stop, Board& board) {
    board.chats.resize(snapshot.chats.size());
    board.seen.resize(snapshot.chats.size());
    const auto work = work_of(snapshot, before, board);
    const auto& params = board.query.params;
    const LocalDays days{params.zone, work.first, work.last};
    run_all(work.rows < kRowsWorthAThread ? 1 : threads, work.items.size(), [&](std::size_t i) {
        stop.check();
        const auto& item = work.items[i];
        board.chats[item.position] = std::make_shared<const ChatStats>(
            chat_stats(item.selection, days, params.session_gap_seconds));
    });
}

}  // namespace

const ChatStats* Board::chat(store::ChatId id) const {
    const auto at = find(chats, id);
    return at == chats.size() ? nullptr : chats[at].get();
}

std::shared_ptr<const Board> make_board(const store::Snapshot& snapshot, const BoardQuery& query,
                                        const Board* before, int threads, const Stop& stop) {
    auto board = std::make_shared<Board>();
    board->generation = snapshot.generation;
    board->query = query;
    count_chats(snapshot, before, threads, stop, *board);
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
    for (std::size_t i = 0; i < board.chats.size(); ++i)
        if (board.seen[i] != seen_now(snapshot.chats[i])) return false;
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

// Making a piece of an import ready for the writer.
#include "store/prepared.h"

#include <algorithm>
#include <numeric>

#include "store/seconds.h"

namespace kith::store {
namespace {

RowOrder order_of(const Row& row) {
    return {row.time, row.sequence};
}

// Readers hand rows over in order; a piece that is not is put in order, equal ones as they came.
void sort_rows(std::vector<Row>& rows) {
    if (std::ranges::is_sorted(rows, {}, order_of)) return;
    std::vector<std::size_t> places(rows.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::sort(places, {},
                      [&](std::size_t at) { return std::pair{order_of(rows[at]), at}; });
    std::vector<Row> sorted;
    sorted.reserve(rows.size());
    for (const auto at : places) sorted.push_back(std::move(rows[at]));
    rows = std::move(sorted);
}

std::int64_t last_known_second(const ChatRows& stored) {
    std::int64_t last = -1;
    if (!stored.chunks.empty()) {
        const auto columns = stored.chunks.back()->columns();
        last = columns.time[columns.size - 1];
    }
    if (!stored.erased.empty()) last = std::max<std::int64_t>(last, stored.erased.back().time);
    return last;
}

template <class Take>
void fold_all(std::span<const Row> rows, std::span<const MessageId> ids, ChatPeople& people,
              Take take) {
    ChunkBuilder open;
    PersonId last_sender;
    std::uint16_t number = kNobody;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        if (row.sender != last_sender) {
            number = people.index(row.sender);
            last_sender = row.sender;
        }
        const auto id = ids.empty() ? MessageId{} : ids[i];
        if (open.add(row, number, id)) continue;
        take(open.build());
        open.add(row, number, id);
    }
    if (open.size() != 0) take(open.build());
}

}  // namespace

bool goes_to_end(const ChatRows& stored, const Row& first) {
    return second_of(first.time) > last_known_second(stored);
}

Prepared prepare(ChatId chat, std::vector<Row> rows, const ChatRows& stored, ChatPeople& people,
                 const Reading& reading, const ImportFormats& formats, MessageReader& reader) {
    sort_rows(rows);
    Prepared made;
    made.chat = chat;
    made.version = stored.version;
    const auto split = std::ranges::partition_point(
        rows, [&](const Row& row) { return !goes_to_end(stored, row); });
    const auto maybe = static_cast<std::size_t>(split - rows.begin());
    if (maybe == 0) {
        made.rows = std::move(rows);
    } else {
        const auto verdicts = match(stored, std::span{rows}.first(maybe), reading, formats, reader);
        for (std::size_t i = 0; i < maybe; ++i) {
            const auto& verdict = verdicts[i];
            if (verdict.verdict == Verdict::same) {
                ++made.same;
            } else if (verdict.verdict == Verdict::add) {
                made.rows.push_back(std::move(rows[i]));
                made.late.push_back(verdict.position);
            } else {
                made.changes.push_back(std::move(rows[i]));
                made.change_positions.push_back(verdict.position);
                made.change_ids.push_back(verdict.id);
            }
        }
        made.rows.insert(made.rows.end(), std::move_iterator{split},
                         std::move_iterator{rows.end()});
    }
    fold_all(made.rows, {}, people,
             [&](std::shared_ptr<Chunk> chunk) { made.chunks.push_back(std::move(chunk)); });
    made.change_chunks = build_chunks(made.changes, made.change_ids, people);
    return made;
}

std::vector<ChunkPtr> build_chunks(std::span<const Row> rows, std::span<const MessageId> ids,
                                   ChatPeople& people) {
    std::vector<ChunkPtr> made;
    fold_all(rows, ids, people, [&](std::shared_ptr<Chunk> chunk) { made.push_back(chunk); });
    return made;
}

}  // namespace kith::store

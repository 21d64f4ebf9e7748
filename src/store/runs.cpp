// Putting a chat together from runs of rows.
#include "store/runs.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace kith::store {
namespace {

struct Entry {
    std::uint32_t second{}, run{};
    const ChunkPtr* chunk{};
    std::uint32_t row{};
};

std::vector<Entry> entries_of(const std::vector<Run>& runs) {
    std::vector<Entry> entries;
    for (std::uint32_t run = 0; run < runs.size(); ++run)
        for (const auto& chunk : runs[run].chunks) {
            const auto columns = chunk->columns();
            for (std::uint32_t row = 0; row < columns.size; ++row)
                entries.push_back({columns.time[row], run, &chunk, row});
        }
    std::ranges::sort(entries, {}, [](const Entry& entry) {
        return std::tuple{entry.second, entry.run, entry.chunk, entry.row};
    });
    return entries;
}

// Rows of one second from several runs: by what the table says.
void sort_second(std::span<Entry> group, MessageReader& reader) {
    const auto id_of = [](const Entry& entry) { return (*entry.chunk)->id_of(entry.row); };
    std::ranges::sort(group, {}, id_of);
    std::vector<MessageId> ids;
    for (const auto& entry : group) ids.push_back(id_of(entry));
    std::vector<RowFacts> facts;
    reader.facts(ids, facts);
    if (facts.size() != group.size()) return;  // a damaged table: any order will do
    std::vector<std::pair<RowFacts, Entry>> both;
    for (std::size_t i = 0; i < facts.size(); ++i) both.emplace_back(facts[i], group[i]);
    std::ranges::sort(both, {}, [](const auto& one) {
        return std::tuple{one.first.time, one.first.sequence, one.first.id};
    });
    for (std::size_t i = 0; i < both.size(); ++i) group[i] = both[i].second;
}

void sort_seconds(std::vector<Entry>& entries, MessageReader& reader) {
    for (std::size_t first = 0; first < entries.size();) {
        auto last = first + 1;
        bool several = false;
        for (; last < entries.size() && entries[last].second == entries[first].second; ++last)
            several |= entries[last].run != entries[first].run;
        if (several) sort_second(std::span{entries}.subspan(first, last - first), reader);
        first = last;
    }
}

// Overlapping runs, row by row where they mix, chunk by chunk where they do not.
void merge(const std::vector<Run>& runs, ChunkList& to, MessageReader& reader) {
    auto entries = entries_of(runs);
    sort_seconds(entries, reader);
    for (std::size_t first = 0; first < entries.size();) {
        const auto& from = entries[first];
        auto last = first + 1;
        while (last < entries.size() && entries[last].chunk == from.chunk &&
               entries[last].row == from.row + (last - first))
            ++last;
        const auto rows = static_cast<std::uint32_t>(last - first);
        if (rows == (*from.chunk)->size())
            to.append(*from.chunk);
        else
            to.append(**from.chunk, from.row, from.row + rows);
        first = last;
    }
}

// Where a run begins and how far it reaches; an order that is not known counts as the lowest and
// the highest of its second.
std::pair<std::uint32_t, RowOrder> begin_of(const Run& run) {
    constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
    return {run.first_second(), run.first.value_or(RowOrder{kLowest, kLowest})};
}
std::pair<std::uint32_t, RowOrder> end_of(const Run& run) {
    constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();
    return {run.last_second(), run.last.value_or(RowOrder{kHighest, kHighest})};
}

}  // namespace

std::uint32_t Run::first_second() const {
    return chunks.front()->columns().time[0];
}

std::uint32_t Run::last_second() const {
    const auto columns = chunks.back()->columns();
    return columns.time[columns.size - 1];
}

std::vector<ChunkPtr> join_runs(std::vector<Run> runs, MessageReader& reader) {
    std::erase_if(runs, [](const Run& run) { return run.chunks.empty(); });
    std::ranges::sort(runs, {}, begin_of);
    ChunkList list;
    for (std::size_t first = 0; first < runs.size();) {
        // Runs that overlap with one of those before belong together.
        auto last = first + 1;
        auto reach = end_of(runs[first]);
        for (; last < runs.size() && !(reach < begin_of(runs[last])); ++last)
            reach = std::max(reach, end_of(runs[last]));
        if (last == first + 1) {
            for (auto& chunk : runs[first].chunks) list.append(std::move(chunk));
        } else {
            const auto begin = runs.begin() + static_cast<std::ptrdiff_t>(first);
            const auto end = runs.begin() + static_cast<std::ptrdiff_t>(last);
            merge({std::move_iterator{begin}, std::move_iterator{end}}, list, reader);
        }
        first = last;
    }
    return list.take();
}

}  // namespace kith::store

// See selection.h.
#include "insight/selection.h"

#include <algorithm>
#include <utility>

namespace kith::insight {

std::int64_t Selection::first_time() const {
    return empty() ? 0 : slices.front().columns.time[slices.front().first];
}

std::int64_t Selection::last_time() const {
    return empty() ? 0 : slices.back().columns.time[slices.back().last - 1];
}

Selection select(const store::Chat& chat, store::Range range) {
    Selection found{&chat, {}};
    const auto& chunks = chat.rows->chunks;
    auto at = chunks.begin();
    if (range.from != 0)
        at = std::partition_point(chunks.begin(), chunks.end(), [&](const auto& chunk) {
            const auto columns = chunk->columns();
            return columns.size == 0 || columns.time[columns.size - 1] < range.from;
        });
    for (; at != chunks.end(); ++at) {
        const auto columns = (*at)->columns();
        if (columns.size == 0) continue;
        if (range.to != 0 && columns.time[0] > range.to) break;
        const auto [first, last] =
            range.all() ? std::pair{0U, columns.size} : store::rows_in(columns, range);
        if (first < last) found.slices.push_back({at->get(), columns, first, last});
    }
    return found;
}

std::uint64_t row_count(const store::Chat& chat) {
    std::uint64_t rows = 0;
    for (const auto& chunk : chat.rows->chunks) rows += chunk->size();
    return rows;
}

std::uint64_t row_count(const Selection& selection) {
    std::uint64_t rows = 0;
    for (const auto& slice : selection.slices) rows += slice.last - slice.first;
    return rows;
}

std::uint64_t counted_rows(const Selection& selection) {
    std::uint64_t rows = 0;
    for (const auto& slice : selection.slices)
        for (auto row = slice.first; row < slice.last; ++row)
            rows += is_counted(slice.columns.kind[row], slice.columns.flags[row]);
    return rows;
}

}  // namespace kith::insight

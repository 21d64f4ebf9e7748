// See find_page.h.
#include "search/find_page.h"

#include <algorithm>

namespace kith::search {

Page::Page(Sort sort, std::size_t limit, std::optional<ResultKey> after)
    : sort_{sort}, limit_{limit}, after_{after} {
    heap_.reserve(limit + 1);
}

bool Page::hopeless(std::int64_t time) const {
    if (heap_.size() < limit_) return false;
    const auto last = heap_.front().key.time;
    return sort_ == Sort::oldest ? time > last : time < last;
}

// False when the row comes after all that are kept.
bool Page::add(const FoundRow& row) {
    const auto by_order = [this](const FoundRow& a, const FoundRow& b) {
        return before(a.key, b.key);
    };
    if (heap_.size() == limit_) {
        if (!before(row.key, heap_.front().key)) return false;
        std::ranges::pop_heap(heap_, by_order);
        heap_.pop_back();
    }
    heap_.push_back(row);
    std::ranges::push_heap(heap_, by_order);
    return true;
}

void Page::add(const store::Chunk& chunk, const store::Columns& columns, const RowBits& rows,
               std::uint32_t chat, std::uint32_t chunk_index) {
    const auto base = chunk.id_base();
    const auto look = [&](std::uint32_t row) {
        const ResultKey key{columns.time[row], base + columns.id[row]};
        if (hopeless(key.time)) return false;
        if (!after_ || before(*after_, key)) add({key, chat, {chunk_index, row}});
        return true;
    };
    if (columns.size == 0) return;
    if (sort_ == Sort::newest) {
        if (!hopeless(columns.time[columns.size - 1])) rows.each_newest_first(look);
        return;
    }
    bool going = !hopeless(columns.time[0]);
    for (std::uint32_t w = 0; going && w < RowBits::kWords; ++w)
        for (auto left = rows.words[w]; going && left != 0; left &= left - 1)
            going = look(w * 64 + static_cast<std::uint32_t>(std::countr_zero(left)));
}

void Page::merge(const Page& other) {
    for (const auto& row : other.heap_) add(row);
}

std::vector<FoundRow> Page::take() && {
    std::ranges::sort(
        heap_, [this](const FoundRow& a, const FoundRow& b) { return before(a.key, b.key); });
    return std::move(heap_);
}

}  // namespace kith::search

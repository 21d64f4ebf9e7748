// Rows of one second inside a chat: what deduplication and late rows look for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "store/snapshot.h"

namespace kith::store {

inline std::int64_t second_of(std::int64_t millis) {
    return millis >= 0 ? millis / 1000 : (millis - 999) / 1000;
}

struct PlacedRow {
    std::uint64_t position{};
    std::uint32_t chunk{}, row{};
};

// Walks the seconds of a chat upwards.
class SecondCursor {
  public:
    explicit SecondCursor(const ChatRows& rows) : rows_{rows} { enter(); }

    // The rows of this second, appended to `out`; the position where it begins or would begin.
    // Seconds asked for must not go down. Cost: O(log n) plus the chunks passed.
    std::uint64_t find(std::uint32_t second, std::vector<PlacedRow>& out) {
        while (chunk_ < rows_.chunks.size() && columns_.time[columns_.size - 1] < second) next();
        if (chunk_ == rows_.chunks.size()) return base_;
        auto row = static_cast<std::uint32_t>(
            std::lower_bound(columns_.time, columns_.time + columns_.size, second) - columns_.time);
        const auto begin = base_ + row;
        auto base = base_;
        auto columns = columns_;
        for (auto chunk = chunk_;;) {  // a second may go on in the next chunk
            for (; row < columns.size && columns.time[row] == second; ++row)
                out.push_back({base + row, chunk, row});
            if (row < columns.size || chunk + 1 == rows_.chunks.size()) return begin;
            base += columns.size;
            columns = rows_.chunks[++chunk]->columns();
            row = 0;
        }
    }

  private:
    void enter() {
        if (chunk_ < rows_.chunks.size()) columns_ = rows_.chunks[chunk_]->columns();
    }
    void next() {
        base_ += columns_.size;
        ++chunk_;
        enter();
    }

    const ChatRows& rows_;
    std::uint32_t chunk_ = 0;
    std::uint64_t base_ = 0;
    Columns columns_;
};

}  // namespace kith::store

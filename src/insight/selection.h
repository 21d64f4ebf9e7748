// The rows of one chat inside a range, seen at one moment: a live chat may grow while it is
// counted, a selection does not.
#pragma once

#include <cstdint>
#include <vector>

#include "store/snapshot.h"

namespace kith::insight {

// Rows [first, last) of one chunk.
struct Slice {
    const store::Chunk* chunk{};
    store::Columns columns;
    std::uint32_t first{}, last{};
};

// Valid as long as the chat it was made from.
struct Selection {
    const store::Chat* chat{};
    std::vector<Slice> slices;  // oldest first, none empty

    bool empty() const { return slices.empty(); }
    std::int64_t first_time() const;  // of any row inside, Unix seconds; 0 when empty
    std::int64_t last_time() const;
};

// O(log chunks + chunks inside); a binary search in the chunks at the ends of the range.
Selection select(const store::Chat& chat, store::Range range);

// Rows in the chat now, notices included. O(chunks).
std::uint64_t row_count(const store::Chat& chat);

// Rows of the selection, notices included. O(slices).
std::uint64_t row_count(const Selection& selection);

// Rows that count in statistics: notices and erased messages do not (archive contract §9 #4).
constexpr bool is_counted(std::uint8_t kind, std::uint8_t flags) {
    return kind != static_cast<std::uint8_t>(Kind::system) && (flags & kDeleted) == 0;
}
// Counted rows of a selection: one look at each row.
std::uint64_t counted_rows(const Selection& selection);

}  // namespace kith::insight

// Putting a chat together from runs of rows: each run is in order, but runs may overlap in time
// (imports of older files, live rows). Inside loading only.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/shape.h"
#include "store/snapshot.h"
#include "store/table.h"

namespace kith::store {

// Rows in (time, sequence, id) order.
struct Run {
    std::vector<ChunkPtr> chunks;
    std::optional<RowOrder> first, last;  // nothing: known by the seconds only

    std::uint32_t first_second() const;
    std::uint32_t last_second() const;
};

// One list of chunks. Runs that follow each other cost nothing; where they overlap their rows are
// sorted, and rows of equal seconds are looked up in the table.
std::vector<ChunkPtr> join_runs(std::vector<Run> runs, MessageReader& reader);

}  // namespace kith::store

// The best rows of a page, collected while chunks go by.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "search/cursor.h"
#include "search/scan.h"
#include "store/snapshot.h"

namespace kith::search {

// A row that was found.
struct FoundRow {
    ResultKey key;
    std::uint32_t chat{};  // index into Snapshot::chats
    store::RowAt at;
};

// Keeps the first `limit` rows after the cursor. One thread.
class Page {
  public:
    // sort: newest or oldest.
    Page(Sort sort, std::size_t limit, std::optional<ResultKey> after);

    // Rows of a chunk, in any order of chunks. Stops at the first row that is too late to matter:
    // the cost is the rows looked at, not the rows found.
    void add(const store::Chunk& chunk, const store::Columns& columns, const RowBits& rows,
             std::uint32_t chat, std::uint32_t chunk_index);
    void merge(const Page& other);
    // In order.
    std::vector<FoundRow> take() &&;

  private:
    bool before(const ResultKey& a, const ResultKey& b) const {
        return sort_ == Sort::oldest ? a < b : b < a;
    }
    bool add(const FoundRow& row);
    // Nothing at this time or later in order can enter.
    bool hopeless(std::int64_t time) const;

    Sort sort_;
    std::size_t limit_;
    std::optional<ResultKey> after_;
    std::vector<FoundRow> heap_;  // the last in order on top
};

}  // namespace kith::search

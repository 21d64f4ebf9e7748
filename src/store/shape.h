// Making lists of chunks: joining, cutting, inserting, replacing and removing rows. Chunks that
// nothing happens to stay as they are; the others are copied, about 10 ns a row.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "store/chunk.h"

namespace kith::store {

// Collects chunks and parts of chunks in order; small neighbours are joined.
class ChunkList {
  public:
    ChunkList() = default;
    explicit ChunkList(std::vector<ChunkPtr> begin);

    void append(ChunkPtr whole);
    void append(const Chunk& from, std::uint32_t first, std::uint32_t last);
    std::vector<ChunkPtr> take();

  private:
    bool joins(std::uint32_t rows);
    void flush();

    std::vector<ChunkPtr> done_;
    ChunkPtr held_;  // the last one, not copied yet
    ChunkBuilder open_;
};

// Rows that are not part of a chat yet, in order, numbered over all their chunks.
class FreshRows {
  public:
    FreshRows() = default;
    explicit FreshRows(std::vector<ChunkPtr> chunks);
    std::uint32_t size() const { return first_.empty() ? 0 : first_.back(); }
    // Calls use(chunk, first, last) for the rows [from, to).
    template <class Use>
    void each(std::uint32_t from, std::uint32_t to, Use use) const {
        auto at = chunk_of(from);
        while (from < to) {
            const auto end = std::min(to, first_[at + 1]);
            use(chunks_[at], from - first_[at], end - first_[at]);
            from = end;
            ++at;
        }
    }

  private:
    std::size_t chunk_of(std::uint32_t row) const;

    std::vector<ChunkPtr> chunks_;
    std::vector<std::uint32_t> first_;  // one more than chunks
};

enum class EditKind : std::uint8_t { insert, replace, remove };

// What happens at a position of the chat: a fresh row goes before it, replaces it, or it goes away.
struct Edit {
    std::uint64_t position{};
    EditKind kind{};
    std::uint32_t fresh{};
};

// `edits` by position, several inserts of one position in their order and before a replace or
// remove of it. Inserts may stand at the end (position = rows of the chat). Cost: O(chunks) plus
// the rows of the chunks concerned.
std::vector<ChunkPtr> edited(const std::vector<ChunkPtr>& chunks, std::span<const Edit> edits,
                             const FreshRows& fresh);

// The fresh rows [first, last) with the ids number, number + 1 … A chunk taken whole is numbered in
// place: nobody else may see it yet.
std::vector<ChunkPtr> numbered(const std::vector<std::shared_ptr<Chunk>>& chunks,
                               std::uint32_t first, std::uint32_t last, MessageId number);

}  // namespace kith::store

// Making lists of chunks.
#include "store/shape.h"

#include <algorithm>
#include <cassert>

namespace kith::store {
namespace {

// Chunks of about equal size from the rows of one old chunk and what is inserted into it.
class Cutter {
  public:
    Cutter(ChunkList& to, std::uint64_t rows) : to_{to} {
        const auto parts = std::max<std::uint64_t>(1, (rows + kChunkRows - 1) / kChunkRows);
        limit_ = static_cast<std::uint32_t>((rows + parts - 1) / parts);
    }
    ~Cutter() = default;

    void add(const Chunk& from, std::uint32_t first, std::uint32_t last) {
        while (first < last) {
            const auto take = std::min(last - first, limit_ - open_.size());
            open_.add(from, first, first + take);
            first += take;
            if (open_.size() == limit_) to_.append(open_.build());
        }
    }
    void end() {
        if (open_.size() != 0) to_.append(open_.build());
    }

  private:
    ChunkList& to_;
    std::uint32_t limit_;
    ChunkBuilder open_;
};

void edit_chunk(const Chunk& chunk, std::uint64_t base, std::uint32_t rows,
                std::span<const Edit> edits, const FreshRows& fresh, ChunkList& to) {
    std::uint64_t total = rows;
    for (const auto& edit : edits) {
        total += edit.kind == EditKind::insert ? 1 : 0;
        total -= edit.kind == EditKind::remove ? 1 : 0;
    }
    if (total == 0) return;
    Cutter cutter{to, total};
    std::uint32_t copied = 0;
    for (const auto& edit : edits) {
        const auto at = static_cast<std::uint32_t>(edit.position - base);
        if (at > copied) {
            cutter.add(chunk, copied, at);
            copied = at;
        }
        if (edit.kind != EditKind::insert) ++copied;
        if (edit.kind != EditKind::remove)
            fresh.each(edit.fresh, edit.fresh + 1,
                       [&](const ChunkPtr& from, auto first, auto last) {
                           cutter.add(*from, first, last);
                       });
    }
    cutter.add(chunk, copied, rows);
    cutter.end();
}

}  // namespace

ChunkList::ChunkList(std::vector<ChunkPtr> begin) : done_{std::move(begin)} {
    if (done_.empty()) return;
    held_ = std::move(done_.back());
    done_.pop_back();
}

// True when so many rows go into the open builder; then it holds what they are joined with.
bool ChunkList::joins(std::uint32_t rows) {
    if (open_.size() != 0) {
        if (open_.size() + rows <= kChunkRows) return true;
        done_.push_back(open_.build());
        return false;
    }
    if (!held_) return false;
    if (held_->size() + rows <= kChunkRows) {
        const auto held = std::move(held_);
        held_.reset();
        open_.add(*held, 0, held->size());
        return true;
    }
    done_.push_back(std::move(held_));
    held_.reset();
    return false;
}

void ChunkList::append(ChunkPtr whole) {
    const auto rows = whole->size();
    if (rows == 0) return;
    if (joins(rows))
        open_.add(*whole, 0, rows);
    else
        held_ = std::move(whole);
}

void ChunkList::append(const Chunk& from, std::uint32_t first, std::uint32_t last) {
    if (first == last) return;
    joins(last - first);
    open_.add(from, first, last);
}

void ChunkList::flush() {
    if (held_) done_.push_back(std::move(held_));
    held_.reset();
    if (open_.size() != 0) done_.push_back(open_.build());
}

std::vector<ChunkPtr> ChunkList::take() {
    flush();
    return std::move(done_);
}

FreshRows::FreshRows(std::vector<ChunkPtr> chunks) : chunks_{std::move(chunks)}, first_{0} {
    for (const auto& chunk : chunks_) first_.push_back(first_.back() + chunk->size());
}

std::size_t FreshRows::chunk_of(std::uint32_t row) const {
    return static_cast<std::size_t>(std::upper_bound(first_.begin(), first_.end(), row) -
                                    first_.begin() - 1);
}

std::vector<ChunkPtr> edited(const std::vector<ChunkPtr>& chunks, std::span<const Edit> edits,
                             const FreshRows& fresh) {
    ChunkList list;
    std::uint64_t base = 0;
    std::size_t next = 0;
    for (const auto& chunk : chunks) {
        const std::uint64_t rows = chunk->size();
        auto last = next;
        while (last < edits.size() && edits[last].position < base + rows) ++last;
        if (last == next)
            list.append(chunk);
        else
            edit_chunk(*chunk, base, static_cast<std::uint32_t>(rows),
                       edits.subspan(next, last - next), fresh, list);
        next = last;
        base += rows;
    }
    for (; next < edits.size(); ++next)
        fresh.each(
            edits[next].fresh, edits[next].fresh + 1,
            [&](const ChunkPtr& from, auto first, auto last) { list.append(*from, first, last); });
    return list.take();
}

std::vector<ChunkPtr> numbered(const std::vector<std::shared_ptr<Chunk>>& chunks,
                               std::uint32_t first, std::uint32_t last, MessageId number) {
    std::vector<ChunkPtr> made;
    std::uint32_t base = 0;
    for (const auto& chunk : chunks) {
        const auto rows = chunk->size();
        const auto from = std::max(first, base), to = std::min(last, base + rows);
        if (from < to) {
            auto part = chunk;
            if (to - from != rows) {
                ChunkBuilder copy;
                copy.add(*chunk, from - base, to - base);
                part = copy.build();
            }
            ChunkBuilder::number_from(*part, MessageId{number.value + (from - first)});
            made.push_back(std::move(part));
        }
        base += rows;
    }
    return made;
}

}  // namespace kith::store

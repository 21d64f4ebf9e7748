// Slabs of 2 MiB for chunks.
#include "store/chunk_memory.h"

#include <sanitizer/asan_interface.h>
#include <sys/mman.h>

#include <cassert>
#include <new>

namespace kith::store {
namespace {

constexpr std::size_t rounded(std::size_t size, std::size_t to) {
    return (size + to - 1) / to * to;
}

// For the address sanitizer: what is not handed out may not be touched. Nothing in other builds.
void forbid([[maybe_unused]] std::uintptr_t at, [[maybe_unused]] std::size_t size) {
    ASAN_POISON_MEMORY_REGION(reinterpret_cast<void*>(at), size);
}
void allow([[maybe_unused]] std::uintptr_t at, [[maybe_unused]] std::size_t size) {
    ASAN_UNPOISON_MEMORY_REGION(reinterpret_cast<void*>(at), size);
}

// Memory at a multiple of the slab size: more is mapped and both ends are given back.
std::uintptr_t map_slabs(std::size_t size) {
    const auto more = size + kSlabBytes;
    void* mapped = mmap(nullptr, more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc{};
    const auto start = reinterpret_cast<std::uintptr_t>(mapped);
    const auto at = rounded(start, kSlabBytes);
    if (at != start) munmap(mapped, at - start);
    const auto end = at + size;
    if (end != start + more) munmap(reinterpret_cast<void*>(end), start + more - end);
    // Only advice: where it is refused, small pages serve.
    madvise(reinterpret_cast<void*>(at), size, MADV_HUGEPAGE);
    return at;
}

void unmap(std::uintptr_t at, std::size_t size) {
    allow(at, size);
    munmap(reinterpret_cast<void*>(at), size);
}

}  // namespace

const std::shared_ptr<ChunkMemory>& ChunkMemory::shared() {
    static const auto memory = std::make_shared<ChunkMemory>();
    return memory;
}

ChunkMemory::~ChunkMemory() {
    assert(held_ == 0);  // blocks keep the memory alive, and the last one gives its slab back
}

void ChunkMemory::Free::operator()(std::uint8_t* block) const {
    memory->give_back(block, size);
}

ChunkMemory::Block ChunkMemory::take(std::size_t bytes) {
    const auto size = rounded(bytes == 0 ? 1 : bytes, kBlockAlignment);
    const auto block = [&](std::uintptr_t at) {
        allow(at, size);
        forbid(at + bytes, size - bytes);
        return Block{reinterpret_cast<std::uint8_t*>(at), Free{shared_from_this(), size}};
    };
    const std::lock_guard lock{mutex_};
    if (size > kSlabShare) {
        const auto slabs = rounded(size, kSlabBytes);
        const auto at = map_slabs(slabs);
        held_ += slabs;
        return block(at);
    }
    if (const auto fits = by_size_.lower_bound({size, 0}); fits != by_size_.end()) {
        const auto [room, at] = *fits;
        remove_free(at, room);
        if (room != size) add_free(at + size, room - size);
        return block(at);
    }
    const auto at = map_slabs(kSlabBytes);
    held_ += kSlabBytes;
    add_free(at + size, kSlabBytes - size);
    return block(at);
}

void ChunkMemory::give_back(std::uint8_t* block, std::size_t size) {
    auto at = reinterpret_cast<std::uintptr_t>(block);
    const std::lock_guard lock{mutex_};
    if (size > kSlabShare) {
        const auto slabs = rounded(size, kSlabBytes);
        held_ -= slabs;
        unmap(at, slabs);
        return;
    }
    const auto slab = at / kSlabBytes;
    auto next = by_place_.upper_bound(at);
    if (next != by_place_.begin()) {
        const auto [before, room] = *std::prev(next);
        if (before + room == at && before / kSlabBytes == slab) {
            remove_free(before, room);
            at = before;
            size += room;
        }
    }
    next = by_place_.upper_bound(at);
    if (next != by_place_.end() && at + size == next->first && next->first / kSlabBytes == slab) {
        const auto [behind, room] = *next;
        remove_free(behind, room);
        size += room;
    }
    if (size == kSlabBytes) {
        held_ -= kSlabBytes;
        unmap(at, kSlabBytes);
    } else {
        add_free(at, size);
    }
}

void ChunkMemory::add_free(std::uintptr_t at, std::size_t size) {
    forbid(at, size);
    by_place_.emplace(at, size);
    by_size_.emplace(size, at);
    free_ += size;
}

void ChunkMemory::remove_free(std::uintptr_t at, std::size_t size) {
    by_place_.erase(at);
    by_size_.erase({size, at});
    free_ -= size;
}

std::size_t ChunkMemory::slab_bytes() const {
    const std::lock_guard lock{mutex_};
    return held_;
}

std::size_t ChunkMemory::free_bytes() const {
    const std::lock_guard lock{mutex_};
    return free_;
}

}  // namespace kith::store

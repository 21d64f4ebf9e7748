// The memory of chunks: slabs of 2 MiB that the system may back with huge pages. A scan runs
// through all of it; with small pages it waits for address translation (measured: 0.5 instead
// of 1.1 ms for a rare word in 1 M messages).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

namespace kith::store {

inline constexpr std::size_t kSlabBytes = std::size_t{2} << 20;
// What is larger gets slabs of its own.
inline constexpr std::size_t kSlabShare = kSlabBytes / 2;
inline constexpr std::size_t kBlockAlignment = 128;

// Hands out blocks of the slabs, best fit first, joins what is given back and returns whole slabs
// to the system. Any thread; a lock and a look-up in a tree for each call.
class ChunkMemory : public std::enable_shared_from_this<ChunkMemory> {
  public:
    struct Free {
        std::shared_ptr<ChunkMemory> memory;
        std::size_t size{};
        void operator()(std::uint8_t* block) const;
    };
    // Aligned to 128; its bytes are anything. Keeps the memory alive.
    using Block = std::unique_ptr<std::uint8_t[], Free>;

    // The one of this process: chunks are made in many places and move between them, as with
    // malloc.
    static const std::shared_ptr<ChunkMemory>& shared();

    ~ChunkMemory();
    // Throws bad_alloc.
    Block take(std::size_t bytes);
    std::size_t slab_bytes() const;  // held from the system
    std::size_t free_bytes() const;  // of them not handed out

  private:
    void give_back(std::uint8_t* block, std::size_t size);
    void add_free(std::uintptr_t at, std::size_t size);
    void remove_free(std::uintptr_t at, std::size_t size);

    mutable std::mutex mutex_;
    std::map<std::uintptr_t, std::size_t> by_place_;
    std::set<std::pair<std::size_t, std::uintptr_t>> by_size_;
    std::size_t held_ = 0, free_ = 0;
};

}  // namespace kith::store

// Slabs of 2 MiB for chunks.
#include "store/chunk_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <thread>
#include <vector>

namespace kith::store {
namespace {

TEST(ChunkMemory, blocks_of_one_slab_follow_each_other) {
    const auto memory = std::make_shared<ChunkMemory>();
    auto a = memory->take(1000), b = memory->take(1);
    EXPECT_EQ(b.get() - a.get(), 1024);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(a.get()) % kSlabBytes, 0u);
    EXPECT_EQ(memory->slab_bytes(), kSlabBytes);
    EXPECT_EQ(memory->free_bytes(), kSlabBytes - 1024 - 128);
    a.reset();
    auto c = memory->take(1024);
    EXPECT_EQ(b.get() - c.get(), 1024);
}

TEST(ChunkMemory, empty_slabs_go_back_to_the_system) {
    const auto memory = std::make_shared<ChunkMemory>();
    std::vector<ChunkMemory::Block> blocks;
    for (int i = 0; i < 50; ++i) blocks.push_back(memory->take(213'000));
    EXPECT_EQ(memory->slab_bytes(), 6 * kSlabBytes);
    std::shuffle(blocks.begin(), blocks.end(), std::mt19937{1});
    blocks.clear();
    EXPECT_EQ(memory->slab_bytes(), 0u);
    EXPECT_EQ(memory->free_bytes(), 0u);
}

TEST(ChunkMemory, large_blocks_have_slabs_of_their_own) {
    const auto memory = std::make_shared<ChunkMemory>();
    auto small = memory->take(100);
    auto large = memory->take(5'000'000);
    std::memset(large.get(), 1, 5'000'000);
    EXPECT_EQ(memory->slab_bytes(), 4 * kSlabBytes);
    large.reset();
    EXPECT_EQ(memory->slab_bytes(), kSlabBytes);
}

TEST(ChunkMemory, random_use_never_overlaps_and_reuses_holes) {
    const auto memory = std::make_shared<ChunkMemory>();
    std::mt19937 random{2};
    std::vector<std::pair<ChunkMemory::Block, std::size_t>> blocks;
    std::size_t live = 0;
    for (int i = 0; i < 20'000; ++i) {
        if (blocks.size() < 200 || random() % 2 == 0) {
            const auto size = 1 + random() % (random() % 50 == 0 ? 1'500'000 : 60'000);
            auto block = memory->take(size);
            const auto mark = static_cast<std::uint8_t>(size);
            block[0] = block[size - 1] = mark;
            live += size;
            blocks.emplace_back(std::move(block), size);
        } else {
            std::swap(blocks[random() % blocks.size()], blocks.back());
            const auto& [block, size] = blocks.back();
            ASSERT_EQ(block[0], static_cast<std::uint8_t>(size));
            ASSERT_EQ(block[size - 1], static_cast<std::uint8_t>(size));
            live -= size;
            blocks.pop_back();
        }
        ASSERT_LT(memory->slab_bytes(), 2 * live + 8 * kSlabBytes);
    }
    blocks.clear();
    EXPECT_EQ(memory->slab_bytes(), 0u);
}

TEST(ChunkMemory, blocks_may_outlive_whoever_took_them) {
    auto memory = std::make_shared<ChunkMemory>();
    auto block = memory->take(10);
    memory.reset();
    block[9] = 1;
    EXPECT_EQ(block[9], 1);
}

TEST(ChunkMemory, threads_share_it) {
    const auto memory = std::make_shared<ChunkMemory>();
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 3; ++t)
        threads.emplace_back([&memory, t] {
            std::vector<ChunkMemory::Block> blocks;
            for (int i = 0; i < 500; ++i) {
                blocks.push_back(memory->take(1000 * (1 + t)));
                blocks.back()[0] = 1;
                if (i % 3 == 0) blocks.erase(blocks.begin());
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(memory->slab_bytes(), 0u);
}

}  // namespace
}  // namespace kith::store

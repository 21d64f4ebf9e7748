// Joining, cutting, inserting, replacing and removing rows of chunk lists, against plain vectors.
#include "store/shape.h"

#include <gtest/gtest.h>

#include <random>

namespace kith::store {
namespace {

Row row_of(std::int64_t number) {
    Row row;
    row.time = number * 1000;
    row.raw_type = 1;
    row.text = "text " + std::to_string(number);
    return row;
}

std::shared_ptr<Chunk> chunk_of(std::int64_t first, std::int64_t last) {
    ChunkBuilder builder;
    for (auto i = first; i < last; ++i) builder.add(row_of(i), 0, MessageId{i});
    return builder.build();
}

std::vector<std::int64_t> ids_of(const std::vector<ChunkPtr>& chunks) {
    std::vector<std::int64_t> ids;
    for (const auto& chunk : chunks)
        for (std::uint32_t row = 0; row < chunk->size(); ++row) {
            ids.push_back(chunk->id_of(row).value);
            EXPECT_EQ(chunk->text_of(row), "text " + std::to_string(ids.back()));
        }
    return ids;
}

std::vector<std::int64_t> numbers(std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> made;
    for (auto i = first; i < last; ++i) made.push_back(i);
    return made;
}

TEST(ChunkList, small_neighbours_are_joined_and_large_ones_stay_as_they_are) {
    const ChunkPtr large = chunk_of(0, kChunkRows);
    ChunkList list;
    list.append(large);
    std::int64_t next = kChunkRows;
    for (int i = 0; i < 100; ++i, next += 50) list.append(chunk_of(next, next + 50));
    const auto chunks = list.take();
    EXPECT_EQ(chunks[0], large);
    EXPECT_EQ(chunks.size(), 3u);
    EXPECT_EQ(ids_of(chunks), numbers(0, next));
}

TEST(ChunkList, goes_on_where_a_list_ended) {
    ChunkList list{{chunk_of(0, 4000), chunk_of(4000, 4010)}};
    list.append(*chunk_of(4000, 4100), 10, 100);
    const auto chunks = list.take();
    EXPECT_EQ(chunks.size(), 2u);
    EXPECT_EQ(ids_of(chunks), numbers(0, 4100));
    EXPECT_TRUE(ChunkList{}.take().empty());
}

TEST(Numbered, rows_get_ids_one_after_the_other_over_chunk_borders) {
    const std::vector<std::shared_ptr<Chunk>> chunks{chunk_of(0, 100), chunk_of(100, 150)};
    const auto middle = numbered(chunks, 30, 120, MessageId{1000});
    ASSERT_EQ(middle.size(), 2u);
    EXPECT_EQ(middle[0]->size(), 70u);
    EXPECT_EQ(middle[0]->id_of(0).value, 1000);
    EXPECT_EQ(middle[0]->text_of(0), "text 30");
    EXPECT_EQ(middle[1]->id_of(19).value, 1089);
    EXPECT_EQ(middle[1]->text_of(19), "text 119");
    const auto rest = numbered(chunks, 120, 150, MessageId{5000});
    ASSERT_EQ(rest.size(), 1u);
    EXPECT_EQ(rest[0]->id_of(0).value, 5000);
    EXPECT_EQ(rest[0]->text_of(0), "text 120");
}

// The same edits on a vector.
std::vector<std::int64_t> plain(const std::vector<std::int64_t>& old, std::span<const Edit> edits,
                                const std::vector<std::int64_t>& fresh) {
    std::vector<std::int64_t> made;
    std::size_t next = 0;
    for (std::uint64_t position = 0; position <= old.size(); ++position) {
        bool keep = position < old.size();
        for (; next < edits.size() && edits[next].position == position; ++next) {
            if (edits[next].kind != EditKind::remove) made.push_back(fresh[edits[next].fresh]);
            if (edits[next].kind != EditKind::insert) keep = false;
        }
        if (keep) made.push_back(old[position]);
    }
    return made;
}

TEST(Edited, random_edits_do_what_they_do_to_a_vector) {
    std::mt19937 random{7};
    for (int round = 0; round < 30; ++round) {
        std::vector<ChunkPtr> chunks;
        std::int64_t next = 0;
        for (unsigned i = 0; i < random() % 5; ++i) {
            const auto rows = 1 + static_cast<std::int64_t>(random() % kChunkRows);
            chunks.push_back(chunk_of(next, next + rows));
            next += rows;
        }
        const auto count = static_cast<std::uint32_t>(random() % 6000);
        std::vector<ChunkPtr> fresh_chunks;
        const auto cut = 1 + random() % kChunkRows;
        for (std::int64_t at = 0; at < count; at += static_cast<std::int64_t>(cut))
            fresh_chunks.push_back(chunk_of(
                1'000'000 + at,
                1'000'000 + std::min<std::int64_t>(count, at + static_cast<std::int64_t>(cut))));
        std::vector<Edit> edits;
        std::uint32_t used = 0;
        for (std::uint64_t position = 0; position <= static_cast<std::uint64_t>(next); ++position) {
            while (used < count && random() % 4 == 0)
                edits.push_back({position, EditKind::insert, used++});
            if (position == static_cast<std::uint64_t>(next)) break;
            const auto what = random() % (round % 3 == 0 ? 2 : 40);
            if (what == 0) edits.push_back({position, EditKind::remove, 0});
            if (what == 1 && used < count) edits.push_back({position, EditKind::replace, used++});
        }
        const auto made = edited(chunks, edits, FreshRows{fresh_chunks});
        EXPECT_EQ(ids_of(made), plain(ids_of(chunks), edits, ids_of(fresh_chunks)));
        for (const auto& chunk : made) {
            EXPECT_GT(chunk->size(), 0u);
            EXPECT_LE(chunk->size(), kChunkRows);
        }
    }
}

TEST(Edited, chunks_that_nothing_happens_to_are_not_copied) {
    const std::vector<ChunkPtr> chunks{chunk_of(0, 4000), chunk_of(4000, 8000),
                                       chunk_of(8000, 12000)};
    const Edit edit{5000, EditKind::remove, 0};
    const auto made = edited(chunks, std::span{&edit, 1}, {});
    ASSERT_EQ(made.size(), 3u);
    EXPECT_EQ(made[0], chunks[0]);
    EXPECT_NE(made[1], chunks[1]);
    EXPECT_EQ(made[2], chunks[2]);
}

}  // namespace
}  // namespace kith::store

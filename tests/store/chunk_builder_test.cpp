// Building chunks.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "store/chunk.h"
#include "tests/store/chunk_rows.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace kith::store {
namespace {

std::vector<Row> random_rows(unsigned seed, std::uint32_t count) {
    std::mt19937 random{seed};
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < count; ++i) {
        rows.push_back(random_row(random, 1'500'000'000 + 10 * i));
        if (rows.back().raw_type == -1) rows.back().raw_type = usual_raw_type(rows.back().kind);
    }
    return rows;
}

std::shared_ptr<Chunk> build(const std::vector<Row>& rows, std::int64_t first_id = 1) {
    ChunkBuilder builder;
    for (std::size_t i = 0; i < rows.size(); ++i)
        EXPECT_TRUE(builder.add(rows[i], static_cast<std::uint16_t>(i % 100),
                                MessageId{first_id + static_cast<std::int64_t>(3 * i)}));
    return builder.build();
}

// Every invariant of the layout and every field of every row.
void expect_rows(const Chunk& chunk, const std::vector<Row>& rows) {
    const auto columns = chunk.columns();
    ASSERT_EQ(columns.size, rows.size());
    std::uint8_t flags = 0;
    for (const auto* planes : {&columns.text, &columns.extra}) {
        ASSERT_EQ(planes->offset[0], 0u);
        ASSERT_EQ(planes->offset[columns.size], planes->units);
    }
    for (std::uint32_t i = 0; i < columns.size; ++i) {
        ASSERT_EQ(chunk.text_of(i), rows[i].text);
        ASSERT_EQ(chunk.raw_type_of(i), rows[i].raw_type);
        ASSERT_EQ(chunk.length_of(i), text::length(rows[i].text));
        ASSERT_EQ(columns.time[i], rows[i].time / 1000);
        ASSERT_EQ(columns.kind[i], static_cast<std::uint8_t>(rows[i].kind));
        ASSERT_EQ(columns.flags[i], rows[i].flags);
        flags |= rows[i].flags;
        const bool is_text = rows[i].kind == Kind::text;
        const auto& with = is_text ? columns.text : columns.extra;
        const auto& without = is_text ? columns.extra : columns.text;
        ASSERT_EQ(without.offset[i], without.offset[i + 1]);
        const auto units = text::fold(rows[i].text);
        if (rows[i].text.empty()) {
            ASSERT_EQ(with.offset[i], with.offset[i + 1]);
            continue;
        }
        ASSERT_EQ(with.offset[i + 1] - with.offset[i], units.size() + 1);
        for (std::size_t k = 0; k <= units.size(); ++k) {
            const char16_t unit = k < units.size() ? units[k] : u'\0';
            ASSERT_EQ(with.low[with.offset[i] + k], unit & 0xFF);
            ASSERT_EQ(with.high[with.offset[i] + k], unit >> 8);
        }
    }
    ASSERT_EQ(columns.flag_union, flags);
}

TEST(ChunkBuilder, rows_of_all_kinds_come_back) {
    const auto rows = random_rows(1, kChunkRows);
    const auto chunk = build(rows, 77);
    expect_rows(*chunk, rows);
    EXPECT_EQ(chunk->id_base(), 77);
    EXPECT_EQ(chunk->id_of(10).value, 107);
    EXPECT_EQ(chunk->columns().sender[101], 1);
}

TEST(ChunkBuilder, is_full_after_4096_rows_and_goes_on_with_the_next) {
    ChunkBuilder builder;
    const auto rows = random_rows(2, kChunkRows);
    for (const auto& row : rows) ASSERT_TRUE(builder.add(row, 0));
    EXPECT_FALSE(builder.add(rows[0], 0));
    EXPECT_EQ(builder.size(), kChunkRows);
    expect_rows(*builder.build(), rows);
    EXPECT_EQ(builder.size(), 0u);
    const auto more = random_rows(3, 500);
    for (const auto& row : more) ASSERT_TRUE(builder.add(row, 0));
    expect_rows(*builder.build(), more);
}

TEST(ChunkBuilder, is_full_after_its_units_but_takes_one_huge_row) {
    ChunkBuilder builder;
    Row row;
    row.raw_type = 1;
    row.text.assign(8 << 20, 'Z');
    ASSERT_TRUE(builder.add(row, 0));
    Row small = row;
    small.text = "x";
    EXPECT_FALSE(builder.add(small, 0));
    const auto chunk = builder.build();
    EXPECT_EQ(chunk->text_of(0), row.text);
    EXPECT_EQ(chunk->length_of(0), 8u << 20);
    EXPECT_EQ(chunk->columns().length[0], kLongLength);
    ASSERT_TRUE(builder.add(small, 0));
    expect_rows(*builder.build(), {small});
}

TEST(ChunkBuilder, lengths_at_the_border_are_exact) {
    for (const std::size_t size : {65'533, 65'534, 65'535, 65'536}) {
        ChunkBuilder builder;
        Row row;
        row.text.assign(size, 'a');
        ASSERT_TRUE(builder.add(row, 0));
        EXPECT_EQ(builder.build()->length_of(0), size);
    }
}

TEST(ChunkBuilder, ids_may_come_in_any_order_within_four_billion) {
    ChunkBuilder builder;
    Row row;
    ASSERT_TRUE(builder.add(row, 0, MessageId{5'000'000'000}));
    ASSERT_TRUE(builder.add(row, 0, MessageId{4'000'000'000}));
    EXPECT_FALSE(builder.add(row, 0, MessageId{4'000'000'000 + (std::int64_t{1} << 32)}));
    const auto chunk = builder.build();
    EXPECT_EQ(chunk->id_of(0).value, 5'000'000'000);
    EXPECT_EQ(chunk->id_of(1).value, 4'000'000'000);
}

TEST(ChunkBuilder, number_from_gives_ascending_ids) {
    ChunkBuilder builder;
    for (const auto& row : random_rows(4, 10)) ASSERT_TRUE(builder.add(row, 0));
    const auto chunk = builder.build();
    ChunkBuilder::number_from(*chunk, MessageId{1000});
    EXPECT_EQ(chunk->id_of(0).value, 1000);
    EXPECT_EQ(chunk->id_of(9).value, 1009);
}

TEST(ChunkBuilder, copies_any_part_of_other_chunks) {
    const auto rows = random_rows(5, 1000);
    const auto chunk = build(rows, 50);
    std::mt19937 random{6};
    for (int round = 0; round < 200; ++round) {
        ChunkBuilder builder;
        std::vector<Row> expected;
        std::vector<std::int64_t> ids;
        for (int piece = 0; piece < 3; ++piece) {
            const auto first = static_cast<std::uint32_t>(random() % 1000);
            const auto last = first + static_cast<std::uint32_t>(random() % (1001 - first));
            builder.add(*chunk, first, last);
            for (auto i = first; i < last; ++i) {
                expected.push_back(rows[i]);
                ids.push_back(50 + 3 * i);
            }
            expected.push_back(rows[first]);
            ids.push_back(7);
            ASSERT_TRUE(builder.add(rows[first], 3, MessageId{7}));
        }
        const auto copy = builder.build();
        ASSERT_NO_FATAL_FAILURE(expect_rows(*copy, expected));
        for (std::uint32_t i = 0; i < copy->size(); ++i) ASSERT_EQ(copy->id_of(i).value, ids[i]);
    }
}

TEST(ChunkBuilder, sixteen_tails_become_one_chunk) {
    std::vector<Row> rows = random_rows(8, kTailRows * 16);
    ChunkBuilder builder;
    std::shared_ptr<Chunk> tail;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % kTailRows == 0) {
            if (tail) builder.add(*tail, 0, tail->size());
            tail = ChunkBuilder::tail(MessageId{1});
        }
        if (rows[i].text.size() > 24) rows[i].text.resize(0);
        ASSERT_TRUE(tail->append(rows[i], 9, MessageId{1 + static_cast<std::int64_t>(i)}));
    }
    builder.add(*tail, 0, tail->size());
    const auto chunk = builder.build();
    expect_rows(*chunk, rows);
    EXPECT_EQ(chunk->id_of(4095).value, 4096);
}

TEST(ChunkBuilder, planes_are_aligned_and_padded_with_zeros) {
    for (const unsigned size : {1u, 63u, 64u, 65u, 1000u}) {
        const auto chunk = build(random_rows(size, size));
        const auto columns = chunk->columns();
        for (const auto* planes : {&columns.text, &columns.extra}) {
            EXPECT_EQ(reinterpret_cast<std::uintptr_t>(planes->low) % 128, 0u);
            EXPECT_EQ(reinterpret_cast<std::uintptr_t>(planes->high) % 128, 0u);
            for (std::uint32_t i = 0; i < kPlanePadding; ++i) {
                ASSERT_EQ(planes->low[planes->units + i], 0);
                ASSERT_EQ(planes->high[planes->units + i], 0);
            }
        }
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(columns.time) % 128, 0u);
    }
}

TEST(ChunkBuilder, a_chunk_without_texts_has_planes_of_zeros) {
    ChunkBuilder builder;
    Row row;
    row.kind = Kind::image;
    row.raw_type = 3;
    for (std::uint32_t i = 0; i < kChunkRows; ++i) ASSERT_TRUE(builder.add(row, kNobody));
    const auto chunk = builder.build();
    const auto columns = chunk->columns();
    EXPECT_EQ(columns.text.units, 0u);
    EXPECT_EQ(columns.extra.offset[kChunkRows], 0u);
    EXPECT_EQ(chunk->text_of(17), "");
    EXPECT_LT(chunk->bytes(), kChunkRows * 16u);
}

TEST(ChunkBuilder, a_usual_message_takes_about_fifty_bytes) {
    ChunkBuilder builder;
    Row row;
    row.raw_type = 1;
    row.text = "今天下午三点我们在老地方见，";  // fourteen units
    for (std::uint32_t i = 0; i < kChunkRows; ++i) ASSERT_TRUE(builder.add(row, 0));
    const auto chunk = builder.build();
    EXPECT_LT(chunk->bytes(), kChunkRows * 52u);
}

TEST(ChunkBuilder, times_are_whole_seconds_up_to_the_newest) {
    ChunkBuilder builder;
    Row row;
    row.time = kNewestTime - 1;
    ASSERT_TRUE(builder.add(row, 0));
    row.time = 1999;
    ASSERT_TRUE(builder.add(row, 0));
    const auto chunk = builder.build();
    EXPECT_EQ(chunk->columns().time[0], (kNewestTime - 1) / 1000);
    EXPECT_EQ(chunk->columns().time[1], 1u);
}

}  // namespace
}  // namespace kith::store

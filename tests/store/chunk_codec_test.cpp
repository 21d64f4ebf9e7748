// Chunks as bytes: round trip and damage.
#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "base/error.h"
#include "store/chunk.h"
#include "tests/store/chunk_rows.h"

namespace kith::store {
namespace {

std::shared_ptr<Chunk> random_chunk(unsigned seed, std::uint32_t rows) {
    std::mt19937 random{seed};
    ChunkBuilder builder;
    for (std::uint32_t i = 0; i < rows; ++i) {
        auto row = random_row(random, 1'400'000'000 + i);
        if (row.raw_type == -1) row.raw_type = usual_raw_type(row.kind);
        EXPECT_TRUE(builder.add(row, static_cast<std::uint16_t>(i), MessageId{9 + i}));
    }
    return builder.build();
}

void expect_equal(const Chunk& a, const Chunk& b) {
    const auto x = a.columns(), y = b.columns();
    ASSERT_EQ(x.size, y.size);
    ASSERT_EQ(x.flag_union, y.flag_union);
    for (std::uint32_t i = 0; i < x.size; ++i) {
        ASSERT_EQ(a.text_of(i), b.text_of(i));
        ASSERT_EQ(a.raw_type_of(i), b.raw_type_of(i));
        ASSERT_EQ(a.id_of(i), b.id_of(i));
        ASSERT_EQ(x.time[i], y.time[i]);
        ASSERT_EQ(x.sender[i], y.sender[i]);
        ASSERT_EQ(x.kind[i], y.kind[i]);
        ASSERT_EQ(x.flags[i], y.flags[i]);
        ASSERT_EQ(x.length[i], y.length[i]);
    }
}

bool decodes(std::string_view bytes) {
    try {
        const auto chunk = ChunkCodec::decode(bytes);
        // What decodes can be read without harm.
        std::size_t size = 0;
        for (std::uint32_t i = 0; i < chunk->size(); ++i)
            size += chunk->text_of(i).size() + static_cast<std::size_t>(chunk->raw_type_of(i) == 0);
        return size < SIZE_MAX;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return false;
    }
}

TEST(ChunkCodec, chunks_come_back) {
    for (const std::uint32_t rows : {1u, 2u, 100u, 4096u}) {
        const auto chunk = random_chunk(rows, rows);
        const auto bytes = ChunkCodec::encode(*chunk);
        const auto copy = ChunkCodec::decode(bytes);
        expect_equal(*chunk, *copy);
        EXPECT_EQ(ChunkCodec::encode(*copy), bytes);
    }
}

TEST(ChunkCodec, a_tail_comes_back_as_an_ordinary_chunk) {
    auto tail = ChunkBuilder::tail(MessageId{1});
    Row row;
    row.text = "Hi①";
    row.raw_type = 12345;
    ASSERT_TRUE(tail->append(row, 1, MessageId{4}));
    const auto copy = ChunkCodec::decode(ChunkCodec::encode(*tail));
    expect_equal(*tail, *copy);
    EXPECT_FALSE(copy->is_tail());
}

TEST(ChunkCodec, every_cut_is_an_error) {
    const auto bytes = ChunkCodec::encode(*random_chunk(1, 30));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_FALSE(decodes(std::string_view{bytes}.substr(0, size))) << size;
    EXPECT_FALSE(decodes(bytes + "x"));
    EXPECT_TRUE(decodes(bytes));
}

TEST(ChunkCodec, damaged_bytes_are_an_error_or_readable) {
    const auto bytes = ChunkCodec::encode(*random_chunk(2, 60));
    std::mt19937 random{3};
    int refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        auto damaged = bytes;
        for (unsigned k = 0; k < 1 + random() % 3; ++k)
            damaged[random() % (round % 2 == 0 ? 64 : damaged.size())] =
                static_cast<char>(random());
        refused += !decodes(damaged);
    }
    EXPECT_GT(refused, 5000);
}

TEST(ChunkCodec, huge_numbers_in_the_header_ask_for_no_memory) {
    auto bytes = ChunkCodec::encode(*random_chunk(4, 10));
    for (std::size_t field = 4; field + 4 <= 32; field += 4) {
        auto damaged = bytes;
        const std::uint32_t huge = 0x3FFFFFFF;
        std::memcpy(damaged.data() + field, &huge, 4);
        EXPECT_FALSE(decodes(damaged)) << field;
    }
}

}  // namespace
}  // namespace kith::store

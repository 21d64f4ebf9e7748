// The arrays of a chunk.
#include "store/chunk_data.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace kith::store {
namespace {

TEST(ChunkData, arrays_lie_apart_on_their_own_lines) {
    const auto data = ChunkData::make(
        {.rows = 3, .text_units = 10, .extra_units = 5, .own = 2, .own_bytes = 7, .raw = 1});
    std::vector<std::uintptr_t> starts;
    for (const void* array :
         {static_cast<const void*>(data->time), static_cast<const void*>(data->id),
          static_cast<const void*>(data->sender), static_cast<const void*>(data->length),
          static_cast<const void*>(data->kind), static_cast<const void*>(data->flags),
          static_cast<const void*>(data->text.offset), static_cast<const void*>(data->text.low),
          static_cast<const void*>(data->text.high), static_cast<const void*>(data->text.upper),
          static_cast<const void*>(data->extra.low), static_cast<const void*>(data->own_row),
          static_cast<const void*>(data->own_offset), static_cast<const void*>(data->own_bytes),
          static_cast<const void*>(data->raw_value), static_cast<const void*>(data->raw_row)})
        starts.push_back(reinterpret_cast<std::uintptr_t>(array));
    for (std::size_t i = 0; i < starts.size(); ++i) {
        EXPECT_EQ(starts[i] % kArrayAlignment, 0u) << i;
        if (i > 0) EXPECT_GT(starts[i], starts[i - 1]) << i;
    }
    EXPECT_LE(starts.back() - starts.front(), data->allocated);
    EXPECT_GE(data->text.high - data->text.low, 10 + static_cast<std::ptrdiff_t>(kPlanePadding));
}

TEST(ChunkData, planes_without_room_cost_nothing) {
    const auto with = ChunkData::make({.rows = 4096, .text_units = 100, .extra_units = 100});
    const auto without = ChunkData::make({.rows = 4096, .text_units = 100});
    EXPECT_LT(without->allocated + 4096 * 4, with->allocated);
    for (std::uint32_t row = 0; row <= 4096; ++row) ASSERT_EQ(without->extra.offset[row], 0u);
}

TEST(Columns, seconds_stay_in_their_range) {
    EXPECT_EQ(column_seconds(1'999), 1u);
    EXPECT_EQ(column_seconds(-5), 0u);
    EXPECT_EQ(column_seconds(INT64_MAX), UINT32_MAX);
    EXPECT_EQ(column_length(12), 12);
    EXPECT_EQ(column_length(65'534), 65'534);
    EXPECT_EQ(column_length(65'535), kLongLength);
    EXPECT_EQ(column_length(1 << 23), kLongLength);
}

TEST(WriteUnits, splits_units_and_sets_upper_bits_only) {
    text::Folded folded;
    text::fold("A中b", folded);
    std::vector<std::uint8_t> low(8, 0xEE), high(8, 0xEE), upper(1, 0);
    upper[0] = 0x01;
    write_units(folded, 3, low.data(), high.data(), upper.data());
    EXPECT_EQ(low, (std::vector<std::uint8_t>{0xEE, 0xEE, 0xEE, 'a', 0x2D, 'b', 0, 0xEE}));
    EXPECT_EQ(high, (std::vector<std::uint8_t>{0xEE, 0xEE, 0xEE, 0, 0x4E, 0, 0, 0xEE}));
    EXPECT_EQ(upper[0], 0x09);
}

}  // namespace
}  // namespace kith::store

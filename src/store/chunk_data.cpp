// The arrays of a chunk: one allocation.
#include "store/chunk_data.h"

#include <algorithm>
#include <cstring>

namespace kith::store {
namespace {

// Behind the last array, so that the address sanitizer sees reads beyond it: the rest of this
// byte's line is forbidden.
constexpr std::size_t kGuardBytes = 1;

constexpr std::size_t rounded(std::size_t bytes) {
    return (bytes + kArrayAlignment - 1) / kArrayAlignment * kArrayAlignment;
}

// Hands out the arrays of one block, first only counting.
class Layout {
  public:
    explicit Layout(std::uint8_t* block) : block_{block} {}
    std::size_t size() const { return size_; }

    template <class T>
    void place(T*& array, std::size_t count, std::size_t padding = 0) {
        if (block_ != nullptr) array = reinterpret_cast<T*>(block_ + size_);
        size_ += rounded(count * sizeof(T) + padding);
    }

  private:
    std::uint8_t* block_;
    std::size_t size_ = 0;
};

// What planes without room point to: offsets of 4,096 rows that have no text.
alignas(kArrayAlignment) constexpr std::uint32_t kZeros[kChunkRows + 1] = {};

void place_planes(PlaneArrays& planes, std::uint32_t rows, std::uint32_t units, Layout& layout) {
    planes.room = units;
    if (units == 0) {
        // Never written: a row needs room for its terminator at least.
        planes.offset = const_cast<std::uint32_t*>(kZeros);
        planes.low = planes.high = planes.upper =
            reinterpret_cast<std::uint8_t*>(const_cast<std::uint32_t*>(kZeros));
        return;
    }
    layout.place(planes.offset, rows + 1);
    layout.place(planes.low, units, kPlanePadding);
    layout.place(planes.high, units, kPlanePadding);
    layout.place(planes.upper, units / 8 + 1);
}

void place_all(ChunkData& data, Layout& layout) {
    const auto& shape = data.shape;
    layout.place(data.time, shape.rows);
    layout.place(data.id, shape.rows);
    layout.place(data.sender, shape.rows);
    layout.place(data.length, shape.rows);
    layout.place(data.kind, shape.rows);
    layout.place(data.flags, shape.rows);
    place_planes(data.text, shape.rows, shape.text_units, layout);
    place_planes(data.extra, shape.rows, shape.extra_units, layout);
    if (shape.own != 0) {
        layout.place(data.own_row, shape.own);
        layout.place(data.own_offset, shape.own + 1);
        layout.place(data.own_bytes, shape.own_bytes);
    }
    if (shape.raw != 0) {
        layout.place(data.raw_value, shape.raw);
        layout.place(data.raw_row, shape.raw);
    }
}

}  // namespace

std::unique_ptr<ChunkData> ChunkData::make(const ChunkShape& shape) {
    auto data = std::make_unique<ChunkData>();
    data->shape = shape;
    Layout counted{nullptr};
    place_all(*data, counted);
    data->allocated = counted.size();
    data->block_ = ChunkMemory::shared()->take(counted.size() + kGuardBytes);
    std::memset(data->block_.get(), 0, counted.size());
    Layout layout{data->block_.get()};
    place_all(*data, layout);
    return data;
}

std::uint32_t column_seconds(std::int64_t millis) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(millis / 1000, 0, UINT32_MAX));
}

std::uint16_t column_length(std::size_t code_points) {
    return static_cast<std::uint16_t>(std::min<std::size_t>(code_points, kLongLength));
}

void write_units(const text::Folded& folded, std::uint32_t at, std::uint8_t* low,
                 std::uint8_t* high, std::uint8_t* upper) {
    const auto* units = folded.units.data();
    low += at;
    high += at;
    for (std::size_t i = 0; i < folded.size; ++i) {
        low[i] = static_cast<std::uint8_t>(units[i]);
        high[i] = static_cast<std::uint8_t>(units[i] >> 8);
    }
    low[folded.size] = high[folded.size] = 0;
    if (!folded.any_upper) return;
    for (std::size_t i = 0; i < folded.size; ++i) {
        if (folded.upper[i] == 0) continue;
        // Readers of a tail chunk may be looking at the bits of the row before in the same byte.
        auto* byte = upper + (at + i) / 8;
        const auto bit = static_cast<std::uint8_t>(1u << ((at + i) % 8));
        __atomic_store_n(byte, static_cast<std::uint8_t>(*byte | bit), __ATOMIC_RELAXED);
    }
}

}  // namespace kith::store

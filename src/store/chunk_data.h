// The arrays of a chunk: one allocation, each array on its own cache line pair. Only for
// store/chunk*.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "store/chunk.h"
#include "store/chunk_memory.h"
#include "text/fold.h"

namespace kith::store {

inline constexpr std::size_t kArrayAlignment = kBlockAlignment;

// How much of everything a chunk has room for.
struct ChunkShape {
    std::uint32_t rows{};
    std::uint32_t text_units{}, extra_units{};
    std::uint32_t own{}, own_bytes{};  // rows kept as they are, and their bytes
    std::uint32_t raw{};               // rows with an unusual raw type
};

struct PlaneArrays {
    std::uint32_t* offset{};
    std::uint8_t *low{}, *high{}, *upper{};
    std::uint32_t room{};  // units
};

struct ChunkData {
    // Everything zero but the shape. A plane without room shares a constant block of zeros, which
    // nobody writes to.
    static std::unique_ptr<ChunkData> make(const ChunkShape& shape);

    ChunkShape shape;
    bool is_tail{};
    std::int64_t id_base{};
    // A tail chunk's writer fills the arrays, then stores `rows` with release; the other counts
    // grow before it.
    std::atomic<std::uint32_t> rows{0}, own_rows{0}, raw_rows{0};
    std::atomic<std::uint8_t> flag_union{0};

    std::uint32_t *time{}, *id{};
    std::uint16_t *sender{}, *length{};
    std::uint8_t *kind{}, *flags{};
    PlaneArrays text, extra;

    std::uint16_t* own_row{};  // ascending
    std::uint32_t* own_offset{};
    char* own_bytes{};
    std::uint16_t* raw_row{};  // ascending
    std::int64_t* raw_value{};

    std::size_t allocated{};

    bool takes_text(std::uint32_t row) const { return kind[row] == std::uint8_t(Kind::text); }
    const PlaneArrays& planes_of(std::uint32_t row) const { return takes_text(row) ? text : extra; }

  private:
    ChunkMemory::Block block_;
};

// Unix seconds as the columns hold them.
std::uint32_t column_seconds(std::int64_t millis);
std::uint16_t column_length(std::size_t code_points);
// Writes units and the terminator at `at`; upper bits are or-ed into zeros.
void write_units(const text::Folded& folded, std::uint32_t at, std::uint8_t* low,
                 std::uint8_t* high, std::uint8_t* upper);

}  // namespace kith::store

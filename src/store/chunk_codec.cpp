// Chunks as bytes for the cache file. The bytes are this machine's own (little-endian): a cache is
// never carried elsewhere, and a wrong one is only ignored.
#include <bit>
#include <cstring>
#include <span>

#include "base/error.h"
#include "store/chunk.h"
#include "store/chunk_data.h"

namespace kith::store {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint32_t kMagic = 0x3148434B;  // "KCH1": raise the digit when the layout changes
constexpr std::uint32_t kMaxUnits = 1u << 30;

struct Header {
    std::uint32_t magic{kMagic};
    std::uint32_t rows{}, text_units{}, extra_units{}, own{}, own_bytes{}, raw{};
    std::uint32_t flag_union{};
    std::int64_t id_base{};
};

[[noreturn]] void damaged() {
    throw Error{Errc::invalid, "the chunk is damaged", "chunk_damaged"};
}

void check(bool condition) {
    if (!condition) damaged();
}

// Calls with each array and its length in a fixed order, for reading and writing alike.
template <class Call>
void each_array(const ChunkData& d, const Header& h, Call&& call) {
    call(d.time, h.rows);
    call(d.id, h.rows);
    call(d.sender, h.rows);
    call(d.length, h.rows);
    call(d.kind, h.rows);
    call(d.flags, h.rows);
    for (const auto* planes : {&d.text, &d.extra}) {
        const auto units = planes == &d.text ? h.text_units : h.extra_units;
        if (units == 0) continue;
        call(planes->offset, h.rows + 1);
        call(planes->low, units);
        call(planes->high, units);
        call(planes->upper, units / 8 + 1);
    }
    if (h.own != 0) {
        call(d.own_row, h.own);
        call(d.own_offset, h.own + 1);
        call(d.own_bytes, h.own_bytes);
    }
    if (h.raw != 0) {
        call(d.raw_value, h.raw);
        call(d.raw_row, h.raw);
    }
}

Header header_of(const ChunkData& d) {
    Header h;
    h.rows = d.rows.load(std::memory_order_acquire);
    h.text_units = d.text.offset[h.rows];
    h.extra_units = d.extra.offset[h.rows];
    h.own = d.own_rows.load(std::memory_order_acquire);
    h.own_bytes = h.own == 0 ? 0 : d.own_offset[h.own];
    h.raw = d.raw_rows.load(std::memory_order_acquire);
    h.flag_union = d.flag_union.load(std::memory_order_relaxed);
    h.id_base = d.id_base;
    return h;
}

void check_ascending_rows(const std::uint16_t* rows, std::uint32_t count, std::uint32_t limit) {
    for (std::uint32_t i = 0; i < count; ++i)
        check(rows[i] < limit && (i == 0 || rows[i - 1] < rows[i]));
}

void check_offsets(const std::uint32_t* offset, std::uint32_t count, std::uint32_t end) {
    check(offset[0] == 0 && offset[count] == end);
    for (std::uint32_t i = 0; i < count; ++i) check(offset[i] <= offset[i + 1]);
}

// Each text ends with unit 0 and holds no other 0: as many zeros as texts, and one at each end.
void check_planes(const ChunkData& d, const PlaneArrays& planes, const Header& h) {
    const auto units = planes.room;
    check_offsets(planes.offset, h.rows, units);
    std::uint32_t texts = 0, zeros = 0;
    for (std::uint32_t row = 0; row < h.rows; ++row) {
        const auto end = planes.offset[row + 1];
        if (planes.offset[row] == end) continue;
        ++texts;
        check(&d.planes_of(row) == &planes && planes.low[end - 1] == 0 &&
              planes.high[end - 1] == 0);
    }
    for (std::uint32_t i = 0; i < units; ++i) zeros += (planes.low[i] | planes.high[i]) == 0;
    check(zeros == texts);
}

void check_all(const ChunkData& d, const Header& h) {
    std::uint8_t flags = 0;
    for (std::uint32_t row = 0; row < h.rows; ++row) {
        check(d.kind[row] < kKindCount);
        flags |= d.flags[row];
    }
    check(flags == h.flag_union);
    check_planes(d, d.text, h);
    check_planes(d, d.extra, h);
    if (h.own != 0) {
        check_ascending_rows(d.own_row, h.own, h.rows);
        check_offsets(d.own_offset, h.own, h.own_bytes);
    }
    if (h.raw != 0) check_ascending_rows(d.raw_row, h.raw, h.rows);
}

}  // namespace

std::string ChunkCodec::encode(const Chunk& chunk) {
    if (chunk.is_tail()) {
        // A copy of what is published: the writer may be busy behind it.
        ChunkBuilder copy;
        copy.add(chunk, 0, chunk.size());
        require(copy.size() != 0, Errc::internal, "an empty chunk cannot be written");
        return encode(*copy.build());
    }
    const auto& d = *chunk.data_;
    const Header h = header_of(d);
    std::size_t size = sizeof h;
    each_array(d, h, [&](auto* array, std::uint32_t count) { size += count * sizeof(*array); });
    std::string out;
    out.reserve(size);
    out.append(reinterpret_cast<const char*>(&h), sizeof h);
    each_array(d, h, [&](auto* array, std::uint32_t count) {
        out.append(reinterpret_cast<const char*>(array), count * sizeof(*array));
    });
    return out;
}

std::shared_ptr<Chunk> ChunkCodec::decode(std::string_view bytes) {
    Header h;
    check(bytes.size() >= sizeof h);
    std::memcpy(&h, bytes.data(), sizeof h);
    check(h.magic == kMagic && h.rows != 0 && h.rows <= kChunkRows);
    check(h.text_units <= kMaxUnits && h.extra_units <= kMaxUnits && h.own_bytes <= kMaxUnits);
    // Before memory is asked for: the planes alone must be there.
    check(std::uint64_t{2} * h.text_units + std::uint64_t{2} * h.extra_units + h.own_bytes <=
          bytes.size());
    check(h.own <= h.rows && h.raw <= h.rows && (h.own != 0 || h.own_bytes == 0));
    auto data = ChunkData::make({.rows = h.rows,
                                 .text_units = h.text_units,
                                 .extra_units = h.extra_units,
                                 .own = h.own,
                                 .own_bytes = h.own_bytes,
                                 .raw = h.raw});
    std::size_t at = sizeof h;
    each_array(*data, h, [&](auto* array, std::uint32_t count) {
        const std::size_t size = count * sizeof(*array);
        check(bytes.size() - at >= size);
        if (size != 0) std::memcpy(array, bytes.data() + at, size);
        at += size;
    });
    check(at == bytes.size());
    check_all(*data, h);
    data->id_base = h.id_base;
    data->own_rows = h.own;
    data->raw_rows = h.raw;
    data->flag_union = static_cast<std::uint8_t>(h.flag_union);
    data->rows.store(h.rows, std::memory_order_release);
    return std::make_shared<Chunk>(std::move(data));
}

}  // namespace kith::store

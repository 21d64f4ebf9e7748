// Building chunks from rows and from other chunks.
#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

#include "store/chunk.h"
#include "store/chunk_data.h"

namespace kith::store {
namespace {

// Planes that grow. Bytes of `upper` behind the units in use are zero.
struct GrowingPlanes {
    std::vector<std::uint32_t> offset{0};
    std::vector<std::uint8_t> low, high, upper;
    std::uint32_t units = 0;

    void make_room(std::size_t more) {
        const auto need = units + more;
        if (low.size() >= need) return;
        const auto size = std::max<std::size_t>(need + need / 2, 4096);
        low.resize(size);
        high.resize(size);
        upper.resize(size / 8 + 1);
    }
    void end_row() { offset.push_back(units); }

    void add(const text::Folded& folded) {
        make_room(folded.size + 1);
        write_units(folded, units, low.data(), high.data(), upper.data());
        units += static_cast<std::uint32_t>(folded.size) + 1;
    }

    // Units [first, last) of other planes and their rows.
    void add(const PlaneArrays& from, std::uint32_t first_row, std::uint32_t last_row) {
        const auto first = from.offset[first_row], last = from.offset[last_row];
        if (first != last) {
            make_room(last - first);
            std::memcpy(low.data() + units, from.low + first, last - first);
            std::memcpy(high.data() + units, from.high + first, last - first);
            copy_bits(from.upper, first, last);
        }
        for (auto row = first_row; row < last_row; ++row)
            offset.push_back(units + (from.offset[row + 1] - first));
        units += last - first;
    }

    // Upper bits [first, last) of another plane to our end, eight at a time. A tail's writer may
    // set bits behind `last` in the last byte meanwhile.
    void copy_bits(const std::uint8_t* from, std::uint32_t first, std::uint32_t last) {
        const auto load = [&](std::uint32_t byte) -> unsigned {
            return byte * 8 < last ? __atomic_load_n(from + byte, __ATOMIC_RELAXED) : 0u;
        };
        for (auto i = first; i < last; i += 8) {
            unsigned bits = (load(i / 8) | load(i / 8 + 1) << 8) >> (i % 8) & 0xFFu;
            if (last - i < 8) bits &= (1u << (last - i)) - 1;
            if (bits == 0) continue;
            const auto to = units + (i - first);
            bits <<= to % 8;
            upper[to / 8] = static_cast<std::uint8_t>(upper[to / 8] | bits);
            if (bits > 0xFF)
                upper[to / 8 + 1] = static_cast<std::uint8_t>(upper[to / 8 + 1] | bits >> 8);
        }
    }

    void copy_to(const PlaneArrays& to) const {
        if (to.room == 0) return;
        std::memcpy(to.offset, offset.data(), offset.size() * sizeof(std::uint32_t));
        std::memcpy(to.low, low.data(), units);
        std::memcpy(to.high, high.data(), units);
        std::memcpy(to.upper, upper.data(), units / 8 + 1);
    }

    void clear() {
        if (low.size() > kChunkUnits * 2) {
            *this = {};
            return;
        }
        std::fill_n(upper.begin(), upper.empty() ? 0 : units / 8 + 1, std::uint8_t{0});
        offset.assign(1, 0);
        units = 0;
    }
};

template <class T>
void copy(const std::vector<T>& from, T* to) {
    if (!from.empty()) std::memcpy(to, from.data(), from.size() * sizeof(T));
}

}  // namespace

struct ChunkBuilder::Data {
    std::vector<std::uint32_t> time;
    std::vector<std::int64_t> id;
    std::vector<std::uint16_t> sender, length;
    std::vector<std::uint8_t> kind, flags;
    GrowingPlanes text, extra;
    std::vector<std::uint16_t> own_row, raw_row;
    std::vector<std::uint32_t> own_offset{0};
    std::vector<std::int64_t> raw_value;
    std::string own_bytes;
    std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
    std::int64_t highest = std::numeric_limits<std::int64_t>::min();
    std::uint8_t flag_union = 0;
    text::Folded folded;

    std::uint32_t size() const { return static_cast<std::uint32_t>(time.size()); }

    bool ids_fit(std::int64_t number) const {
        return std::max(highest, number) - std::min(lowest, number) <=
               std::int64_t{std::numeric_limits<std::uint32_t>::max()};
    }

    void add_columns(std::uint32_t seconds, std::int64_t number, std::uint16_t who, Kind what,
                     std::uint8_t marks, std::uint16_t points) {
        time.push_back(seconds);
        id.push_back(number);
        sender.push_back(who);
        kind.push_back(static_cast<std::uint8_t>(what));
        flags.push_back(marks);
        length.push_back(points);
        lowest = std::min(lowest, number);
        highest = std::max(highest, number);
        flag_union |= marks;
    }

    void add_own(std::uint32_t row, std::string_view bytes) {
        own_row.push_back(static_cast<std::uint16_t>(row));
        own_bytes += bytes;
        own_offset.push_back(static_cast<std::uint32_t>(own_bytes.size()));
    }

    void add_raw(std::uint32_t row, std::int64_t value) {
        raw_row.push_back(static_cast<std::uint16_t>(row));
        raw_value.push_back(value);
    }

    ChunkShape shape() const {
        return {.rows = size(),
                .text_units = text.units,
                .extra_units = extra.units,
                .own = static_cast<std::uint32_t>(own_row.size()),
                .own_bytes = static_cast<std::uint32_t>(own_bytes.size()),
                .raw = static_cast<std::uint32_t>(raw_row.size())};
    }

    void fill(ChunkData& to) const {
        to.id_base = lowest;
        for (std::uint32_t row = 0; row < size(); ++row)
            to.id[row] = static_cast<std::uint32_t>(id[row] - lowest);
        copy(time, to.time);
        copy(sender, to.sender);
        copy(length, to.length);
        copy(kind, to.kind);
        copy(flags, to.flags);
        text.copy_to(to.text);
        extra.copy_to(to.extra);
        if (!own_row.empty()) {
            copy(own_row, to.own_row);
            copy(own_offset, to.own_offset);
            std::memcpy(to.own_bytes, own_bytes.data(), own_bytes.size());
        }
        copy(raw_row, to.raw_row);
        copy(raw_value, to.raw_value);
        to.own_rows = static_cast<std::uint32_t>(own_row.size());
        to.raw_rows = static_cast<std::uint32_t>(raw_row.size());
        to.flag_union = flag_union;
        to.rows.store(size(), std::memory_order_release);
    }

    void clear() {
        time.clear();
        id.clear();
        sender.clear();
        length.clear();
        kind.clear();
        flags.clear();
        text.clear();
        extra.clear();
        own_row.clear();
        own_offset.assign(1, 0);
        own_bytes.clear();
        raw_row.clear();
        raw_value.clear();
        lowest = std::numeric_limits<std::int64_t>::max();
        highest = std::numeric_limits<std::int64_t>::min();
        flag_union = 0;
        if (folded.units.size() > kChunkUnits) folded = {};
    }
};

ChunkBuilder::ChunkBuilder() : data_{std::make_unique<Data>()} {}
ChunkBuilder::~ChunkBuilder() = default;
ChunkBuilder::ChunkBuilder(ChunkBuilder&&) noexcept = default;
ChunkBuilder& ChunkBuilder::operator=(ChunkBuilder&&) noexcept = default;

std::uint32_t ChunkBuilder::size() const {
    return data_->size();
}

bool ChunkBuilder::add(const Row& row, std::uint16_t sender, MessageId id) {
    auto& d = *data_;
    const auto at = d.size();
    if (at == kChunkRows || (at != 0 && !d.ids_fit(id.value))) return false;
    auto& planes = row.kind == Kind::text ? d.text : d.extra;
    auto& other = row.kind == Kind::text ? d.extra : d.text;
    text::fold(row.text, d.folded);
    if (!row.text.empty()) {
        const auto units = std::uint64_t{planes.units} + d.folded.size + 1;
        if (at != 0 && (units > kChunkUnits || d.own_bytes.size() > kChunkUnits)) return false;
        planes.add(d.folded);
        if (!d.folded.exact) d.add_own(at, row.text);
    }
    planes.end_row();
    other.end_row();
    d.add_columns(column_seconds(row.time), id.value, sender, row.kind, row.flags,
                  column_length(d.folded.code_points));
    if (row.raw_type != usual_raw_type(row.kind)) d.add_raw(at, row.raw_type);
    return true;
}

void ChunkBuilder::add(const Chunk& from, std::uint32_t first, std::uint32_t last) {
    auto& d = *data_;
    const auto& f = *from.data_;
    assert(first <= last && last <= from.size() && d.size() + (last - first) <= kChunkRows);
    const auto at = d.size();
    for (auto row = first; row < last; ++row)
        d.add_columns(f.time[row], f.id_base + f.id[row], f.sender[row],
                      static_cast<Kind>(f.kind[row]), f.flags[row], f.length[row]);
    d.text.add(f.text, first, last);
    d.extra.add(f.extra, first, last);
    const auto own = f.own_rows.load(std::memory_order_acquire);
    for (auto i = std::lower_bound(f.own_row, f.own_row + own, first) - f.own_row;
         i < own && f.own_row[i] < last; ++i)
        d.add_own(at + (f.own_row[i] - first),
                  {f.own_bytes + f.own_offset[i], f.own_offset[i + 1] - f.own_offset[i]});
    const auto raw = f.raw_rows.load(std::memory_order_acquire);
    for (auto i = std::lower_bound(f.raw_row, f.raw_row + raw, first) - f.raw_row;
         i < raw && f.raw_row[i] < last; ++i)
        d.add_raw(at + (f.raw_row[i] - first), f.raw_value[i]);
}

std::shared_ptr<Chunk> ChunkBuilder::build() {
    assert(data_->size() != 0);
    auto data = ChunkData::make(data_->shape());
    data_->fill(*data);
    data_->clear();
    return std::make_shared<Chunk>(std::move(data));
}

void ChunkBuilder::number_from(Chunk& chunk, MessageId first) {
    auto& d = *chunk.data_;
    d.id_base = first.value;
    const auto rows = d.rows.load(std::memory_order_relaxed);
    for (std::uint32_t row = 0; row < rows; ++row) d.id[row] = row;
}

std::shared_ptr<Chunk> ChunkBuilder::tail(MessageId base) {
    auto data = ChunkData::make({.rows = kTailRows,
                                 .text_units = kTailUnits,
                                 .extra_units = kTailExtraUnits,
                                 .own = kTailRows,
                                 .own_bytes = kTailOwnBytes,
                                 .raw = kTailRows});
    data->is_tail = true;
    data->id_base = base.value;
    return std::make_shared<Chunk>(std::move(data));
}

}  // namespace kith::store

// Reading a chunk, and appending to a tail chunk.
#include "store/chunk.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "store/chunk_data.h"
#include "text/utf8.h"

namespace kith::store {
namespace {

PlanesView view(const ChunkData& data, const PlaneArrays& planes, std::uint32_t rows) {
    return {planes.offset, planes.low,          planes.high,
            planes.upper,  planes.offset[rows], !data.is_tail};
}

// The place of `row` in an ascending list, or `count`.
std::uint32_t find_row(const std::uint16_t* rows, std::uint32_t count, std::uint32_t row) {
    const auto* at = std::lower_bound(rows, rows + count, row);
    return at != rows + count && *at == row ? static_cast<std::uint32_t>(at - rows) : count;
}

bool has_room(const ChunkData& data, const PlaneArrays& planes, const text::Folded& folded) {
    const auto rows = data.rows.load(std::memory_order_relaxed);
    return planes.offset[rows] + folded.size + 1 <= planes.room;
}

// The text of a row that units do not bring back. False when it does not fit.
bool append_own(ChunkData& data, std::uint32_t row, std::string_view text) {
    const auto count = data.own_rows.load(std::memory_order_relaxed);
    const auto at = data.own_offset[count];
    if (count == data.shape.own || text.size() > data.shape.own_bytes - at) return false;
    std::memcpy(data.own_bytes + at, text.data(), text.size());
    data.own_row[count] = static_cast<std::uint16_t>(row);
    data.own_offset[count + 1] = at + static_cast<std::uint32_t>(text.size());
    data.own_rows.store(count + 1, std::memory_order_release);
    return true;
}

void append_raw(ChunkData& data, std::uint32_t row, std::int64_t value) {
    const auto count = data.raw_rows.load(std::memory_order_relaxed);
    data.raw_row[count] = static_cast<std::uint16_t>(row);
    data.raw_value[count] = value;
    data.raw_rows.store(count + 1, std::memory_order_release);
}

void end_row(PlaneArrays& planes, std::uint32_t row, std::uint32_t units) {
    planes.offset[row + 1] = planes.offset[row] + units;
}

}  // namespace

std::int64_t usual_raw_type(Kind kind) {
    switch (kind) {
        case Kind::text:
            return 1;
        case Kind::image:
            return 3;
        case Kind::voice:
            return 34;
        case Kind::card:
            return 42;
        case Kind::video:
            return 43;
        case Kind::sticker:
            return 47;
        case Kind::place:
            return 48;
        case Kind::call:
            return 50;
        case Kind::system:
            return 10000;
        case Kind::red_packet:
        case Kind::transfer:
        case Kind::quote:
        case Kind::mini_app:
        case Kind::link:
        case Kind::file:
        case Kind::channel:
        case Kind::other_app:
            return 49;
        case Kind::other:
            break;
    }
    return 0;
}

Chunk::Chunk(std::unique_ptr<ChunkData> data) : data_{std::move(data)} {}
Chunk::~Chunk() = default;

Columns Chunk::columns() const {
    const auto& d = *data_;
    const auto rows = d.rows.load(std::memory_order_acquire);
    return {rows,
            d.time,
            d.id,
            d.sender,
            d.kind,
            d.flags,
            d.length,
            d.flag_union.load(std::memory_order_relaxed),
            view(d, d.text, rows),
            view(d, d.extra, rows)};
}

std::uint32_t Chunk::size() const {
    return data_->rows.load(std::memory_order_acquire);
}

std::int64_t Chunk::id_base() const {
    return data_->id_base;
}

MessageId Chunk::id_of(std::uint32_t row) const {
    assert(row < size());
    return MessageId{data_->id_base + data_->id[row]};
}

std::string Chunk::text_of(std::uint32_t row) const {
    std::string out;
    append_text(row, out);
    return out;
}

void Chunk::append_text(std::uint32_t row, std::string& out) const {
    assert(row < size());
    const auto& d = *data_;
    const auto& planes = d.planes_of(row);
    const auto first = planes.offset[row], last = planes.offset[row + 1];
    if (first == last) return;
    if (const auto count = d.own_rows.load(std::memory_order_acquire); count != 0) {
        if (const auto own = find_row(d.own_row, count, row); own != count) {
            out.append(d.own_bytes + d.own_offset[own], d.own_offset[own + 1] - d.own_offset[own]);
            return;
        }
    }
    text::unfold({planes.low, planes.high, planes.upper}, first, last - 1, out);
}

bool Chunk::has_own_text(std::uint32_t row) const {
    const auto count = data_->own_rows.load(std::memory_order_acquire);
    return count != 0 && find_row(data_->own_row, count, row) != count;
}

std::int64_t Chunk::raw_type_of(std::uint32_t row) const {
    assert(row < size());
    const auto& d = *data_;
    const auto count = d.raw_rows.load(std::memory_order_acquire);
    const auto raw = count == 0 ? count : find_row(d.raw_row, count, row);
    return raw != count ? d.raw_value[raw] : usual_raw_type(static_cast<Kind>(d.kind[row]));
}

std::uint32_t Chunk::length_of(std::uint32_t row) const {
    assert(row < size());
    const auto length = data_->length[row];
    if (length != kLongLength) return length;
    return static_cast<std::uint32_t>(text::length(text_of(row)));
}

std::size_t Chunk::bytes() const {
    return data_->allocated + sizeof(ChunkData) + sizeof(Chunk);
}

bool Chunk::is_tail() const {
    return data_->is_tail;
}

bool Chunk::append(const Row& row, std::uint16_t sender, MessageId id) {
    auto& d = *data_;
    const auto at = d.rows.load(std::memory_order_relaxed);
    const auto number = id.value - d.id_base;
    if (!d.is_tail || at == d.shape.rows || number < 0 || number > UINT32_MAX) return false;
    thread_local text::Folded folded;
    auto& planes = row.kind == Kind::text ? d.text : d.extra;
    auto& other = row.kind == Kind::text ? d.extra : d.text;
    std::uint32_t units = 0;
    // Saves folding: so long a text has more units than there is room, or is not exact.
    if (row.text.size() > std::size_t{6} * kTailUnits) return false;
    text::fold(row.text, folded);
    if (!row.text.empty()) {
        if (!has_room(d, planes, folded)) return false;
        if (!folded.exact && !append_own(d, at, row.text)) return false;
        write_units(folded, planes.offset[at], planes.low, planes.high, planes.upper);
        units = static_cast<std::uint32_t>(folded.size) + 1;
    }
    end_row(planes, at, units);
    end_row(other, at, 0);
    d.time[at] = column_seconds(row.time);
    d.id[at] = static_cast<std::uint32_t>(number);
    d.sender[at] = sender;
    d.kind[at] = static_cast<std::uint8_t>(row.kind);
    d.flags[at] = row.flags;
    d.length[at] = column_length(folded.code_points);
    d.flag_union.fetch_or(row.flags, std::memory_order_relaxed);
    if (row.raw_type != usual_raw_type(row.kind)) append_raw(d, at, row.raw_type);
    d.rows.store(at + 1, std::memory_order_release);
    return true;
}

}  // namespace kith::store

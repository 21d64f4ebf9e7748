// Any bytes as a chunk of the cache file: refused, or whole and readable. And rows made of any
// bytes: they come back out of a chunk byte for byte.
#include <cstring>
#include <vector>

#include "base/error.h"
#include "store/chunk.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using fuzz::check;

constexpr std::size_t kFixedBytes = 64 * 1024;  // of an empty chunk and its paddings
constexpr std::size_t kGrowth = 8;              // memory for each byte of the encoded form
constexpr std::uint32_t kMostRows = 200;

void read_all(const store::Chunk& chunk, std::size_t encoded) {
    const auto columns = chunk.columns();
    check(columns.size > 0 && columns.size <= store::kChunkRows);
    for (std::uint32_t row = 0; row < columns.size; ++row) {
        check(columns.kind[row] < kKindCount);
        check((columns.flags[row] & ~columns.flag_union) == 0);
        const auto text = chunk.text_of(row);
        check(text.size() <= kGrowth * encoded);
        (void)chunk.length_of(row);
        (void)chunk.raw_type_of(row);
        (void)chunk.id_of(row);
    }
    check(chunk.bytes() <= kFixedBytes + kGrowth * encoded);
}

void decode(std::string_view bytes) {
    std::shared_ptr<store::Chunk> chunk;
    try {
        chunk = store::ChunkCodec::decode(bytes);
    } catch (const Error& error) {
        check(error.code() == Errc::invalid);
        return;
    }
    read_all(*chunk, bytes.size());
    const auto again = store::ChunkCodec::encode(*chunk);
    check(again.size() == bytes.size());
    check(store::ChunkCodec::encode(*store::ChunkCodec::decode(again)) == again);
}

// A row's numbers and the text up to the next NUL.
store::Row take_row(std::string_view& bytes) {
    store::Row row;
    row.time = 1'700'000'000'000 + fuzz::take_byte(bytes) * 1000;
    row.kind = static_cast<Kind>(fuzz::take_byte(bytes) % kKindCount);
    row.flags = static_cast<std::uint8_t>(fuzz::take_byte(bytes));
    row.raw_type =
        (fuzz::take_byte(bytes) & 1) != 0 ? 21'474'836'529 : store::usual_raw_type(row.kind);
    const auto end = std::min(bytes.find('\0'), bytes.size());
    row.text = text::repair_utf8(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return row;
}

void build(std::string_view bytes) {
    store::ChunkBuilder builder;
    std::vector<store::Row> rows;
    for (std::uint16_t i = 0; i < kMostRows && !bytes.empty(); ++i) {
        rows.push_back(take_row(bytes));
        check(builder.add(rows.back(), i, store::MessageId{100 + i}));
    }
    if (rows.empty()) return;
    const auto built = builder.build();
    const auto encoded = store::ChunkCodec::encode(*built);
    const auto copy = store::ChunkCodec::decode(encoded);
    for (const auto* chunk : {built.get(), copy.get()}) {
        const auto columns = chunk->columns();
        check(columns.size == rows.size());
        for (std::uint32_t i = 0; i < columns.size; ++i) {
            check(chunk->text_of(i) == rows[i].text);
            check(chunk->length_of(i) == text::length(rows[i].text));
            check(chunk->raw_type_of(i) == rows[i].raw_type);
            check(columns.kind[i] == static_cast<std::uint8_t>(rows[i].kind));
            check(columns.flags[i] == rows[i].flags);
            check(columns.time[i] == static_cast<std::uint32_t>(rows[i].time / 1000));
        }
    }
    check(store::ChunkCodec::encode(*copy) == encoded);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto bytes = fuzz::view(data, size);
    if ((fuzz::take_byte(bytes) & 1) != 0) {
        build(bytes);
    } else {
        decode(bytes);
    }
    return 0;
}

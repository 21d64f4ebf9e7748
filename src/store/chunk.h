// A chunk: up to 4,096 messages of one chat, oldest first, as plain arrays. Everything that
// searches or counts runs over these arrays.
//
//   time[]         u32  Unix seconds
//   id[]           u32  message id - id_base
//   sender[]       u16  index into the chat's people; kNobody
//   kind[] flags[] u8
//   length[]       u16  code points of the readable text (65,535 = long, ask length_of)
//   offset[]       u32  first unit of the row's text
//   low[] high[]   u8   folded text, low and high byte of each UTF-16 unit, one unit 0 after each
//                       row that has a text
//   upper[]        1 bit a unit: the original was upper case or full width
//
// There are two pairs of planes: `text` holds what was said (kind text), `extra` the readable text
// of all other kinds (titles, file names, notices). A row has a text in at most one of them.
// offset[] has size + 1 entries per planes; a row without text there is empty (offset[i] ==
// offset[i+1]); a row with text occupies its units and the terminator. The original text comes back
// from units and bits (`text_of`); the few that do not are kept as they are.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/types.h"

namespace kith::store {

inline constexpr std::uint32_t kChunkRows = 4096;
// Rows are refused once a chunk holds this many units; one row alone may have more.
inline constexpr std::uint32_t kChunkUnits = 1 << 20;
// A tail chunk: allocated in full (about 34 kB), appended to while it is read.
inline constexpr std::uint32_t kTailRows = 256;
inline constexpr std::uint32_t kTailUnits = 8192;       // of the text planes
inline constexpr std::uint32_t kTailExtraUnits = 2048;  // of the extra planes
inline constexpr std::uint32_t kTailOwnBytes = 4096;    // texts that units do not bring back
inline constexpr std::size_t kPlanePadding = 128;       // readable bytes behind each plane, zero
inline constexpr std::uint16_t kNobody = 65535;
inline constexpr std::uint16_t kLongLength = 65535;

struct PlanesView {
    const std::uint32_t* offset{};  // size + 1 entries
    const std::uint8_t* low{};
    const std::uint8_t* high{};
    const std::uint8_t* upper{};
    std::uint32_t units{};  // offset[size]
    // kPlanePadding bytes behind `units` may be read and are zero. Not so while a writer may be
    // busy there (tail chunks).
    bool padded{};
};

// A consistent view of the first `size` rows. Valid as long as the chunk lives. Of a tail chunk
// only these rows and their units may be read: the writer is busy behind them.
struct Columns {
    std::uint32_t size{};
    const std::uint32_t* time{};
    const std::uint32_t* id{};
    const std::uint16_t* sender{};
    const std::uint8_t* kind{};
    const std::uint8_t* flags{};
    const std::uint16_t* length{};
    std::uint8_t flag_union{};  // all flags of all rows or-ed: 0 bits need not be looked for
    PlanesView text, extra;
};

struct ChunkData;  // chunk_data.h; nobody outside store/chunk*.cpp needs it

// The source's type number that rows of a kind usually have (WeChat's): those take no space.
std::int64_t usual_raw_type(Kind kind);

// Immutable except for appending to a tail chunk (one writer thread); reading is safe from any
// thread at any time.
class Chunk {
  public:
    explicit Chunk(std::unique_ptr<ChunkData> data);  // for ChunkBuilder and ChunkCodec
    ~Chunk();
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;

    Columns columns() const;  // acquire: rows published before this call are complete
    std::uint32_t size() const;
    std::int64_t id_base() const;
    MessageId id_of(std::uint32_t row) const;
    // The readable text of a row, byte for byte as stored; "" when it has none. 0.2 us.
    std::string text_of(std::uint32_t row) const;
    void append_text(std::uint32_t row, std::string& out) const;
    // True when the row's text is kept as it was because its planes do not give it back.
    bool has_own_text(std::uint32_t row) const;
    // The source's type number. Rows whose number is the usual one of their kind take no space.
    std::int64_t raw_type_of(std::uint32_t row) const;
    // Order inside one second: milliseconds and sequence are in the store's table only; rows of a
    // chunk are already in (time, sequence, id) order. Code points, exact also for long texts.
    std::uint32_t length_of(std::uint32_t row) const;
    std::size_t bytes() const;  // memory held

    // -- the writer's side --
    bool is_tail() const;
    // Appends to a tail chunk; false when the row does not fit: seal it (just stop appending) and
    // start the next. A row that an empty tail refuses (a very long text) becomes a chunk of its
    // own through ChunkBuilder. Always false for other chunks. Writer thread only.
    bool append(const Row& row, std::uint16_t sender, MessageId id);

  private:
    friend class ChunkBuilder;
    friend struct ChunkCodec;
    std::unique_ptr<ChunkData> data_;
};

using ChunkPtr = std::shared_ptr<const Chunk>;

// Collects rows in order and builds one chunk, then the next: build() leaves it empty with its
// buffers. One thread at a time; importers build chunks nobody sees yet.
class ChunkBuilder {
  public:
    ChunkBuilder();
    ~ChunkBuilder();
    ChunkBuilder(ChunkBuilder&&) noexcept;
    ChunkBuilder& operator=(ChunkBuilder&&) noexcept;
    // `sender` as index into the chat's people. Returns false when the chunk is full: build it and
    // start another (rows, units, or ids more than 2^32 apart). An empty builder takes any row.
    bool add(const Row& row, std::uint16_t sender, MessageId id = MessageId{});
    // Copies rows [first, last) of another chunk, with their ids and texts. At most kChunkRows in
    // all; the caller counts.
    void add(const Chunk& from, std::uint32_t first, std::uint32_t last);
    std::uint32_t size() const;
    // Ends the chunk. Ids that were not given are set by number_from(). Never of 0 rows.
    std::shared_ptr<Chunk> build();
    // Gives rows 0..n-1 the ids first, first + 1, … Before the chunk is published only.
    static void number_from(Chunk& chunk, MessageId first);
    // An empty tail chunk.
    static std::shared_ptr<Chunk> tail(MessageId base);

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

// Bytes of a chunk for the cache file, and back. Damaged bytes give an Error{invalid}; never a
// crash. The caller compresses and checks sums.
struct ChunkCodec {
    // Not of 0 rows. Any thread, of a tail chunk too.
    static std::string encode(const Chunk& chunk);
    static std::shared_ptr<Chunk> decode(std::string_view bytes);
};

}  // namespace kith::store

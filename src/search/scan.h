// The scan: which rows of a chunk contain a needle. 64 units a step, with AVX-512BW, AVX2 or
// portable code; chosen once by what the processor can do.
//
//   Needle needle = Needle::of("你好");
//   RowBits bits;
//   match_rows(columns, columns.text, needle, bits);   // bitmap, to AND / OR / NOT
//   Scanner scanner{needle};                           // one per thread and query, keeps its pace
//   std::uint32_t rows = scanner.count(columns.text, 0, columns.size);
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "search/needle.h"
#include "store/chunk.h"

namespace kith::search {

enum class Isa { portable, avx2, avx512 };
std::string_view name_of(Isa isa);  // "portable", "avx2", "avx512"
std::optional<Isa> isa_named(std::string_view name);
bool runs_here(Isa isa);
// The fastest that runs here.
Isa best_isa();

// A set of rows of one chunk.
struct RowBits {
    static constexpr std::uint32_t kWords = store::kChunkRows / 64;
    std::array<std::uint64_t, kWords> words{};

    bool test(std::uint32_t row) const { return (words[row / 64] >> (row % 64) & 1) != 0; }
    void set(std::uint32_t row) { words[row / 64] |= std::uint64_t{1} << (row % 64); }
    void reset(std::uint32_t row) { words[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
    void clear() { words.fill(0); }
    bool none() const;
    std::uint32_t count() const;
    RowBits& operator&=(const RowBits& other);
    RowBits& operator|=(const RowBits& other);
    RowBits& subtract(const RowBits& other);  // this and not other
    // The rows below `size` that are not in the set.
    void invert(std::uint32_t size);
    // Sets exactly the rows [first, last).
    void set_range(std::uint32_t first, std::uint32_t last);

    // Calls with each row, oldest first.
    template <class Call>
    void each(Call&& call) const {
        for (std::uint32_t w = 0; w < kWords; ++w)
            for (auto left = words[w]; left != 0; left &= left - 1)
                call(w * 64 + static_cast<std::uint32_t>(std::countr_zero(left)));
    }
    // The same from the newest; stops when the call returns false.
    template <class Call>
    void each_newest_first(Call&& call) const {
        for (std::uint32_t w = kWords; w-- > 0;)
            for (auto left = words[w]; left != 0;) {
                const auto bit = 63 - static_cast<std::uint32_t>(std::countl_zero(left));
                if (!call(w * 64 + bit)) return;
                left &= ~(std::uint64_t{1} << bit);
            }
    }
};

// `out` becomes the rows whose text in this plane contains the needle; each once. An empty needle
// is in no row. Does not look at flags: rows marked deleted are included.
void match_rows(const store::Columns& columns, const store::PlanesView& planes,
                const Needle& needle, RowBits& out);

// One needle, one thread: as match_rows, and remembers from chunk to chunk which variant of the
// kernel pays. Keeps a reference to the needle.
class Scanner {
  public:
    explicit Scanner(const Needle& needle, Isa isa = best_isa());

    // How many rows of [first, last) contain the needle. Cost: units of these rows / 64 steps,
    // whatever the number of hits.
    std::uint32_t count(const store::PlanesView& planes, std::uint32_t first, std::uint32_t last);
    // The same, and appends up to `limit` of the newest rows found, newest first.
    std::uint32_t newest(const store::PlanesView& planes, std::uint32_t first, std::uint32_t last,
                         std::uint32_t limit, std::vector<std::uint32_t>& rows);
    // Adds all rows found to `out`.
    void match(const store::PlanesView& planes, std::uint32_t first, std::uint32_t last,
               RowBits& out);

  private:
    template <class Take>
    std::uint32_t each_block(const store::PlanesView& planes, std::uint32_t first,
                             std::uint32_t last, Take&& take);

    const Needle* needle_;
    Isa isa_;
    bool frequent_;
    std::uint32_t chunks_ = 0;  // since the variant was chosen
};

// A place in a text: bytes of the UTF-8 text and UTF-16 units of the same (as JavaScript counts),
// [first, last).
struct Mark {
    std::uint32_t first_byte{}, last_byte{};
    std::uint32_t first_unit{}, last_unit{};
    friend bool operator==(const Mark&, const Mark&) = default;
};

// Where the needle occurs in a text as it is stored (not folded): oldest first, not overlapping, at
// most `limit`. A character that folds to several units is marked whole.
std::vector<Mark> marks_in(std::string_view utf8, const Needle& needle, std::size_t limit = 64);

}  // namespace kith::search

// Rows of a chunk that contain a needle.
#include "search/scan.h"

#include <algorithm>
#include <cstring>
#include <functional>

#include "search/scan_kernels.h"

namespace kith::search {
namespace {

// The variant of the kernel is chosen again after this many chunks.
constexpr std::uint32_t kPaceChunks = 16;
// rare pays while fewer blocks than one in this many pass the first test: each that passes waits
// for the high plane.
constexpr std::uint32_t kRareBlocks = 20;
// Rows are found one by one while fewer than one in this many match.
constexpr std::uint32_t kDenseShare = 16;

// Which row holds a unit. Guesses from the last answer and the mean length of a row, then looks
// around the guess in growing steps: few cache lines, wherever the next unit asked for lies.
class RowFinder {
  public:
    // Rows [first, last) are asked about; starts from the newest or the oldest of them.
    RowFinder(const std::uint32_t* offset, std::uint32_t first, std::uint32_t last,
              std::uint32_t start)
        : offset_{offset}, first_{first}, last_{last}, row_{start}, at_{offset[start]} {
        const auto units = std::max(1u, offset[last] - offset[first]);
        rows_per_unit_ = static_cast<double>(last - first) / units;
    }

    std::uint32_t row_at(std::uint32_t at) {
        const auto distance = static_cast<double>(at) - static_cast<double>(at_);
        const auto guess = static_cast<std::int64_t>(row_ + distance * rows_per_unit_);
        auto low = static_cast<std::uint32_t>(
            std::clamp<std::int64_t>(guess, first_, std::int64_t{last_} - 1));
        auto high = low + 1;
        std::uint32_t step = 1;
        if (offset_[low] <= at) {
            for (; high < last_ && offset_[high] <= at; step *= 2, high = low + step) low = high;
            high = std::min(high, last_);
        } else {
            for (; offset_[low] > at; step *= 2) {
                high = low;
                low = high - first_ > step ? high - step : first_;
            }
        }
        row_ = static_cast<std::uint32_t>(std::upper_bound(offset_ + low, offset_ + high, at) -
                                          offset_) -
               1;
        at_ = at;
        return row_;
    }

  private:
    const std::uint32_t* offset_;
    std::uint32_t first_, last_;
    std::uint32_t row_, at_;
    double rows_per_unit_;
};

// Calls with the position of each row end found, ascending.
template <class Call>
void each_end(const FoundBlocks& found, Call&& call) {
    for (std::uint32_t i = 0; i < found.count; ++i)
        for (auto left = found.ends[i]; left != 0; left &= left - 1)
            call(found.start[i] + static_cast<std::uint32_t>(std::countr_zero(left)));
}

// The newest `limit` rows of these blocks, newest first.
void append_newest(const FoundBlocks& found, RowFinder finder, std::uint32_t limit,
                   std::vector<std::uint32_t>& rows) {
    for (auto i = found.count; i-- > 0 && limit > 0;)
        for (auto left = found.ends[i]; left != 0 && limit > 0; --limit) {
            const auto bit = 63 - static_cast<std::uint32_t>(std::countl_zero(left));
            left &= ~(std::uint64_t{1} << bit);
            rows.push_back(finder.row_at(found.start[i] + bit));
        }
}

// All rows of these blocks, row by row: where many match, this is faster than hit by hit, because
// nothing has to be guessed. 1 ns a row. Starts at `row` and returns where the next run goes on.
std::uint32_t set_dense(const FoundBlocks& found, const std::uint32_t* offset, std::uint32_t row,
                        std::uint32_t last, RowBits& out) {
    const auto begin = found.start[0];
    std::array<std::uint64_t, kRunBlocks> ends;
    const auto blocks = (found.start[found.count - 1] - begin) / kBlockUnits + 1;
    std::fill_n(ends.begin(), blocks, std::uint64_t{0});
    for (std::uint32_t i = 0; i < found.count; ++i)
        ends[(found.start[i] - begin) / kBlockUnits] = found.ends[i];
    const auto end = begin + blocks * kBlockUnits;
    while (row < last && offset[row + 1] <= begin) ++row;
    for (; row < last && offset[row + 1] <= end; ++row) {
        const auto at = offset[row + 1] - 1 - begin;
        const std::uint64_t has_text = offset[row] != offset[row + 1];
        out.words[row / 64] |= (ends[at / kBlockUnits] >> (at % kBlockUnits) & has_text)
                               << (row % 64);
    }
    return row;
}

// The units that may not be scanned in place, because somebody writes behind them: copied, with the
// room that the kernels read ahead.
struct CopiedUnits {
    static constexpr std::uint32_t kRoom = 3 * kBlockUnits;
    std::array<std::uint8_t, kRoom + store::kPlanePadding> low{}, high{};

    CopiedUnits(const store::PlanesView& planes, std::uint32_t first) {
        const auto size = std::min(planes.units - first, kRoom);
        std::memcpy(low.data(), planes.low + first, size);
        std::memcpy(high.data(), planes.high + first, size);
    }
};

}  // namespace

std::string_view name_of(Isa isa) {
    switch (isa) {
        case Isa::avx512:
            return "avx512";
        case Isa::avx2:
            return "avx2";
        case Isa::portable:
            break;
    }
    return "portable";
}

std::optional<Isa> isa_named(std::string_view name) {
    for (const auto isa : {Isa::portable, Isa::avx2, Isa::avx512})
        if (name == name_of(isa)) return isa;
    return std::nullopt;
}

bool runs_here(Isa isa) {
#if defined(__x86_64__)
    const bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                      __builtin_cpu_supports("popcnt");
    if (isa == Isa::avx512) return bits && __builtin_cpu_supports("avx512bw");
    if (isa == Isa::avx2) return bits && __builtin_cpu_supports("avx2");
#endif
    return isa == Isa::portable;
}

Isa best_isa() {
    static const Isa best = runs_here(Isa::avx512) ? Isa::avx512
                            : runs_here(Isa::avx2) ? Isa::avx2
                                                   : Isa::portable;
    return best;
}

bool RowBits::none() const {
    return std::all_of(words.begin(), words.end(), [](auto word) { return word == 0; });
}

std::uint32_t RowBits::count() const {
    std::uint32_t rows = 0;
    for (const auto word : words) rows += static_cast<std::uint32_t>(std::popcount(word));
    return rows;
}

RowBits& RowBits::operator&=(const RowBits& other) {
    for (std::uint32_t i = 0; i < kWords; ++i) words[i] &= other.words[i];
    return *this;
}

RowBits& RowBits::operator|=(const RowBits& other) {
    for (std::uint32_t i = 0; i < kWords; ++i) words[i] |= other.words[i];
    return *this;
}

RowBits& RowBits::subtract(const RowBits& other) {
    for (std::uint32_t i = 0; i < kWords; ++i) words[i] &= ~other.words[i];
    return *this;
}

void RowBits::invert(std::uint32_t size) {
    RowBits all;
    all.set_range(0, size);
    *this = all.subtract(*this);
}

void RowBits::set_range(std::uint32_t first, std::uint32_t last) {
    clear();
    const auto below = [](std::uint32_t bits) {
        return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    };
    for (std::uint32_t i = 0; i < kWords; ++i) {
        const auto start = i * 64;
        const auto to = last > start ? below(last - start) : 0;
        const auto from = first > start ? below(first - start) : 0;
        words[i] = to & ~from;
    }
}

Scanner::Scanner(const Needle& needle, Isa isa)
    : needle_{&needle}, isa_{isa}, frequent_{needle.plan().frequent} {}

// Runs the kernel over the units of rows [first, last), at most kRunBlocks blocks at a time, and
// calls take(found) after each run. Returns the rows found.
template <class Take>
std::uint32_t Scanner::each_block(const store::PlanesView& planes, std::uint32_t first,
                                  std::uint32_t last, Take&& take) {
    if (needle_->empty() || first >= last) return 0;
    const auto begin = planes.offset[first], end = planes.offset[last];
    if (begin == end) return 0;
    if (++chunks_ % kPaceChunks == 0) frequent_ = false;
    const auto& kernels = kernels_of(isa_);
    // Behind `in_place` the kernels would read what a writer may be writing.
    const auto in_place =
        planes.padded ? end
        : planes.units - begin < CopiedUnits::kRoom
            ? begin
            : begin + std::min(end - begin, planes.units - begin - 2 * kBlockUnits) / kBlockUnits *
                          kBlockUnits;
    FoundBlocks found;
    std::uint32_t rows = 0, passed = 0;
    const auto run = [&](const ScanInput& in) {
        found.count = found.rows = found.passed = 0;
        (frequent_ ? kernels.frequent : kernels.rare)(in, found);
        rows += found.rows;
        passed += found.passed;
    };
    for (auto at = begin; at < in_place;) {
        const auto to = std::min(in_place - at, kRunBlocks * kBlockUnits) + at;
        run({planes.low, planes.high, at, to, needle_, planes.low, planes.high, 0, planes.units});
        take(found);
        at = to;
    }
    if (in_place < end) {
        const CopiedUnits copy{planes, in_place};
        run({copy.low.data(), copy.high.data(), 0, end - in_place, needle_, planes.low, planes.high,
             in_place, planes.units});
        for (std::uint32_t i = 0; i < found.count; ++i) found.start[i] += in_place;
        take(found);
    }
    if (!frequent_) frequent_ = std::uint64_t{passed} * kRareBlocks * kBlockUnits > end - begin;
    return rows;
}

std::uint32_t Scanner::count(const store::PlanesView& planes, std::uint32_t first,
                             std::uint32_t last) {
    return each_block(planes, first, last, [](const FoundBlocks&) {});
}

std::uint32_t Scanner::newest(const store::PlanesView& planes, std::uint32_t first,
                              std::uint32_t last, std::uint32_t limit,
                              std::vector<std::uint32_t>& rows) {
    const auto start = rows.size();
    return each_block(planes, first, last, [&](const FoundBlocks& found) {
        if (found.rows == 0) return;
        // Later blocks hold newer rows: they go before what earlier runs found.
        std::vector<std::uint32_t> older(rows.begin() + static_cast<std::ptrdiff_t>(start),
                                         rows.end());
        rows.resize(start);
        append_newest(found, {planes.offset, first, last, last}, limit, rows);
        const auto room = std::min<std::size_t>(limit - (rows.size() - start), older.size());
        rows.insert(rows.end(), older.begin(), older.begin() + static_cast<std::ptrdiff_t>(room));
    });
}

void Scanner::match(const store::PlanesView& planes, std::uint32_t first, std::uint32_t last,
                    RowBits& out) {
    if (first >= last) return;
    RowFinder finder{planes.offset, first, last, first};
    auto row = first;
    each_block(planes, first, last, [&](const FoundBlocks& found) {
        if (found.rows > (last - first) / kDenseShare)
            row = set_dense(found, planes.offset, row, last, out);
        else
            each_end(found, [&](std::uint32_t end) { out.set(finder.row_at(end)); });
    });
}

void match_rows(const store::Columns& columns, const store::PlanesView& planes,
                const Needle& needle, RowBits& out) {
    out.clear();
    Scanner{needle}.match(planes, 0, columns.size, out);
}

}  // namespace kith::search

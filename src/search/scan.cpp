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
// rare pays while fewer blocks than one in this many pass the first test.
constexpr std::uint32_t kRareBlocks = 10;

// The rows of ascending row ends. Looks a few rows ahead first (many hits), then in growing steps
// (few hits): about 2 ns a hit when all rows match.
class RowFinder {
  public:
    RowFinder(const std::uint32_t* offset, std::uint32_t first, std::uint32_t last)
        : offset_{offset}, row_{first}, last_{last} {}

    // The row that holds unit `at`; not before the last one asked for.
    std::uint32_t row_at(std::uint32_t at) {
        for (int i = 0; i < 4; ++i, ++row_)
            if (offset_[row_ + 1] > at) return row_;
        std::uint32_t step = 8;
        while (row_ + step < last_ && offset_[row_ + step] <= at) {
            row_ += step;
            step *= 2;
        }
        const auto* end = offset_ + std::min(row_ + step, last_);
        row_ = static_cast<std::uint32_t>(std::upper_bound(offset_ + row_, end, at) - offset_) - 1;
        return row_;
    }

  private:
    const std::uint32_t* offset_;
    std::uint32_t row_, last_;
};

// Calls with the position of each row end found, ascending.
template <class Call>
void each_end(const FoundBlocks& found, Call&& call) {
    for (std::uint32_t i = 0; i < found.count; ++i)
        for (auto left = found.ends[i]; left != 0; left &= left - 1)
            call(found.start[i] + static_cast<std::uint32_t>(std::countr_zero(left)));
}

// The newest `limit` rows of these blocks, newest first.
void append_newest(const FoundBlocks& found, const std::uint32_t* offset, std::uint32_t first,
                   std::uint32_t last, std::uint32_t limit, std::vector<std::uint32_t>& rows) {
    for (auto i = found.count; i-- > 0 && limit > 0;)
        for (auto left = found.ends[i]; left != 0 && limit > 0; --limit) {
            const auto bit = 63 - static_cast<std::uint32_t>(std::countl_zero(left));
            left &= ~(std::uint64_t{1} << bit);
            const auto* row = std::upper_bound(offset + first, offset + last, found.start[i] + bit);
            rows.push_back(static_cast<std::uint32_t>(row - offset) - 1);
        }
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
        append_newest(found, planes.offset, first, last, limit, rows);
        const auto room = std::min<std::size_t>(limit - (rows.size() - start), older.size());
        rows.insert(rows.end(), older.begin(), older.begin() + static_cast<std::ptrdiff_t>(room));
    });
}

void Scanner::match(const store::PlanesView& planes, std::uint32_t first, std::uint32_t last,
                    RowBits& out) {
    RowFinder finder{planes.offset, first, last};
    each_block(planes, first, last, [&](const FoundBlocks& found) {
        each_end(found, [&](std::uint32_t end) { out.set(finder.row_at(end)); });
    });
}

void match_rows(const store::Columns& columns, const store::PlanesView& planes,
                const Needle& needle, RowBits& out) {
    out.clear();
    Scanner{needle}.match(planes, 0, columns.size, out);
}

}  // namespace kith::search

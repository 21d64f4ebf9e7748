// The inner loops of the scan, one set per instruction set. Only for search/scan.cpp and tests.
#pragma once

#include <array>
#include <cstdint>

#include "search/needle.h"
#include "search/scan.h"

namespace kith::search {

inline constexpr std::uint32_t kBlockUnits = 64;
inline constexpr std::uint32_t kRunBlocks = 2048;  // blocks of one call: what FoundBlocks can hold

// Units [first, last) of two planes. Bytes up to last + 128 must be readable; what they hold does
// not matter, because each row ends with unit 0 before `last`.
struct ScanInput {
    const std::uint8_t *low{}, *high{};
    std::uint32_t first{}, last{};
    const Needle* needle{};
    // Where the units behind the first 64 of a long needle are compared: unit i of `low` is unit
    // origin + i of the planes, which have `units` units.
    const std::uint8_t *whole_low{}, *whole_high{};
    std::uint32_t origin{}, units{};
};

// Blocks that hold the end of a row with a match, in ascending order: bit i of ends[k] says that
// the row that ends at unit start[k] + i contains the needle.
struct FoundBlocks {
    std::uint32_t count = 0;
    std::uint32_t rows = 0;    // bits in all ends
    std::uint32_t passed = 0;  // blocks that passed the first test; only counted by `rare`
    std::uint64_t carry = 0;   // a match whose row goes on behind the last block; in and out
    std::array<std::uint32_t, kRunBlocks> start;
    std::array<std::uint64_t, kRunBlocks> ends;
};

// Fills `out` (count, rows and passed start at 0). Cost: blocks of the input, whatever the number
// of matches.
using Kernel = void (*)(const ScanInput& in, FoundBlocks& out);

struct Kernels {
    Kernel rare;      // leaves a block after the first test: for pairs that are seldom there
    Kernel frequent;  // no branches that depend on the text
};
// Of an instruction set that runs here.
const Kernels& kernels_of(Isa isa);

// Keeps the matches (bits of the block at unit `at` of in.low) whose further units are those of a
// needle of more than 64 units.
std::uint64_t keep_long(const ScanInput& in, std::uint32_t at, std::uint64_t matches);

}  // namespace kith::search

// The scan of one run of blocks, written once over the few operations that each instruction set
// provides. Included several times by scan_kernels.cpp, each time in another namespace that has
//   Value spread(byte)             64 times the byte
//   Lanes equal(pointer, Value)    which of the 64 bytes are equal
//   Lanes both(Lanes, Lanes), either(Lanes, Lanes);  bool none(Lanes);  uint64 mask(Lanes)
// so it has no #pragma once.

struct Pair {
    Value first, second;
    std::uint32_t first_at, second_at;
};

KITH_INLINE Pair pair_of(const Needle::Plan& plan) {
    return {spread(plan.low[plan.first]), spread(plan.low[plan.second]), plan.first, plan.second};
}

// The first test: the two rarest low bytes. Most blocks end here, so only the low plane is read.
KITH_INLINE Lanes first_test(const std::uint8_t* low, const Pair& pair) {
    return both(equal(low + pair.first_at, pair.first), equal(low + pair.second_at, pair.second));
}

// All units until nothing is left; the low plane first, because it is at hand.
KITH_INLINE std::uint64_t exact(const std::uint8_t* low, const std::uint8_t* high,
                                const Needle::Plan& plan, Lanes v) {
    for (std::uint32_t i = 0; i < plan.length && !none(v); ++i)
        v = both(v, equal(low + i, spread(plan.low[i])));
    for (std::uint32_t i = 0; i < plan.length && !none(v); ++i)
        v = both(v, equal(high + i, spread(plan.high[i])));
    return mask(v);
}

KITH_INLINE std::uint64_t below(std::uint32_t bits) {
    return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
}

KITH_INLINE std::uint64_t row_ends(const std::uint8_t* low, const std::uint8_t* high,
                                   const Value& zero) {
    return mask(both(equal(low, zero), equal(high, zero)));
}

// matches + ~ends + carry: a match runs over into the end of its row, and no further, because the
// bits between two ends are all ones. So each row with a match gives one bit, however many it has.
KITH_INLINE std::uint64_t spill(std::uint64_t matches, std::uint64_t ends, std::uint64_t& carry) {
    const std::uint64_t partial = matches + ~ends;
    const std::uint64_t sum = partial + carry;
    carry =
        static_cast<std::uint64_t>(partial < matches) | static_cast<std::uint64_t>(sum < partial);
    return sum & ends;
}

KITH_INLINE void keep(FoundBlocks& out, std::uint32_t at, std::uint64_t ends) {
    out.start[out.count] = at;
    out.ends[out.count] = ends;
    out.count += ends != 0;
    out.rows += static_cast<std::uint32_t>(__builtin_popcountll(ends));
}

static void scan_rare(const ScanInput& in, FoundBlocks& out) {
    const auto& plan = in.needle->plan();
    const Pair pair = pair_of(plan);
    const Value zero = spread(0);
    const bool is_long = in.needle->units().size() > kScanUnits;
    std::uint64_t carry = out.carry;
    std::uint32_t passed = 0;
    for (std::uint32_t at = in.first; at < in.last; at += kBlockUnits) {
        if (carry == 0) {
            while (at + 2 * kBlockUnits <= in.last &&
                   none(either(first_test(in.low + at, pair),
                               first_test(in.low + at + kBlockUnits, pair))))
                at += 2 * kBlockUnits;
            if (at >= in.last) break;
        }
        const Lanes v = first_test(in.low + at, pair);
        const bool pass = !none(v);
        passed += pass;
        if (!pass && carry == 0) continue;
        const std::uint64_t valid = below(in.last - at);
        std::uint64_t matches = pass ? exact(in.low + at, in.high + at, plan, v) & valid : 0;
        if (is_long && matches != 0) matches = keep_long(in, at, matches);
        if (matches == 0 && carry == 0) continue;
        const std::uint64_t ends = row_ends(in.low + at, in.high + at, zero) & valid;
        keep(out, at, spill(matches, ends, carry));
    }
    out.carry = carry;
    out.passed = passed;
}

// Needles of N units: every unit is compared in every block.
template <std::uint32_t N>
static void scan_all(const ScanInput& in, FoundBlocks& out) {
    const auto& plan = in.needle->plan();
    Value low[N], high[N];
    for (std::uint32_t i = 0; i < N; ++i) {
        low[i] = spread(plan.low[i]);
        high[i] = spread(plan.high[i]);
    }
    const Value zero = spread(0);
    std::uint64_t carry = out.carry;
    for (std::uint32_t at = in.first; at < in.last; at += kBlockUnits) {
        const auto* l = in.low + at;
        const auto* h = in.high + at;
        Lanes v = both(equal(l, low[0]), equal(h, high[0]));
        for (std::uint32_t i = 1; i < N; ++i)
            v = both(v, both(equal(l + i, low[i]), equal(h + i, high[i])));
        const std::uint64_t valid = below(in.last - at);
        keep(out, at, spill(mask(v) & valid, row_ends(l, h, zero) & valid, carry));
    }
    out.carry = carry;
}

// Longer needles whose first test passes often: the pair in both planes without a branch, the rest
// where it is left.
static void scan_pairs(const ScanInput& in, FoundBlocks& out) {
    const auto& plan = in.needle->plan();
    const Pair pair = pair_of(plan);
    const Value first_high = spread(plan.high[plan.first]);
    const Value second_high = spread(plan.high[plan.second]);
    const Value zero = spread(0);
    const bool is_long = in.needle->units().size() > kScanUnits;
    std::uint64_t carry = out.carry;
    for (std::uint32_t at = in.first; at < in.last; at += kBlockUnits) {
        const auto* l = in.low + at;
        const auto* h = in.high + at;
        const Lanes v = both(first_test(l, pair), both(equal(h + plan.first, first_high),
                                                       equal(h + plan.second, second_high)));
        const std::uint64_t valid = below(in.last - at);
        std::uint64_t matches = 0;
        if (!none(v)) {
            matches = exact(l, h, plan, v) & valid;
            if (is_long && matches != 0) matches = keep_long(in, at, matches);
        }
        keep(out, at, spill(matches, row_ends(l, h, zero) & valid, carry));
    }
    out.carry = carry;
}

static void scan_frequent(const ScanInput& in, FoundBlocks& out) {
    switch (in.needle->units().size()) {
        case 1:
            return scan_all<1>(in, out);
        case 2:
            return scan_all<2>(in, out);
        case 3:
            return scan_all<3>(in, out);
        case 4:
            return scan_all<4>(in, out);
        default:
            return scan_pairs(in, out);
    }
}

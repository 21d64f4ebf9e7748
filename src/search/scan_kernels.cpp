// The inner loops of the scan for AVX-512BW, AVX2 and any processor.
#include "search/scan_kernels.h"

#include <bit>
#include <cassert>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define KITH_INLINE [[maybe_unused]] static inline __attribute__((always_inline))

namespace kith::search {

namespace portable {
namespace {

static_assert(std::endian::native == std::endian::little, "the masks count bytes from the low end");

using Value = std::uint64_t;
struct Lanes {
    std::uint64_t word[8];  // 0x80 in each byte that is equal
};

KITH_INLINE Value spread(std::uint8_t byte) {
    return 0x0101010101010101u * byte;
}

KITH_INLINE Lanes equal(const std::uint8_t* at, const Value& value) {
    constexpr std::uint64_t kLow7 = 0x7F7F7F7F7F7F7F7Fu;
    Lanes out;
    for (int i = 0; i < 8; ++i) {
        std::uint64_t word;
        std::memcpy(&word, at + 8 * i, 8);
        word ^= value;
        out.word[i] = ~(((word & kLow7) + kLow7) | word | kLow7);
    }
    return out;
}

KITH_INLINE Lanes both(const Lanes& a, const Lanes& b) {
    Lanes out;
    for (int i = 0; i < 8; ++i) out.word[i] = a.word[i] & b.word[i];
    return out;
}

KITH_INLINE Lanes either(const Lanes& a, const Lanes& b) {
    Lanes out;
    for (int i = 0; i < 8; ++i) out.word[i] = a.word[i] | b.word[i];
    return out;
}

KITH_INLINE bool none(const Lanes& a) {
    std::uint64_t any = 0;
    for (int i = 0; i < 8; ++i) any |= a.word[i];
    return any == 0;
}

KITH_INLINE std::uint64_t mask(const Lanes& a) {
    std::uint64_t out = 0;
    for (int i = 0; i < 8; ++i) out |= ((a.word[i] >> 7) * 0x0102040810204080u >> 56) << (8 * i);
    return out;
}

#include "search/scan_body.h"

}  // namespace
}  // namespace portable

#if defined(__x86_64__)

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,popcnt")
#endif
namespace avx2 {
namespace {

using Value = __m256i;
struct Lanes {
    __m256i first, second;
};

KITH_INLINE Value spread(std::uint8_t byte) {
    return _mm256_set1_epi8(static_cast<char>(byte));
}

KITH_INLINE __m256i load(const std::uint8_t* at) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

KITH_INLINE Lanes equal(const std::uint8_t* at, const Value& value) {
    return {_mm256_cmpeq_epi8(load(at), value), _mm256_cmpeq_epi8(load(at + 32), value)};
}

KITH_INLINE Lanes both(const Lanes& a, const Lanes& b) {
    return {_mm256_and_si256(a.first, b.first), _mm256_and_si256(a.second, b.second)};
}

KITH_INLINE Lanes either(const Lanes& a, const Lanes& b) {
    return {_mm256_or_si256(a.first, b.first), _mm256_or_si256(a.second, b.second)};
}

KITH_INLINE bool none(const Lanes& a) {
    const __m256i any = _mm256_or_si256(a.first, a.second);
    return _mm256_testz_si256(any, any) != 0;
}

KITH_INLINE std::uint64_t mask(const Lanes& a) {
    const auto low = static_cast<std::uint32_t>(_mm256_movemask_epi8(a.first));
    const auto high = static_cast<std::uint32_t>(_mm256_movemask_epi8(a.second));
    return low | std::uint64_t{high} << 32;
}

#include "search/scan_body.h"

}  // namespace
}  // namespace avx2
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,bmi,bmi2,popcnt"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,bmi,bmi2,popcnt")
#endif
namespace avx512 {
namespace {

using Value = __m512i;
using Lanes = std::uint64_t;

KITH_INLINE Value spread(std::uint8_t byte) {
    return _mm512_set1_epi8(static_cast<char>(byte));
}

KITH_INLINE Lanes equal(const std::uint8_t* at, const Value& value) {
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(at), value);
}

KITH_INLINE Lanes both(Lanes a, Lanes b) {
    return a & b;
}

KITH_INLINE Lanes either(Lanes a, Lanes b) {
    return a | b;
}

KITH_INLINE bool none(Lanes a) {
    return a == 0;
}

KITH_INLINE std::uint64_t mask(Lanes a) {
    return a;
}

#include "search/scan_body.h"

}  // namespace
}  // namespace avx512
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif  // __x86_64__

const Kernels& kernels_of(Isa isa) {
    assert(runs_here(isa));
    static constexpr Kernels kPortable{portable::scan_rare, portable::scan_frequent};
#if defined(__x86_64__)
    static constexpr Kernels kAvx2{avx2::scan_rare, avx2::scan_frequent};
    static constexpr Kernels kAvx512{avx512::scan_rare, avx512::scan_frequent};
    if (isa == Isa::avx2) return kAvx2;
    if (isa == Isa::avx512) return kAvx512;
#endif
    return kPortable;
}

std::uint64_t keep_long(const ScanInput& in, std::uint32_t at, std::uint64_t matches) {
    const auto& low = in.needle->rest_low();
    const auto& high = in.needle->rest_high();
    std::uint64_t kept = 0;
    for (auto left = matches; left != 0; left &= left - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(left));
        const std::uint64_t from = std::uint64_t{in.origin} + at + bit + kScanUnits;
        if (from + low.size() > in.units) continue;
        if (std::memcmp(in.whole_low + from, low.data(), low.size()) == 0 &&
            std::memcmp(in.whole_high + from, high.data(), high.size()) == 0)
            kept |= std::uint64_t{1} << bit;
    }
    return kept;
}

}  // namespace kith::search

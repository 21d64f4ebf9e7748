// See kernels.h.
#include "llm/e5/kernels.h"

#ifdef KITH_E5
#define KITH_E5_BUILD(isa)                                                                        \
    extern "C" e5_model* e5_##isa##_load(const void* image, std::size_t bytes);                   \
    extern "C" void e5_##isa##_free(e5_model* model);                                             \
    extern "C" int e5_##isa##_dim(const e5_model* model);                                         \
    extern "C" int e5_##isa##_embed(e5_model* model, const char** texts, int count, int is_query, \
                                    float* vectors);
KITH_E5_BUILD(portable)
#ifdef KITH_E5_AVX2
KITH_E5_BUILD(avx2)
#endif
#undef KITH_E5_BUILD
#endif

namespace kith::llm::e5 {
namespace {

#ifdef KITH_E5
constexpr Kernel kPortable{"portable", e5_portable_load, e5_portable_free, e5_portable_dim,
                           e5_portable_embed};
#endif
#ifdef KITH_E5_AVX2
constexpr Kernel kAvx2{"avx2", e5_avx2_load, e5_avx2_free, e5_avx2_dim, e5_avx2_embed};
#endif

}  // namespace

Isa best_isa() {
#ifdef KITH_E5_AVX2
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) return Isa::avx2;
#endif
    return Isa::portable;
}

const Kernel* kernel([[maybe_unused]] Isa isa) {
#ifdef KITH_E5_AVX2
    if (isa == Isa::avx2) return &kAvx2;
#endif
#ifdef KITH_E5
    return &kPortable;
#else
    return nullptr;
#endif
}

}  // namespace kith::llm::e5

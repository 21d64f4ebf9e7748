// The encoder's C code, once for every processor and once for those with AVX2: which of the two
// runs is decided when the program does.
#pragma once

#include <cstddef>
#include <string_view>

struct e5_model;

namespace kith::llm::e5 {

// e5.h, as functions of one of the builds. The model is only read: any number of threads at once.
struct Kernel {
    std::string_view name;
    e5_model* (*load)(const void* image, std::size_t bytes);  // null when it is no model
    void (*free)(e5_model* model);
    int (*dimensions)(const e5_model* model);
    // 0 = done; `vectors` holds count times dimensions. Texts end with a NUL and hold no U+FDFA
    // (its expansion overflows the tokenizer's memory).
    int (*embed)(e5_model* model, const char** texts, int count, int is_query, float* vectors);
};

enum class Isa { portable, avx2 };
Isa best_isa();
// Null when the program was built without the encoder's source.
const Kernel* kernel(Isa isa);

}  // namespace kith::llm::e5

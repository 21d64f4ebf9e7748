// Texts to vectors: one interface for all providers and for the model inside.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"

namespace kith::llm {

enum class Purpose { question, passage };

// Any thread, any number at once.
class Embedder {
  public:
    virtual ~Embedder() = default;

    virtual std::string_view provider() const = 0;
    virtual std::string_view name() const = 0;
    virtual std::size_t dimensions() const = 0;  // 0 until the first answer of a provider told it

    // One vector a text, in their order; an empty one where the provider gave none. Throws as
    // Model::chat(), and Error{upstream} for vectors that differ in length or hold no numbers.
    virtual std::vector<std::vector<float>> embed(std::span<const std::string> texts,
                                                  Purpose purpose, const Stop& stop) = 0;
};

}  // namespace kith::llm

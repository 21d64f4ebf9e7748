// Vectors without a model, for trying things out and for tests: the same for the same text, always.
#pragma once

#include "llm/embedder.h"

namespace kith::llm {

// Eight dimensions: a code point r at byte i adds ((r mod 31) + 1) / 31 to number (7r + 13i) mod 8;
// the whole has length 1. Source: ai.md 18. An empty text has no vector.
class MockEmbedder final : public Embedder {
  public:
    std::string_view provider() const override { return "mock"; }
    std::string_view name() const override { return "mock"; }
    std::size_t dimensions() const override { return kDimensions; }
    std::vector<std::vector<float>> embed(std::span<const std::string> texts, Purpose purpose,
                                          const Stop& stop) override;

  private:
    static constexpr std::size_t kDimensions = 8;
};

}  // namespace kith::llm

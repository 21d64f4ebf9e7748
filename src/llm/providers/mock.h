// A model without a model: no network, no chance, and an answer in the form that was asked for. For
// trying the program out and for tests. Source: ai.md 18.
#pragma once

#include "llm/model.h"

namespace kith::llm {

// The same answer to the same turns, always. What it understands, in this order:
//   a shape                    JSON that is valid under its schema
//   "JSON" and an example      JSON built like the example
//   lines like `name：text`     lines of these people, `name：text` each
//   关键词, "keyword"           up to five words of the last user turn, with spaces between
//   anything else              a sentence in the language of the last user turn
class MockModel final : public Model {
  public:
    explicit MockModel(std::string name) : name_{std::move(name)} {}
    std::string_view provider() const override { return "mock"; }
    std::string_view name() const override { return name_; }
    // Pieces of 40 code points.
    Answer chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) override;

  private:
    std::string name_;
};

}  // namespace kith::llm

// What the mock model says: sentences and JSON that follow from a question alone. Inside
// providers/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace kith::llm {

// Deterministic: the same question and the same calls give the same texts.
class MockTexts {
  public:
    explicit MockTexts(std::string_view question);

    // A sentence; another one with every call.
    std::string sentence();
    // A value that is valid under the schema (what shape.h understands of it).
    json::value instance(const json::value& schema);
    // A value built like `example`: its keys, its kinds of values.
    json::value alike(const json::value& example);
    // Up to `count` words of the question.
    std::vector<std::string> words(std::size_t count) const;

  private:
    std::uint64_t next();
    std::string fitted(const json::value& schema);

    std::string question_;
    bool is_chinese_ = false;
    std::uint64_t state_ = 0;
};

}  // namespace kith::llm

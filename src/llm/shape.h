// Answers that have to be JSON of a schema: what the model is told, and whether it did so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "llm/model.h"

namespace kith::llm {

// What a provider that cannot constrain its answers is told.
std::string instruction(const Shape& shape);
// The turns with it, as part of the first system turn or as a new one.
std::vector<Turn> with_instruction(std::vector<Turn> turns, const Shape& shape);

// The JSON in an answer, without code fences and words around it, that is valid under the schema.
// Throws Error{upstream, reason "shape"} when there is none; its notes say what is wrong, by path,
// without the answer's text.
std::string shaped(std::string_view answer, const Shape& shape);

// Where a value leaves its schema: "items[].from: expected an integer"; nothing when it is valid.
// Understood: type, enum, const, properties, required, additionalProperties: false, items,
// minItems, maxItems, minLength, maxLength, minimum, maximum, anyOf, oneOf (as anyOf). All else is
// passed over.
std::optional<std::string> violation(const json::value& value, const json::value& schema);

}  // namespace kith::llm

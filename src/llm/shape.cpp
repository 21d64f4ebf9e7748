// See shape.h.
#include "llm/shape.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"
#include "text/utf8.h"

namespace kith::llm {
namespace {

using Problem = std::optional<std::string>;

constexpr int kTries = 32;  // places where JSON may begin

bool is_type(const json::value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "null") return value.is_null();
    if (type == "number") return value.is_number();
    if (type != "integer") return true;
    const bool whole = value.is_double() && value.get_double() == std::floor(value.get_double());
    return value.is_int64() || value.is_uint64() || whole;
}

Problem check_type(const json::value& value, const json::value& schema, const std::string& at) {
    const auto* type = json::find(schema, "type");
    if (type == nullptr) return std::nullopt;
    if (type->is_string()) {
        const auto name = json::text_or_empty(type);
        if (is_type(value, name)) return std::nullopt;
        return fmt::format("{}: expected {}", at, name);
    }
    if (!type->is_array()) return std::nullopt;
    const bool fits = std::ranges::any_of(type->get_array(), [&](const json::value& name) {
        return is_type(value, json::text_or_empty(&name));
    });
    return fits ? std::nullopt : Problem{at + ": of another type"};
}

Problem check_choice(const json::value& value, const json::value& schema, const std::string& at) {
    const auto* choices = json::find(schema, "enum");
    if (choices != nullptr && choices->is_array() &&
        std::ranges::find(choices->get_array(), value) == choices->get_array().end()) {
        return at + ": not one of the choices";
    }
    const auto* only = json::find(schema, "const");
    if (only != nullptr && value != *only) return at + ": not the constant";
    return std::nullopt;
}

// Compares with the bounds of two keywords.
Problem check_range(double size, const json::value& schema, std::string_view low,
                    std::string_view high, const std::string& at) {
    const auto bound = [&](std::string_view key, double none) {
        const auto* found = json::find(schema, key);
        return found != nullptr && found->is_number() ? found->to_number<double>() : none;
    };
    if (size < bound(low, -HUGE_VAL)) return fmt::format("{}: below {}", at, low);
    if (size > bound(high, HUGE_VAL)) return fmt::format("{}: above {}", at, high);
    return std::nullopt;
}

Problem check(const json::value& value, const json::value& schema, const std::string& at);

Problem check_object(const json::object& value, const json::value& schema, const std::string& at) {
    const auto* required = json::find(schema, "required");
    if (required != nullptr && required->is_array()) {
        for (const auto& name : required->get_array()) {
            const auto key = json::text_or_empty(&name);
            if (!value.contains(key)) return fmt::format("{}.{}: missing", at, key);
        }
    }
    const auto* properties = json::find(schema, "properties");
    const auto* others = json::find(schema, "additionalProperties");
    const bool is_closed = others != nullptr && others->is_bool() && !others->get_bool();
    for (const auto& [key, item] : value) {
        const auto* inner =
            properties == nullptr ? nullptr : json::find(*properties, std::string_view{key});
        if (inner == nullptr) {
            if (is_closed) return at + ": a member that is not in the schema";
            continue;
        }
        if (auto problem = check(item, *inner, fmt::format("{}.{}", at, std::string_view{key}))) {
            return problem;
        }
    }
    return std::nullopt;
}

Problem check_array(const json::array& value, const json::value& schema, const std::string& at) {
    const auto count = static_cast<double>(value.size());
    if (auto problem = check_range(count, schema, "minItems", "maxItems", at)) return problem;
    const auto* items = json::find(schema, "items");
    if (items == nullptr) return std::nullopt;
    for (const auto& item : value) {
        if (auto problem = check(item, *items, at + "[]")) return problem;
    }
    return std::nullopt;
}

Problem check_any(const json::value& value, const json::value& schema, const std::string& at) {
    for (const auto* keyword : {"anyOf", "oneOf"}) {
        const auto* ways = json::find(schema, keyword);
        if (ways == nullptr || !ways->is_array()) continue;
        const bool fits = std::ranges::any_of(
            ways->get_array(), [&](const auto& way) { return !check(value, way, at).has_value(); });
        if (!fits) return fmt::format("{}: fits none of {}", at, keyword);
    }
    return std::nullopt;
}

Problem check(const json::value& value, const json::value& schema, const std::string& at) {
    if (auto problem = check_type(value, schema, at)) return problem;
    if (auto problem = check_choice(value, schema, at)) return problem;
    if (auto problem = check_any(value, schema, at)) return problem;
    if (value.is_object()) return check_object(value.get_object(), schema, at);
    if (value.is_array()) return check_array(value.get_array(), schema, at);
    if (value.is_string()) {
        const auto count = static_cast<double>(text::length(json::view(value.get_string())));
        return check_range(count, schema, "minLength", "maxLength", at);
    }
    if (value.is_number()) {
        return check_range(value.to_number<double>(), schema, "minimum", "maximum", at);
    }
    return std::nullopt;
}

std::optional<json::value> parsed(std::string_view text, json::Trailing trailing) {
    try {
        return json::parse(text, {.trailing = trailing, .utf8 = json::Utf8::repaired});
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

std::string instruction(const Shape& shape) {
    return "Answer with one JSON value and nothing else: no code fence, no words around it. It "
           "must "
           "be valid under this JSON schema:\n" +
           json::serialize(shape.schema);
}

std::vector<Turn> with_instruction(std::vector<Turn> turns, const Shape& shape) {
    const auto system = std::ranges::find(turns, Speaker::system, &Turn::speaker);
    if (system == turns.end()) {
        turns.insert(turns.begin(), {Speaker::system, instruction(shape)});
    } else {
        system->text += "\n\n" + instruction(shape);
    }
    return turns;
}

Problem violation(const json::value& value, const json::value& schema) {
    return check(value, schema, "$");
}

std::string shaped(std::string_view answer, const Shape& shape) {
    std::string problem = "no JSON in it";
    const auto fits = [&](const std::optional<json::value>& tree) {
        if (!tree) return false;
        auto wrong = violation(*tree, shape.schema);
        if (wrong) problem = std::move(*wrong);
        return !wrong;
    };
    answer = text::trim(answer);
    if (fits(parsed(answer, json::Trailing::refused))) return text::repair_utf8(answer);
    auto at = answer.find_first_of("{[");
    for (int tries = 0; at != std::string_view::npos && tries < kTries; ++tries) {
        const auto tree = parsed(answer.substr(at), json::Trailing::ignored);
        if (fits(tree)) return json::serialize(*tree);
        at = answer.find_first_of("{[", at + 1);
    }
    throw Error{Errc::upstream, "模型的回答不符合要求的格式", "shape"}.note("schema {}: {}",
                                                                            shape.name, problem);
}

}  // namespace kith::llm

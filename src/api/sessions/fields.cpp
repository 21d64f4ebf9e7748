// See fields.h.
#include "api/sessions/fields.h"

#include <fmt/format.h>

#include "base/error.h"
#include "text/utf8.h"

namespace kith::api::sessions {
namespace {

bool is_absent(const json::value* value) {
    return value == nullptr || value->is_null();
}

// Numbers that are used as ids; nothing for anything else.
std::optional<std::string> integer_text(const json::value& value) {
    if (value.is_int64()) return std::to_string(value.get_int64());
    if (value.is_uint64()) return std::to_string(value.get_uint64());
    return std::nullopt;
}

std::optional<std::string> request_id_in(const json::value& tree) {
    const auto* value = json::find(tree, "request_id");
    if (is_absent(value)) return std::string{};
    if (value->is_string()) return std::string{json::view(value->get_string())};
    if (value->is_double()) return fmt::format("{}", value->get_double());
    return integer_text(*value);
}

std::string within(std::string text, std::string_view name, std::size_t longest) {
    if (text::length(text) > longest) bad_value(name);
    return text;
}

json::value object_of(const http::Call& call) {
    try {
        auto tree = json::parse(call.body_text());
        if (tree.is_object()) return tree;
    } catch (const Error&) {  // worded below
    }
    bad_request("body");
}

}  // namespace

void bad_request(std::string_view field) {
    throw Error{Errc::invalid, fmt::format("bad request: {}", field), "bad_request"};
}

void bad_value(std::string_view field) {
    throw Error{Errc::invalid, fmt::format("bad request: {}", field), kBadValue};
}

Fields::Fields(const http::Call& call) : tree_(object_of(call)) {
    const auto id = request_id_in(tree_);
    if (!id) bad_request("request_id");
    request_id_ = *id;
}

std::string Fields::text(std::string_view name, std::size_t longest, Empty empty) const {
    auto found = optional_text(name, longest);
    if (!found || (empty == Empty::no && found->empty())) bad_request(name);
    return std::move(*found);
}

std::optional<std::string> Fields::optional_text(std::string_view name, std::size_t longest) const {
    const auto* value = json::find(tree_, name);
    if (is_absent(value)) return std::nullopt;
    if (!value->is_string()) bad_request(name);
    return within(std::string{json::view(value->get_string())}, name, longest);
}

std::string Fields::id(std::string_view name, std::size_t longest) const {
    auto found = optional_id(name, longest);
    if (!found) bad_request(name);
    return std::move(*found);
}

std::optional<std::string> Fields::optional_id(std::string_view name, std::size_t longest) const {
    const auto* value = json::find(tree_, name);
    if (is_absent(value)) return std::nullopt;
    if (auto number = integer_text(*value)) return number;
    auto text = optional_text(name, longest);
    if (text->empty()) return std::nullopt;
    return text;
}

std::string request_id_of(const std::string& body) {
    try {
        return request_id_in(json::parse(body)).value_or("");
    } catch (const Error&) {
        return "";
    }
}

}  // namespace kith::api::sessions

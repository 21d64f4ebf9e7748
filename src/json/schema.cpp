// See schema.h.
#include "json/schema.h"

#include <algorithm>
#include <boost/core/demangle.hpp>
#include <set>

namespace kith::json {
namespace {

constexpr std::string_view kComponents = "#/components/schemas/";

bool is_word(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == ':';
}

std::string capital(std::string_view word) {
    std::string out{word};
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
    return out;
}

// Parts that name no type of ours.
bool is_noise(std::string_view word) {
    static const std::set<std::string_view> noise{"allocator",    "char_traits", "char",
                                                  "basic_string", "abi",         "cxx11"};
    return word.empty() || noise.contains(word);
}

struct TypeName {
    std::string plain;      // PageView
    std::string innermost;  // Welink, of the type itself; "" in the global namespace
};

// "kith::api::welink::(anonymous namespace)::Page<kith::View>" → {PageView, Welink}
TypeName name_of_type(const std::type_info& type) {
    std::string text = boost::core::demangle(type.name());
    constexpr std::string_view nameless = "(anonymous namespace)::";
    for (auto at = text.find(nameless); at != std::string::npos; at = text.find(nameless)) {
        text.erase(at, nameless.size());
    }
    TypeName out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        const std::string_view word{text.data() + at, end - at};
        const auto colon = word.rfind("::");
        const auto last = colon == std::string_view::npos ? word : word.substr(colon + 2);
        if (!is_noise(last)) {
            if (out.plain.empty() && colon != std::string_view::npos) {
                const auto scope = word.substr(0, colon);
                const auto before = scope.rfind("::");
                out.innermost =
                    capital(before == std::string_view::npos ? scope : scope.substr(before + 2));
            }
            out.plain += capital(last);
        }
        at = end + 1;
    }
    return out;
}

bool says_it_is_read(std::string_view name) {
    return name.ends_with("Body") || name.ends_with("Input") || name.ends_with("Query") ||
           name.ends_with("Settings");
}

}  // namespace

Schemas::Entry* Schemas::known(Tag tag, Use use) {
    const auto found = std::ranges::find_if(
        entries_, [&](const Entry& entry) { return entry.tag == tag && entry.use == use; });
    return found == entries_.end() ? nullptr : &*found;
}

const Schemas::Entry* Schemas::named(std::string_view name) const {
    const auto found = std::ranges::find(entries_, name, &Entry::name);
    return found == entries_.end() ? nullptr : &*found;
}

void Schemas::begin(Tag tag, Use use, const std::type_info& type) {
    const auto type_name = name_of_type(type);
    auto plain = type_name.plain;
    if (use == Use::read && !says_it_is_read(plain)) plain += "Input";
    auto name = plain;
    if (named(name) != nullptr) name = type_name.innermost + plain;
    const auto stem = name;
    for (int number = 2; named(name) != nullptr; ++number) name = stem + std::to_string(number);
    entries_.push_back({tag, use, std::move(plain), std::move(name), nullptr});
}

value Schemas::end(Tag tag, Use use, value schema) {
    auto& entry = *known(tag, use);
    for (const auto& other : entries_) {
        if (&other != &entry && other.plain == entry.plain && other.schema == schema) {
            entry.name = other.name;
            return reference(entry);
        }
    }
    entry.schema = std::move(schema);
    return reference(entry);
}

object Schemas::components() const {
    std::vector<const Entry*> complete;
    for (const auto& entry : entries_) {
        if (!entry.schema.is_null()) complete.push_back(&entry);
    }
    std::ranges::sort(complete, {}, [](const Entry* entry) { return entry->name; });
    object out;
    for (const auto* entry : complete) out.emplace(entry->name, entry->schema);
    return out;
}

value Schemas::simple(std::string_view type) {
    return object{{"type", type}};
}

value Schemas::integer(int bytes, std::string_view sign) {
    object out{{"type", "integer"}, {"format", bytes == 8 ? "int64" : "int32"}};
    if (sign == "unsigned") out.emplace("minimum", 0);
    return out;
}

value Schemas::or_null(value schema) {
    if (schema.as_object().empty()) return schema;
    return any_of({std::move(schema), simple("null")});
}

value Schemas::list(value items) {
    return object{{"type", "array"}, {"items", std::move(items)}};
}

value Schemas::list(value items, std::size_t exactly) {
    return object{{"type", "array"},
                  {"items", std::move(items)},
                  {"minItems", exactly},
                  {"maxItems", exactly}};
}

value Schemas::map(value items) {
    return object{{"type", "object"}, {"additionalProperties", std::move(items)}};
}

value Schemas::any_of(array choices) {
    return object{{"anyOf", std::move(choices)}};
}

value Schemas::names(const std::vector<std::string_view>& names) {
    array all;
    for (const auto name : names) all.emplace_back(name);
    return object{{"type", "string"}, {"enum", std::move(all)}};
}

value Schemas::reference(const Entry& entry) {
    return object{{"$ref", std::string{kComponents} + entry.name}};
}

value Schemas::no_members() {
    return object{{"type", "object"}, {"properties", object{}}};
}

void Schemas::add_member(value& schema, std::string_view name, value member, Presence presence) {
    auto& members = schema.as_object();
    members["properties"].as_object().insert_or_assign(name, std::move(member));
    if (presence == Presence::optional) return;
    auto& required = members["required"];
    if (required.is_null()) required = array{};
    required.as_array().emplace_back(name);
}

}  // namespace kith::json

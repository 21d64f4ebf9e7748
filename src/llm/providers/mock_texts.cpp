// See mock_texts.h.
#include "llm/providers/mock_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace kith::llm {
namespace {

constexpr std::array<std::string_view, 5> kChinese{
    "这是一段演示回答：关于“{}”，可以从最近的消息看起。", "演示：“{}”说得很清楚，没有别的了。",
    "演示模型记下了“{}”，细节以原消息为准。", "如果只看“{}”，答案是肯定的（演示）。",
    "（演示）“{}”这件事，大家聊得不多，但都记得。"};
constexpr std::array<std::string_view, 5> kEnglish{
    "This is a demonstration: about \"{}\", look at the latest messages first.",
    "A demonstration answer: \"{}\" says it all.",
    "The demonstration model took note of \"{}\"; the messages themselves decide.",
    "Going by \"{}\" alone, the answer is yes (a demonstration).",
    "Of \"{}\" not much was said, but everybody remembers it (a demonstration)."};
constexpr std::size_t kShown = 24;  // code points of a question in a sentence
constexpr std::int64_t kMostItems = 3;

bool is_han(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_word(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && !(c >= 0x2000 && c <= 0x303F) && c < 0xFF00) || c >= 0x10000;
}

double bound(const json::value& schema, std::string_view key, double none) {
    const auto* found = json::find(schema, key);
    return found != nullptr && found->is_number() ? found->to_number<double>() : none;
}

std::string_view type_of(const json::value& schema) {
    const auto* type = json::find(schema, "type");
    if (type != nullptr && type->is_array() && !type->get_array().empty()) {
        return json::text_or_empty(&type->get_array().front());
    }
    const auto name = json::text_or_empty(type);
    if (!name.empty()) return name;
    return json::find(schema, "properties") != nullptr ? "object" : "string";
}

const json::value* first_of(const json::value& schema, std::string_view key) {
    const auto* found = json::find(schema, key);
    if (found == nullptr || !found->is_array() || found->get_array().empty()) return nullptr;
    return &found->get_array().front();
}

}  // namespace

MockTexts::MockTexts(std::string_view question) : question_{text::repair_utf8(question)} {
    std::replace(question_.begin(), question_.end(), '\n', ' ');
    state_ = 14695981039346656037ULL;  // FNV-1a, 64 bits
    for (const char byte : question_) {
        state_ = (state_ ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    }
    for (std::size_t at = 0; at < question_.size() && !is_chinese_;) {
        const auto point = text::first_code_point(std::string_view{question_}.substr(at));
        is_chinese_ = is_han(point.value);
        at += point.bytes;
    }
}

std::uint64_t MockTexts::next() {  // SplitMix64
    state_ += 0x9E3779B97F4A7C15ULL;
    auto mixed = (state_ ^ state_ >> 30) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
    return mixed ^ mixed >> 31;
}

std::string MockTexts::sentence() {
    const auto& texts = is_chinese_ ? kChinese : kEnglish;
    const auto shown = text::first_code_points(text::trim(question_), kShown);
    return fmt::format(fmt::runtime(texts[next() % texts.size()]), shown);
}

std::vector<std::string> MockTexts::words(std::size_t count) const {
    std::vector<std::string> out;
    std::string word;
    const auto flush = [&] {
        if (!word.empty() && std::ranges::find(out, word) == out.end()) out.push_back(word);
        word.clear();
    };
    for (std::size_t at = 0; at < question_.size() && out.size() < count;) {
        const auto point = text::first_code_point(std::string_view{question_}.substr(at));
        if (is_word(point.value)) {
            word += question_.substr(at, point.bytes);
        } else {
            flush();
        }
        constexpr std::size_t kLongWord = 4;  // code points of a run of Han
        if (is_han(point.value) && text::length(word) >= kLongWord) flush();
        at += point.bytes;
    }
    if (out.size() < count) flush();
    return out;
}

std::string MockTexts::fitted(const json::value& schema) {
    auto out = sentence();
    const auto least = static_cast<std::size_t>(std::max(0.0, bound(schema, "minLength", 0)));
    constexpr double kLong = 1 << 16;
    const auto most = static_cast<std::size_t>(std::max(0.0, bound(schema, "maxLength", kLong)));
    while (text::length(out) < least) out += is_chinese_ ? "。" : ".";
    return std::string{text::first_code_points(out, most)};
}

json::value MockTexts::instance(const json::value& schema) {
    if (const auto* only = json::find(schema, "const")) return *only;
    if (const auto* choices = json::find(schema, "enum");
        choices != nullptr && choices->is_array() && !choices->get_array().empty()) {
        return choices->get_array()[next() % choices->get_array().size()];
    }
    for (const auto* key : {"anyOf", "oneOf"}) {
        if (const auto* first = first_of(schema, key)) return instance(*first);
    }
    const auto type = type_of(schema);
    if (type == "boolean") return next() % 2 == 0;
    if (type == "null") return nullptr;
    if (type == "integer" || type == "number") {
        const auto low = bound(schema, "minimum", std::min(0.0, bound(schema, "maximum", 0)));
        const auto high = bound(schema, "maximum", low + 9);
        const auto steps = static_cast<std::uint64_t>(std::max(0.0, high - low)) + 1;
        const auto value = low + static_cast<double>(next() % steps);
        if (type == "number") return value;
        return static_cast<std::int64_t>(value);
    }
    if (type == "array") {
        const auto least = static_cast<std::int64_t>(bound(schema, "minItems", 1));
        const auto most = static_cast<std::int64_t>(bound(schema, "maxItems", 1 << 10));
        const auto count = std::min(std::max(least, std::min(kMostItems, most)), most);
        const auto* items = json::find(schema, "items");
        json::array out;
        for (std::int64_t i = 0; i < count; ++i) {
            out.push_back(items == nullptr ? json::value(sentence()) : instance(*items));
        }
        return out;
    }
    if (type != "object") return json::value(fitted(schema));
    json::object out;
    if (const auto* properties = json::find(schema, "properties");
        properties != nullptr && properties->is_object()) {
        for (const auto& [key, inner] : properties->get_object()) out[key] = instance(inner);
    }
    return out;
}

json::value MockTexts::alike(const json::value& example) {
    if (example.is_string()) return json::value(sentence());
    if (example.is_array()) {
        json::array out;
        for (const auto& item : example.get_array()) out.push_back(alike(item));
        return out;
    }
    if (!example.is_object()) return example;
    json::object out;
    for (const auto& [key, item] : example.get_object()) out[key] = alike(item);
    return out;
}

}  // namespace kith::llm

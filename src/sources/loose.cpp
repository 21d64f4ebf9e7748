// See loose.h.
#include "sources/loose.h"

#include <charconv>

namespace kith::sources {

std::string loose_id(const json::value* tree) {
    if (tree == nullptr) return {};
    if (tree->is_int64()) return std::to_string(tree->get_int64());
    if (tree->is_uint64()) return std::to_string(tree->get_uint64());
    return std::string{json::text_or_empty(tree)};
}

std::string loose_text(const json::value& object, std::string_view key) {
    return std::string{json::text_or_empty(json::find(object, key))};
}

double loose_number(const json::value* tree) {
    if (tree == nullptr) return 0;
    if (tree->is_int64()) return static_cast<double>(tree->get_int64());
    if (tree->is_uint64()) return static_cast<double>(tree->get_uint64());
    if (tree->is_double()) return tree->get_double();
    const auto text = json::text_or_empty(tree);
    std::int64_t whole = 0;
    const auto* const last = text.data() + text.size();
    const auto* const end = std::from_chars(text.data(), last, whole).ptr;
    // "2024-03-01" is no number, and its beginning is no time.
    return end == last || *end == '.' ? static_cast<double>(whole) : 0;
}

bool looks_like_link(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

bool looks_like_file(std::string_view text) {
    if (text.find_first_of(" \n\t") != text.npos) return false;
    return looks_like_link(text) || text.find('/') != text.npos;
}

}  // namespace kith::sources

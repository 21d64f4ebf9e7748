// JSON as a tree: our names for the value types, text to tree and back. Only src/json includes
// Boost.JSON.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace kith::json {

// An object keeps the order of insertion; of several members with one key the last one counts.
using boost::json::array;
using boost::json::object;
using boost::json::string;
using boost::json::value;

// Nesting beyond this is refused as invalid JSON.
inline constexpr int kMaxDepth = 64;

enum class Trailing { refused, ignored };  // text behind the first complete value
enum class Utf8 { strict, repaired };      // invalid bytes: an error, or U+FFFD each

struct ParseOptions {
    Trailing trailing = Trailing::refused;
    Utf8 utf8 = Utf8::strict;
};

// The tree of a text. Throws Error{invalid, "invalid JSON"}, with the byte offset in the notes. Any
// thread.
value parse(std::string_view text, ParseOptions options = {});

// Compact text, numbers and strings by the rules of write.h.
std::string serialize(const value& tree);

inline std::string_view view(const string& text) {
    return {text.data(), text.size()};
}

// The member of an object; null when absent or when `tree` is no object. The pointer lives as long
// as the tree.
const value* find(const value& tree, std::string_view key);
// The text, or nothing when it is no string (or a null pointer, as find() gives it).
std::string_view text_or_empty(const value* tree);

}  // namespace kith::json

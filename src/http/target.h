// The request target: splitting, percent-decoding, query lookup. Pure functions over foreign bytes,
// no exceptions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http {

// A path has at most this many parts; longer ones match no route.
inline constexpr std::size_t kMaxPathParts = 32;

struct TargetParts {
    std::string_view path;   // raw, starts with '/'
    std::string_view query;  // raw, without '?'; "" when there is none
};
// Splits origin form ("/a?b") and absolute form ("http://host/a?b"). Nothing for anything else
// ("*", "a"). A fragment is not allowed in requests: '#' stays where it is.
std::optional<TargetParts> split_target(std::string_view target);

// Decodes %XX once. Nothing when an encoding is broken ("%", "%4", "%zz"). The bytes may be any,
// also NUL.
std::optional<std::string> percent_decode(std::string_view text);
// The same for a query: '+' is a space.
std::optional<std::string> query_decode(std::string_view text);
// Everything but unreserved characters (RFC 3986) becomes %XX.
std::string percent_encode(std::string_view text);

// The first parameter of this name, decoded. Parameters are separated by '&' only; one whose name
// or value has a broken encoding counts as missing; one without '=' is empty. Invalid UTF-8 becomes
// U+FFFD. Linear in the query.
std::optional<std::string> query_value(std::string_view query, std::string_view name);
// All parameters of this name, in order.
std::vector<std::string> query_values(std::string_view query, std::string_view name);
// All parameters in order, decoded; broken ones left out.
std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query);

// The parts between slashes, still encoded; "/a//b" has three, "/" has one empty part. Nothing
// beyond kMaxPathParts.
std::optional<std::vector<std::string_view>> path_parts(std::string_view path);

// Invalid UTF-8 (also overlong forms and surrogates) replaced by U+FFFD, one for each maximal wrong
// piece.
std::string repair_utf8(std::string text);

// "12abc" is 12, " -3" is -3; nothing when no digit comes or the number does not fit (the rule of
// W's from, to, offset, limit).
std::optional<std::int64_t> leading_integer(std::string_view text);
// The whole text must be an integer: optional sign, digits.
std::optional<std::int64_t> whole_integer(std::string_view text);

}  // namespace kith::http

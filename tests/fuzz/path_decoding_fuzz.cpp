// Any bytes as a request target: what is split joins again, what is encoded decodes to itself,
// nothing grows beyond its limit.
#include <algorithm>
#include <string>

#include "http/target.h"
#include "tests/fuzz/check.h"
#include "text/utf8.h"

namespace {

using namespace kith;
using fuzz::check;

constexpr std::size_t kLookups = 16;  // each looks at all parameters

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void check_encoding(std::string_view bytes) {
    const auto encoded = http::percent_encode(bytes);
    check(encoded.size() <= 3 * bytes.size());
    check(std::ranges::all_of(encoded, [](char c) { return is_plain(c) || c == '%'; }));
    check(http::percent_decode(encoded) == bytes);
    check(http::query_decode(encoded) == bytes);
}

void check_decoding(std::string_view text) {
    const auto decoded = http::percent_decode(text);
    std::string with_spaces{text};
    std::ranges::replace(with_spaces, '+', ' ');
    check(http::query_decode(text) == http::percent_decode(with_spaces));
    if (!decoded) {
        check(text.find('%') != text.npos);
        return;
    }
    // Each encoding takes two bytes away, and there is no other change.
    check(decoded->size() + 2 * static_cast<std::size_t>(std::ranges::count(text, '%')) ==
          text.size());
    if (decoded->find('%') == std::string::npos) check(http::percent_decode(*decoded) == decoded);
    const auto repaired = http::repair_utf8(*decoded);
    check(text::valid_utf8(repaired) && repaired.size() <= 3 * decoded->size());
    check(http::repair_utf8(repaired) == repaired);
    check(text::valid_utf8(*decoded) == (repaired == *decoded));
}

void check_path(std::string_view path) {
    const auto parts = http::path_parts(path);
    const auto slashes = static_cast<std::size_t>(std::ranges::count(path, '/'));
    check(parts.has_value() == (path.starts_with('/') && slashes <= http::kMaxPathParts));
    if (!parts) return;
    std::string joined;
    for (const auto part : *parts) joined.append("/").append(part);
    check(joined == path);
}

void check_query(std::string_view query) {
    const auto pairs = http::query_pairs(query);
    std::string again;
    for (const auto& [name, value] : pairs) {
        check(text::valid_utf8(name) && text::valid_utf8(value));
        again.append(again.empty() ? "" : "&").append(http::percent_encode(name)).append("=");
        again.append(http::percent_encode(value));
    }
    check(http::query_pairs(again) == pairs);
    for (std::size_t i = 0; i < std::min(pairs.size(), kLookups); ++i) {
        const auto& [name, value] = pairs[i];
        const auto values = http::query_values(again, name);
        check(!values.empty() && http::query_value(again, name) == values.front());
        check(std::ranges::find(values, value) != values.end());
    }
}

void check_numbers(std::string_view text) {
    const auto whole = http::whole_integer(text);
    if (!whole) return;
    check(http::leading_integer(text) == whole);
    check(http::whole_integer(std::to_string(*whole)) == whole);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    check_encoding(bytes);
    check_decoding(bytes);
    check_path(bytes);
    check_query(bytes);
    check_numbers(bytes);
    const auto parts = http::split_target(bytes);
    if (!parts) {
        check(!bytes.starts_with('/'));
        return 0;
    }
    check(parts->path.starts_with('/') && parts->path.find('?') == parts->path.npos);
    std::string joined{parts->path};
    if (bytes.find('?') != bytes.npos) joined.append("?").append(parts->query);
    check(bytes.ends_with(joined) && (joined == bytes || !bytes.starts_with('/')));
    check_path(parts->path);
    check_query(parts->query);
    return 0;
}

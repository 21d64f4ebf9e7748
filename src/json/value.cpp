// See value.h.
#include "json/value.h"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>

#include "base/error.h"
#include "json/read.h"
#include "json/tree.h"
#include "json/utf8.h"
#include "json/writer.h"

namespace kith::json {
namespace {

value parse_in(boost::json::storage_ptr memory, std::string_view text, ParseOptions options) {
    std::string repaired;
    if (options.utf8 == Utf8::repaired && !is_valid_utf8(text)) {
        repaired = repaired_utf8(text);
        text = repaired;
    }
    boost::json::parser parser{std::move(memory), parser_options()};
    boost::json::error_code error;
    const auto taken = options.trailing == Trailing::ignored ? parser.write_some(text, error)
                                                             : parser.write(text, error);
    if (error) {
        throw Error{Errc::invalid, "invalid JSON", "invalid_json"}.note("at byte {}: {}", taken,
                                                                        error.message());
    }
    return parser.release();
}

}  // namespace

value parse(std::string_view text, ParseOptions options) {
    return parse_in({}, text, options);
}

value detail::parse_once(std::string_view text, ParseOptions options) {
    return parse_in(boost::json::make_shared_resource<boost::json::monotonic_resource>(), text,
                    options);
}

std::string serialize(const value& tree) {
    std::string out;
    Writer{out}.tree(tree);
    return out;
}

const value* find(const value& tree, std::string_view key) {
    const auto* members = tree.if_object();
    return members == nullptr ? nullptr : members->if_contains(key);
}

std::string_view text_or_empty(const value* tree) {
    const auto* text = tree == nullptr ? nullptr : tree->if_string();
    return text == nullptr ? std::string_view{} : view(*text);
}

}  // namespace kith::json

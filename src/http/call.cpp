// See call.h.
#include "http/call.h"

#include <algorithm>

namespace kith::http {

std::optional<std::string> Call::query(std::string_view name) const {
    return query_value(request_.query(), name);
}

std::string Call::query_or(std::string_view name, std::string_view fallback) const {
    auto value = query(name);
    return value ? std::move(*value) : std::string{fallback};
}

std::vector<std::string> Call::query_all(std::string_view name) const {
    return query_values(request_.query(), name);
}

std::int64_t Call::query_int(std::string_view name, std::int64_t fallback) const {
    const auto value = query(name);
    return value ? leading_integer(*value).value_or(fallback) : fallback;
}

std::optional<std::int64_t> Call::query_whole(std::string_view name) const {
    const auto value = query(name);
    if (!value) return {};
    const auto number = whole_integer(*value);
    require(number.has_value(), Errc::invalid, std::string{name} + ": expected an integer",
            "query_integer");
    return number;
}

bool Call::query_is(std::string_view name, std::string_view literal) const {
    const auto value = query(name);
    return value && *value == literal;
}

std::string Call::path(std::string_view name) const {
    const auto found = std::ranges::find(path_values_, name, &PathValue::name);
    assert(found != path_values_.end() && "the route has no such parameter");
    if (found == path_values_.end()) {
        throw Error{Errc::internal, "the route has no parameter " + std::string{name}};
    }
    auto decoded = percent_decode(found->raw);
    require(decoded.has_value(), Errc::invalid, "the path is not percent-encoded correctly",
            "path_encoding");
    return repair_utf8(std::move(*decoded));
}

std::optional<std::string> Call::cookie(std::string_view name) const {
    auto list = header("Cookie");
    while (!list.empty()) {
        const auto end = list.find(';');
        auto pair = list.substr(0, end);
        list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return std::string{pair.substr(equals + 1)};
        }
    }
    return {};
}

}  // namespace kith::http

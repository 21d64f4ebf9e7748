// A web address in parts, normalised; joining a redirect to it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::net {

struct Url {
    std::string text;    // normalised, what is asked for
    std::string scheme;  // http or https
    std::string host;    // lower case, IPv6 without brackets, numeric forms as dotted IPv4
    std::uint16_t port = 0;

    bool same_origin(const Url& other) const {
        return scheme == other.scheme && host == other.host && port == other.port;
    }
};

// Throws Error{invalid}: not a URL, another scheme than http and https, user or password in it, a
// host with other than letters, digits, dots, dashes and underscores (or an IPv6 address), longer
// than kMaxUrl.
inline constexpr std::size_t kMaxUrl = 16 << 10;
Url parse_url(std::string_view text);
// `location` may be relative to `base`. Throws the same.
Url join_url(const Url& base, std::string_view location);

// One part of a path or form: all but A-Z a-z 0-9 - . _ ~ as %XX (RFC 3986 2.3).
std::string percent_encoded(std::string_view part);

}  // namespace kith::net

// See access.h.
#include "http/access.h"

#include <algorithm>

namespace kith::http {
namespace {

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_ipv4(std::string_view text) {
    int groups = 0;
    for (;;) {
        const auto dot = text.find('.');
        const auto group = text.substr(0, dot);
        int number = 0;
        if (group.empty() || group.size() > 3) return false;
        for (const char c : group) {
            if (c < '0' || c > '9') return false;
            number = number * 10 + (c - '0');
        }
        if (number > 255) return false;
        ++groups;
        if (dot == std::string_view::npos) return groups == 4;
        text.remove_prefix(dot + 1);
    }
}

// "http://host" or "https://host[:port]": the part behind the scheme, "" for others.
std::string_view authority_of(std::string_view origin) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.size() > scheme.size() &&
            equal_ignoring_case(origin.substr(0, scheme.size()), scheme))
            return origin.substr(scheme.size());
    }
    return {};
}

// "GET http://host/path" says the host itself, and the header says nothing then (RFC 9112 3.2.2).
std::string_view host_of(const Request& request) {
    const auto named = authority_of(request.target);
    return named.empty() ? request.headers.get("Host") : named.substr(0, named.find_first_of("/?"));
}

// Development proxies: these three names exactly, any port.
bool is_development(std::string_view origin) {
    if (!origin.starts_with("http://")) return false;
    const auto name = host_name(origin.substr(7));
    return equal_ignoring_case(name, "localhost") || name == "127.0.0.1" || name == "::1";
}

}  // namespace

std::string_view host_name(std::string_view host) {
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos) return {};
        const auto rest = host.substr(end + 1);
        if (!rest.empty() && (rest[0] != ':' || !is_port(rest.substr(1)))) return {};
        return host.substr(1, end - 1);
    }
    const auto colon = host.find(':');
    if (colon == std::string_view::npos) return host;
    return is_port(host.substr(colon + 1)) ? host.substr(0, colon) : std::string_view{};
}

bool is_loopback_name(std::string_view name) {
    constexpr std::string_view kLocal = "localhost";
    if (name == "::1") return true;
    if (name.starts_with("127.")) return is_ipv4(name);
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.size() < kLocal.size()) return false;
    const auto tail = name.substr(name.size() - kLocal.size());
    if (!equal_ignoring_case(tail, kLocal)) return false;
    return name.size() == kLocal.size() || name[name.size() - kLocal.size() - 1] == '.';
}

bool host_allowed(const Access& access, const Request& request) {
    const auto host = host_of(request);
    if (host.empty()) return request.headers.count("Host") == 0;
    const auto name = host_name(host);
    if (name.empty()) return false;
    return is_loopback_name(name) || equal_ignoring_case(name, request.local) ||
           std::ranges::any_of(access.hosts,
                               [&](const auto& own) { return equal_ignoring_case(own, name); });
}

bool origin_allowed(const Access& access, const Request& request, std::string_view origin) {
    const auto authority = authority_of(origin);
    if (authority.empty()) return false;
    const auto host = host_of(request);
    if (!host.empty() && equal_ignoring_case(authority, host)) return true;
    return is_development(origin) || std::ranges::any_of(access.origins, [&](const auto& own) {
               return equal_ignoring_case(own, origin);
           });
}

}  // namespace kith::http

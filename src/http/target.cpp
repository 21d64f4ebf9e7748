// See target.h.
#include "http/target.h"

#include <charconv>

namespace kith::http {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class Plus { plain, space };

std::optional<std::string> decode(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            if (text.size() - i < 3) return {};
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return {};
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += c == '+' && plus == Plus::space ? ' ' : c;
        }
    }
    return out;
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

// Calls visit(name, value), both raw, for each non-empty piece between '&' until it returns false.
template <class Visit>
void each_parameter(std::string_view query, Visit visit) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto piece = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
        if (piece.empty()) continue;
        const auto equals = piece.find('=');
        const auto value =
            equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
        if (!visit(piece.substr(0, equals), value)) return;
    }
}

// Whether a raw name means `name`; the usual name has nothing to decode.
bool names(std::string_view raw, std::string_view name) {
    if (raw == name) return raw.find_first_of("%+") == std::string_view::npos;
    if (raw.find_first_of("%+") == std::string_view::npos) return false;
    const auto decoded = query_decode(raw);
    return decoded && *decoded == name;
}

// The allowed range of the second byte (Unicode 15, table 3-7) and how many bytes follow the first;
// 0 for a wrong first.
struct Lead {
    int following;
    unsigned low, high;
};
Lead lead_of(unsigned byte) {
    if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
    if (byte == 0xE0) return {2, 0xA0, 0xBF};
    if (byte == 0xED) return {2, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
    if (byte == 0xF0) return {3, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
    if (byte == 0xF4) return {3, 0x80, 0x8F};
    return {0, 0, 0};
}

// Length of the well-formed character at `at`, or minus the length of the maximal wrong piece.
int measure(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(at) < 0x80) return 1;
    const Lead lead = lead_of(byte(at));
    if (lead.following == 0) return -1;
    for (int i = 1; i <= lead.following; ++i) {
        const auto next = at + static_cast<std::size_t>(i);
        const unsigned low = i == 1 ? lead.low : 0x80, high = i == 1 ? lead.high : 0xBF;
        if (next >= text.size() || byte(next) < low || byte(next) > high) return -i;
    }
    return lead.following + 1;
}

std::optional<std::int64_t> number_in(std::string_view text, std::string_view& rest) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return {};
    }
    std::int64_t value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return {};
    rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return value;
}

}  // namespace

std::optional<TargetParts> split_target(std::string_view target) {
    if (!target.starts_with('/')) {
        std::size_t scheme = 0;
        if (target.starts_with("http://")) scheme = 7;
        if (target.starts_with("https://")) scheme = 8;
        if (scheme == 0) return {};
        const auto slash = target.find_first_of("/?", scheme);
        if (slash == scheme || slash == std::string_view::npos || target[slash] == '?') return {};
        target.remove_prefix(slash);
    }
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) return TargetParts{target, {}};
    return TargetParts{target.substr(0, mark), target.substr(mark + 1)};
}

std::optional<std::string> percent_decode(std::string_view text) {
    return decode(text, Plus::plain);
}

std::optional<std::string> query_decode(std::string_view text) {
    return decode(text, Plus::space);
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
    return out;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    std::optional<std::string> found;
    each_parameter(query, [&](std::string_view raw_name, std::string_view raw) {
        if (names(raw_name, name)) found = query_decode(raw);
        return !found;
    });
    if (found) found = repair_utf8(std::move(*found));
    return found;
}

std::vector<std::string> query_values(std::string_view query, std::string_view name) {
    std::vector<std::string> all;
    each_parameter(query, [&](std::string_view raw_name, std::string_view raw) {
        if (!names(raw_name, name)) return true;
        if (auto value = query_decode(raw)) all.push_back(repair_utf8(std::move(*value)));
        return true;
    });
    return all;
}

std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> all;
    each_parameter(query, [&](std::string_view raw_name, std::string_view raw) {
        auto name = query_decode(raw_name);
        auto value = query_decode(raw);
        if (name && value) {
            all.emplace_back(repair_utf8(std::move(*name)), repair_utf8(std::move(*value)));
        }
        return true;
    });
    return all;
}

std::optional<std::vector<std::string_view>> path_parts(std::string_view path) {
    if (!path.starts_with('/')) return {};
    path.remove_prefix(1);
    std::vector<std::string_view> parts;
    parts.reserve(8);
    for (;;) {
        if (parts.size() == kMaxPathParts) return {};
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

std::string repair_utf8(std::string text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const int length = measure(text, at);
        if (length < 0) break;
        at += static_cast<std::size_t>(length);
    }
    if (at == text.size()) return text;
    std::string out = text.substr(0, at);
    while (at < text.size()) {
        const int length = measure(text, at);
        const auto bytes = static_cast<std::size_t>(length < 0 ? -length : length);
        if (length < 0) {
            out += kReplacement;
        } else {
            out.append(text, at, bytes);
        }
        at += bytes;
    }
    return out;
}

std::optional<std::int64_t> leading_integer(std::string_view text) {
    const auto start = text.find_first_not_of(" \t\r\n\v\f");
    if (start == std::string_view::npos) return {};
    std::string_view rest;
    return number_in(text.substr(start), rest);
}

std::optional<std::int64_t> whole_integer(std::string_view text) {
    std::string_view rest;
    const auto value = number_in(text, rest);
    return value && rest.empty() ? value : std::nullopt;
}

}  // namespace kith::http

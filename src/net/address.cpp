// See address.h.
#include "net/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace kith::net {
namespace {

struct Range {
    std::uint32_t base;
    int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array kNotPublic{
    Range{v4(0, 0, 0, 0), 8},      Range{v4(10, 0, 0, 0), 8},      Range{v4(100, 64, 0, 0), 10},
    Range{v4(127, 0, 0, 0), 8},    Range{v4(169, 254, 0, 0), 16},  Range{v4(172, 16, 0, 0), 12},
    Range{v4(192, 0, 0, 0), 24},   Range{v4(192, 0, 2, 0), 24},    Range{v4(192, 88, 99, 0), 24},
    Range{v4(192, 168, 0, 0), 16}, Range{v4(198, 51, 100, 0), 24}, Range{v4(203, 0, 113, 0), 24},
    Range{v4(224, 0, 0, 0), 4},    Range{v4(240, 0, 0, 0), 4},
};

bool is_public_v4(std::span<const std::uint8_t> bytes) {
    const auto address = v4(bytes[0], bytes[1], bytes[2], bytes[3]);
    return std::ranges::none_of(kNotPublic, [&](const Range& range) {
        return (address ^ range.base) >> (32 - range.bits) == 0;
    });
}

bool starts_with(std::span<const std::uint8_t> bytes, std::initializer_list<std::uint8_t> prefix) {
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_public_v6(std::span<const std::uint8_t> bytes) {
    if (starts_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}) ||     // mapped
        starts_with(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) {  // NAT64
        return is_public_v4(bytes.subspan(12));
    }
    if (starts_with(bytes, {0x20, 0x02})) return is_public_v4(bytes.subspan(2));  // 6to4
    if ((bytes[0] & 0xE0) != 0x20) return false;  // only 2000::/3 is given out
    if (starts_with(bytes, {0x20, 0x01}) && bytes[2] < 2)
        return false;                                                // 2001::/23: Teredo and others
    if (starts_with(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;  // documentation
    return !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10);  // 3fff::/20, likewise
}

// One part of an IPv4 text: decimal, 0x hexadecimal, 0 octal.
std::optional<std::uint32_t> parse_part(std::string_view text) {
    std::uint32_t base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.size() > 1 && text[0] == '0') {
        base = 8;
        text.remove_prefix(1);
    }
    if (text.empty()) return std::nullopt;
    std::uint64_t number = 0;
    for (const char letter : text) {
        std::uint32_t digit = 99;
        if (letter >= '0' && letter <= '9') digit = static_cast<std::uint32_t>(letter - '0');
        if (letter >= 'a' && letter <= 'f') digit = static_cast<std::uint32_t>(letter - 'a' + 10);
        if (letter >= 'A' && letter <= 'F') digit = static_cast<std::uint32_t>(letter - 'A' + 10);
        if (digit >= base) return std::nullopt;
        number = number * base + digit;
        if (number > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    }
    return static_cast<std::uint32_t>(number);
}

std::optional<Address> parse_v4(std::string_view text) {
    constexpr std::size_t kParts = 4;
    std::array<std::uint32_t, kParts> parts{};
    std::size_t count = 0;
    while (true) {
        if (count == kParts) return std::nullopt;
        const auto dot = text.find('.');
        const auto part = parse_part(text.substr(0, dot));
        if (!part) return std::nullopt;
        parts[count++] = *part;
        if (dot == std::string_view::npos) break;
        text.remove_prefix(dot + 1);
    }
    // The last part fills what the others leave.
    std::uint64_t number = parts[count - 1];
    if (number >> (8 * (kParts + 1 - count)) != 0) return std::nullopt;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (parts[i] > 255) return std::nullopt;
        number |= std::uint64_t{parts[i]} << (8 * (kParts - 1 - i));
    }
    Address out;
    out.size = 4;
    for (std::size_t i = 0; i < kParts; ++i) {
        out.bytes[i] = static_cast<std::uint8_t>(number >> (8 * (kParts - 1 - i)));
    }
    return out;
}

std::optional<Address> parse_v6(std::string_view text) {
    const std::string plain{text.substr(0, text.find('%'))};
    in6_addr bytes{};
    if (inet_pton(AF_INET6, plain.c_str(), &bytes) != 1) return std::nullopt;
    Address out;
    out.size = 16;
    std::memcpy(out.bytes.data(), &bytes, out.bytes.size());
    return out;
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& letter : out) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    }
    return out;
}

}  // namespace

std::string Address::text() const {
    std::array<char, INET6_ADDRSTRLEN> out{};
    inet_ntop(size == 4 ? AF_INET : AF_INET6, bytes.data(), out.data(), out.size());
    return out.data();
}

std::optional<Address> parse_address(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']')) {
        return parse_v6(text.substr(1, text.size() - 2));
    }
    if (text.find(':') != std::string_view::npos) return parse_v6(text);
    if (text.ends_with('.')) text.remove_suffix(1);
    return parse_v4(text);
}

bool is_public(std::span<const std::uint8_t> bytes) {
    if (bytes.size() == 4) return is_public_v4(bytes);
    return bytes.size() == 16 && is_public_v6(bytes);
}

bool is_public(std::string_view text) {
    const auto address = parse_address(text);
    return address && is_public(address->view());
}

bool is_internal_host(std::string_view host) {
    if (const auto address = parse_address(host)) return !is_public(address->view());
    if (host.ends_with('.')) host.remove_suffix(1);
    const auto name = lower(host);
    return name.empty() || name == "localhost" || name.ends_with(".localhost");
}

}  // namespace kith::net

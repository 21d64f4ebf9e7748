// IP addresses as text and bytes, and which of them are reachable for everybody. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kith::net {

struct Address {
    std::array<std::uint8_t, 16> bytes{};
    std::uint8_t size = 0;  // 4 or 16

    std::span<const std::uint8_t> view() const { return {bytes.data(), size}; }
    // "10.0.0.1", "2001:db8::1".
    std::string text() const;
    friend bool operator==(const Address&, const Address&) = default;
};

// An address as a URL may spell it: dotted, short (127.1), decimal (2130706433), hexadecimal
// (0x7f.1), octal, IPv6 with or without brackets and zone, a final dot. Nothing for a name.
std::optional<Address> parse_address(std::string_view text);

// False for every range that is not meant for the whole internet: private, loopback, link-local,
// shared (100.64/10), multicast, reserved, documentation, "this network" (0/8), unique local; IPv4
// inside IPv6 (mapped, NAT64, 6to4) counts as that IPv4. 198.18/15 counts as public: local tunnels
// answer every name with an address of it. Source: the IANA special-purpose address registries.
// False for anything but 4 or 16 bytes.
bool is_public(std::span<const std::uint8_t> bytes);
// The same for a text; false for a name, as nobody knows yet where it leads.
bool is_public(std::string_view text);

// True for what never needs a resolver to be known as internal: an address that is not public,
// "localhost" and names under it, with or without a final dot, and the empty host.
bool is_internal_host(std::string_view host);

}  // namespace kith::net

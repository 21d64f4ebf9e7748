// Which spellings are which address, and which addresses are everybody's.
#include "net/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <cstring>

namespace kith::net {
namespace {

std::string normal(std::string_view text) {
    const auto address = parse_address(text);
    return address ? address->text() : "none";
}

TEST(ParseAddress, ordinary_and_odd_spellings) {
    EXPECT_EQ(normal("8.8.8.8"), "8.8.8.8");
    EXPECT_EQ(normal("127.1"), "127.0.0.1");
    EXPECT_EQ(normal("127.0.1"), "127.0.0.1");
    EXPECT_EQ(normal("0x7f.1"), "127.0.0.1");
    EXPECT_EQ(normal("0X7F000001"), "127.0.0.1");
    EXPECT_EQ(normal("2130706433"), "127.0.0.1");
    EXPECT_EQ(normal("017700000001"), "127.0.0.1");
    EXPECT_EQ(normal("0177.0.0.01"), "127.0.0.1");
    EXPECT_EQ(normal("10.65537"), "10.1.0.1");
    EXPECT_EQ(normal("4294967295"), "255.255.255.255");
    EXPECT_EQ(normal("127.0.0.1."), "127.0.0.1");
    EXPECT_EQ(normal("0"), "0.0.0.0");
    EXPECT_EQ(normal("[::1]"), "::1");
    EXPECT_EQ(normal("::1"), "::1");
    EXPECT_EQ(normal("[fe80::1%eth0]"), "fe80::1");
    EXPECT_EQ(normal("[fe80::1%25eth0]"), "fe80::1");
    EXPECT_EQ(normal("[::FFFF:10.0.0.1]"), "::ffff:10.0.0.1");
}

TEST(ParseAddress, names_and_wrong_numbers_are_none) {
    for (const auto* text : {"",
                             ".",
                             "localhost",
                             "example.org",
                             "1.2.3.4.5",
                             "256.1.1.1",
                             "1.2.3.256",
                             "1.2.65536",
                             "1.16777216",
                             "4294967296",
                             "99999999999999999999",
                             "1..2",
                             "08.1.1.1",
                             "0x1g",
                             "0x",
                             "1.0x",
                             "1.2.3.4 ",
                             "-1",
                             "+1",
                             "[1.2.3.4]",
                             "[::1",
                             "::g",
                             "1:2",
                             "１２７.0.0.1",
                             "127。0。0。1",
                             "1.2.3.4..",
                             "%31.2.3.4"}) {
        EXPECT_EQ(normal(text), "none") << text;
    }
    EXPECT_EQ(normal(std::string(65536, '1')), "none");
}

// The C library decides what a resolver would make of it.
TEST(ParseAddress, agrees_with_the_c_library_on_made_up_spellings) {
    std::uint32_t seed = 99;
    const auto next = [&] { return seed = seed * 1664525U + 1013904223U, seed >> 16; };
    const std::vector<std::string> pieces{"0",   "1",  "7",     "9",        "127", "255",
                                          "256", "0x", "0x7f",  "a",        "017", ".",
                                          ".",   ".",  "65535", "16777215", "x"};
    int parsed = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto n = next() % 8 + 1; n > 0; --n) text += pieces[next() % pieces.size()];
        if (text.ends_with('.')) continue;  // we allow a final dot, as names have it
        in_addr bytes{};
        std::string expected = "none";
        if (inet_aton(text.c_str(), &bytes) != 0) {
            char out[INET_ADDRSTRLEN];
            expected = inet_ntop(AF_INET, &bytes, out, sizeof out);
            ++parsed;
        }
        ASSERT_EQ(normal(text), expected) << text;
    }
    EXPECT_GT(parsed, 1000);
}

TEST(IsPublic, the_internet_is) {
    for (const auto* text :
         {"8.8.8.8",         "1.0.0.1",     "9.255.255.255",   "11.0.0.0",
          "100.63.255.255",  "100.128.0.0", "126.255.255.255", "128.0.0.0",
          "169.253.255.255", "169.255.0.0", "172.15.255.255",  "172.32.0.0",
          "192.167.255.255", "192.169.0.0", "198.18.0.1",      "223.255.255.255",
          "2606:4700::1111", "[2a00::1]",   "::ffff:8.8.8.8",  "64:ff9b::808:808",
          "2002:808:808::1"}) {
        EXPECT_TRUE(is_public(text)) << text;
    }
}

TEST(IsPublic, reserved_ranges_are_not_in_any_spelling) {
    for (const auto* text : {"0.0.0.0",
                             "0.1.2.3",
                             "10.0.0.0",
                             "10.255.255.255",
                             "100.64.0.0",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.255.255.255",
                             "127.1",
                             "0x7f.1",
                             "2130706433",
                             "169.254.169.254",
                             "172.16.0.0",
                             "172.31.255.255",
                             "192.0.0.8",
                             "192.0.2.1",
                             "192.168.0.1",
                             "192.168.255.255",
                             "198.51.100.7",
                             "203.0.113.7",
                             "224.0.0.1",
                             "239.255.255.255",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::10.0.0.1",
                             "::8.8.8.8",
                             "[::ffff:10.0.0.1]",
                             "::ffff:127.0.0.1",
                             "::ffff:7f00:1",
                             "64:ff9b::10.0.0.1",
                             "64:ff9b:1::1",
                             "2002:a00:1::1",
                             "2002:7f00:1::",
                             "fe80::1",
                             "febf::1",
                             "fec0::1",
                             "fc00::1",
                             "fdff::1",
                             "ff02::1",
                             "100::1",
                             "2001::1",
                             "2001:db8::1",
                             "3fff::1",
                             "5f00::1"}) {
        EXPECT_FALSE(is_public(text)) << text;
    }
}

TEST(IsPublic, names_and_wrong_lengths_are_not) {
    EXPECT_FALSE(is_public("example.org"));
    EXPECT_FALSE(is_public(""));
    const std::array<std::uint8_t, 5> five{8, 8, 8, 8, 8};
    EXPECT_FALSE(is_public(std::span<const std::uint8_t>{five}));
    EXPECT_FALSE(is_public(std::span<const std::uint8_t>{}));
    EXPECT_TRUE(is_public(std::span<const std::uint8_t>{five}.first(4)));
}

TEST(IsInternalHost, addresses_and_names_that_never_leave_the_machine) {
    for (const auto* host : {"localhost", "LOCALHOST", "localhost.", "a.localhost", "a.LocalHost.",
                             "", ".", "127.0.0.1.", "[::1]", "[::]", "10.1", "0"}) {
        EXPECT_TRUE(is_internal_host(host)) << host;
    }
    for (const auto* host : {"example.org", "localhost.example.org", "notlocalhost", "8.8.8.8"}) {
        EXPECT_FALSE(is_internal_host(host)) << host;
    }
}

}  // namespace
}  // namespace kith::net

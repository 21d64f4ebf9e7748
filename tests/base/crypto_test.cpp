// Hashes: published vectors.
#include "base/crypto.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/error.h"
#include "tests/support/published_rsa_key.h"

namespace kith {
namespace {

TEST(Crypto, md5_and_sha256_of_the_published_texts) {
    const auto empty = md5("");
    EXPECT_EQ(hex(std::span{empty}), "d41d8cd98f00b204e9800998ecf8427e");
    const auto abc = sha256("abc");
    EXPECT_EQ(hex(std::span{abc}),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const auto name = md5("wxid_demo");  // archive contract §8
    EXPECT_EQ(hex(std::span{name}), "91c643c0df23090fde26ef5e9c7309ac");
}

TEST(Crypto, rsa_signs_as_appendix_a_2_of_rfc_7515_does) {
    EXPECT_EQ(
        base64_url(rsa_sha256(
            tests::kPublishedRsaKey,
            "eyJhbGciOiJSUzI1NiJ9."
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb2"
            "90Ijp0cnVlfQ")),
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2F"
        "p5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQB"
        "MHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeY"
        "I2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw");
}

TEST(Crypto, what_is_no_rsa_key_signs_nothing) {
    // An elliptic curve key of no use, made for this test.
    constexpr std::string_view kCurve =
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
        "-----END PRIVATE KEY-----\n";
    const auto cut = tests::kPublishedRsaKey.substr(0, 900);
    for (const std::string_view key :
         {std::string_view{}, std::string_view{"hunter2"}, kCurve, cut}) {
        try {
            rsa_sha256(key, "x");
            ADD_FAILURE() << "signed";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Errc::invalid);
            EXPECT_EQ(error.message(), "not an RSA private key");
            EXPECT_EQ(error.notes(), "");
        }
    }
}

TEST(Crypto, hmac_of_rfc_4231_case_2) {
    const auto sum = hmac_sha256("Jefe", "what do ya want for nothing?");
    EXPECT_EQ(hex(std::span{sum}),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Crypto, a_stream_in_pieces_is_the_same_as_the_whole) {
    Sha256Stream stream;
    stream.add("a");
    stream.add("");
    stream.add("bc");
    EXPECT_EQ(stream.finish(), sha256("abc"));
}

TEST(Crypto, hex_goes_both_ways_and_refuses_everything_else) {
    std::string bytes;
    ASSERT_TRUE(unhex("00fFa0", bytes));
    EXPECT_EQ(bytes, std::string("\x00\xff\xa0", 3));
    EXPECT_EQ(hex(bytes), "00ffa0");
    for (const auto* wrong : {"0", "0g", "zz", "0 "}) EXPECT_FALSE(unhex(wrong, bytes)) << wrong;
}

TEST(Crypto, sha1_of_fips_180) {
    const auto digest = sha1("abc");
    EXPECT_EQ(hex(digest), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(Crypto, random_bytes_differ) {
    EXPECT_EQ(random_bytes(16).size(), 16u);
    EXPECT_NE(random_bytes(16), random_bytes(16));
}

TEST(Crypto, constant_time_comparison_compares) {
    EXPECT_TRUE(equal_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace kith

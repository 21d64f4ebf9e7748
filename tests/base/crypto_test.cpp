// Hashes: published vectors.
#include "base/crypto.h"

#include <gtest/gtest.h>

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

// Base64 by the vectors of RFC 4648, section 10.
#include "base/base64.h"

#include <gtest/gtest.h>

#include <utility>

namespace kith {
namespace {

TEST(Base64, the_published_vectors) {
    for (const auto& [bytes, text] : {std::pair{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
        const std::string plain = text;
        EXPECT_EQ(base64_url(bytes), plain.substr(0, plain.find('=')));
        EXPECT_EQ(from_base64(base64_url(bytes)), bytes);
    }
}

TEST(Base64, both_alphabets_are_read) {
    const std::string bytes{"\xFB\xFF\xFE\0", 4};
    EXPECT_EQ(base64(bytes), "+//+AA==");
    EXPECT_EQ(base64_url(bytes), "-__-AA");
    EXPECT_EQ(from_base64("+//+AA=="), bytes);
    EXPECT_EQ(from_base64("-__-AA"), bytes);
}

TEST(Base64, what_is_none_is_refused) {
    for (const auto* text : {"A", "=", "====", "Zg=", "Zm9v=", "Z m9v", "Zm9v\n", "Zm9%", "图片",
                             "Zg==Zg==", "\xFF\xFF"}) {
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace kith

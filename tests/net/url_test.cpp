// Web addresses in parts.
#include "net/url.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::net {
namespace {

bool refused(std::string_view text) {
    try {
        parse_url(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return true;
    }
    return false;
}

TEST(Url, has_scheme_host_and_port) {
    const auto url = parse_url("HTTPS://Example.ORG/a b/头像.jpg?x=1#part");
    EXPECT_EQ(url.scheme, "https");
    EXPECT_EQ(url.host, "example.org");
    EXPECT_EQ(url.port, 443);
    EXPECT_EQ(url.text.find('#'), std::string::npos);
    EXPECT_EQ(url.text.find(' '), std::string::npos);
    EXPECT_EQ(parse_url("http://h:8080").port, 8080);
    EXPECT_EQ(parse_url("http://[2001:DB8::1]/").host, "2001:db8::1");
    EXPECT_EQ(parse_url("http://localhost./").host, "localhost.");
}

TEST(Url, other_schemes_users_and_odd_hosts_are_refused) {
    for (const auto* text :
         {"", "x", "//h/", "ftp://h/", "file:///etc/passwd", "gopher://h/", "http://",
          "http://user@h/", "http://user:pw@h/", "http://h:0/", "http://h:99999/", "http://h h/",
          "http://１２７.0.0.1/", "http://例え.jp/", "http://h%0d%0a/", "http://h%2f@x/",
          "http://[::1", "http://[::1%25eth0]/", "http://h\r\nX: y/"}) {
        EXPECT_TRUE(refused(text)) << text;
    }
    EXPECT_TRUE(refused(std::string_view{"http://h/\0x", 11}));
    EXPECT_TRUE(refused("http://h/" + std::string(kMaxUrl, 'a')));
}

TEST(Url, a_redirect_may_be_relative) {
    const auto base = parse_url("https://h.org/a/b?q=1");
    EXPECT_EQ(join_url(base, "../c").text, "https://h.org/c");
    EXPECT_EQ(join_url(base, "/d?e").text, "https://h.org/d?e");
    EXPECT_EQ(join_url(base, "//o.org/x").text, "https://o.org/x");
    EXPECT_EQ(join_url(base, "http://o.org:81/").port, 81);
    EXPECT_THROW(join_url(base, "file:///etc/passwd"), Error);
}

TEST(Url, an_origin_is_scheme_host_and_port) {
    const auto url = parse_url("http://h/");
    EXPECT_TRUE(url.same_origin(parse_url("http://H:80/x")));
    EXPECT_FALSE(url.same_origin(parse_url("https://h/")));
    EXPECT_FALSE(url.same_origin(parse_url("http://h:81/")));
    EXPECT_FALSE(url.same_origin(parse_url("http://i/")));
}

TEST(Url, parts_are_encoded_but_for_the_unreserved_letters) {
    EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(percent_encoded("a:b/c d%+?&=中\xFF"), "a%3Ab%2Fc%20d%25%2B%3F%26%3D%E4%B8%AD%FF");
    EXPECT_EQ(percent_encoded(""), "");
}

}  // namespace
}  // namespace kith::net

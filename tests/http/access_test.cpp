// Tests of http/access.h: which hosts and origins are ours.
#include "http/access.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

Request with_host(std::string_view host, std::string local = "127.0.0.1") {
    Request request;
    request.headers.add("Host", host);
    request.local = std::move(local);
    return request;
}

TEST(Host, loopback_names_pass) {
    for (const auto* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.1.2.3", "[::1]",
                             "[::1]:8080", "app.localhost", "localhost.:80"}) {
        EXPECT_TRUE(host_allowed({}, with_host(host))) << host;
    }
}

TEST(Host, foreign_and_broken_names_do_not) {
    for (const auto* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                             "127.0.0", "", "notlocalhost", "[::1", "[::2]", "localhost:x",
                             "localhost:123456", "127.0.0.256", "localhost:80:80", "192.168.1.5"}) {
        EXPECT_FALSE(host_allowed({}, with_host(host))) << host;
    }
}

TEST(Host, an_absolute_target_names_the_host_itself) {
    auto request = with_host("localhost");
    for (const auto* target : {"http://evil.example/health", "HTTP://evil.example?x",
                               "https://evil.example", "http://evil.example:80/http://localhost"}) {
        request.target = target;
        EXPECT_FALSE(host_allowed({}, request)) << target;
    }
    request = with_host("evil.example");
    request.target = "http://localhost:8080/health";
    EXPECT_TRUE(host_allowed({}, request));
}

TEST(Origin, it_is_compared_with_the_host_of_an_absolute_target) {
    auto request = with_host("evil.example");
    request.target = "http://localhost:8080/x";
    EXPECT_FALSE(origin_allowed({}, request, "http://evil.example"));
    request = with_host("evil.example");
    request.target = "https://kith.home/x";
    EXPECT_TRUE(origin_allowed({}, request, "https://kith.home"));
}

TEST(Host, names_of_the_settings_and_the_own_address_pass) {
    EXPECT_TRUE(host_allowed({.hosts = {"kith.home"}}, with_host("Kith.Home:8080")));
    EXPECT_FALSE(host_allowed({.hosts = {"kith.home"}}, with_host("x.kith.home")));
    EXPECT_TRUE(host_allowed({}, with_host("192.168.1.5:8080", "192.168.1.5")));
    EXPECT_FALSE(host_allowed({}, with_host("192.168.1.6", "192.168.1.5")));
    EXPECT_TRUE(host_allowed({}, Request{}));
}

TEST(Origin, our_own_and_development_origins_pass) {
    const Access access{.hosts = {"kith.home"}, .origins = {"https://front.example"}};
    const auto request = with_host("kith.home:8080");
    for (const auto* origin :
         {"http://kith.home:8080", "https://kith.home:8080", "http://localhost:3418",
          "http://localhost", "http://127.0.0.1:5173", "http://[::1]:1", "https://front.example"}) {
        EXPECT_TRUE(origin_allowed(access, request, origin)) << origin;
    }
}

TEST(Origin, all_others_are_refused) {
    const auto request = with_host("kith.home:8080");
    for (const auto* origin :
         {"null", "", "http://evil.example", "http://kith.home", "http://localhost.evil.example",
          "http://localhost:1x", "https://localhost:3418x", "file://", "http://",
          "http://127.0.0.1.evil.example", "http://kith.home:8080.evil.example",
          "http://127.9.9.9:80"}) {
        EXPECT_FALSE(origin_allowed({}, request, origin)) << origin;
    }
}

}  // namespace
}  // namespace kith::http

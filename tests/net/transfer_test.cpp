// What a transfer refuses before anything is sent.
#include "net/transfer.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::net {
namespace {

std::string reason_of(const Request& request) {
    try {
        const Transfer transfer{request, parse_url("http://8.8.8.8/"), {}};
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return error.reason();
    }
    return "fine";
}

TEST(Transfer, lines_cannot_be_smuggled_into_the_request) {
    EXPECT_EQ(reason_of({.method = "GET / HTTP/1.1\r\nX: y"}), "method");
    EXPECT_EQ(reason_of({.method = ""}), "method");
    EXPECT_EQ(reason_of({.headers = {{"A", "b\r\nC: d"}}}), "header");
    EXPECT_EQ(reason_of({.headers = {{"A\n", "b"}}}), "header");
    EXPECT_EQ(reason_of({.headers = {{"A: b", "c"}}}), "header");
    EXPECT_EQ(reason_of({.headers = {{"", "c"}}}), "header");
    EXPECT_EQ(reason_of({.headers = {{"A", std::string{"b\0c", 3}}}}), "header");
    EXPECT_EQ(reason_of({.method = "PROPFIND", .headers = {{"Depth", "1"}, {"X", "头像 %"}}}),
              "fine");
}

}  // namespace
}  // namespace kith::net

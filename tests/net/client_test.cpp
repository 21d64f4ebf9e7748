// What every client shares.
#include "net/client.h"

#include <gtest/gtest.h>

namespace kith::net {
namespace {

class Pieces final : public Client {
  public:
    Response stream(const Request& request, const OnBytes& on_bytes, const Stop&) override {
        Response head{.status = 201, .url = request.url};
        on_bytes(head, "ab");
        on_bytes(head, "c");
        return head;
    }
};

TEST(Client, send_gathers_the_pieces_of_a_stream) {
    Pieces client;
    const auto reply = client.send({.url = "http://x/"}, {});
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.body, "abc");
}

TEST(Response, headers_are_found_in_any_case_and_the_first_counts) {
    const Response reply{.headers = {{"Content-Type", "image/png"}, {"X", "1"}, {"x", "2"}}};
    EXPECT_EQ(reply.header("content-type"), "image/png");
    EXPECT_EQ(reply.header("x"), "1");
    EXPECT_EQ(reply.header("content"), "");
}

TEST(Policy, the_default_of_a_request_refuses_internal_addresses) {
    const Request request;
    EXPECT_FALSE(request.addresses(*parse_address("127.0.0.1")));
    EXPECT_TRUE(request.addresses(*parse_address("8.8.8.8")));
    EXPECT_FALSE(request.redirects(*parse_address("127.0.0.1")));
}

std::optional<std::chrono::seconds> wait_of(std::string name, std::string value) {
    // Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 5.6.7, is 784111777.
    return retry_after({.headers = {{std::move(name), std::move(value)}}},
                       from_seconds(784'111'777 - 30));
}

TEST(RetryAfter, is_read_as_seconds_and_as_a_date) {
    using std::chrono::seconds;
    EXPECT_EQ(wait_of("Retry-After", "120"), seconds{120});
    EXPECT_EQ(wait_of("retry-after", "0"), seconds{0});
    EXPECT_EQ(wait_of("Retry-After", "2.5"), seconds{2});
    EXPECT_EQ(wait_of("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), seconds{30});
    EXPECT_EQ(wait_of("Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT"), seconds{0});
    EXPECT_EQ(wait_of("Retry-After-Ms", "1500"), seconds{2});
    EXPECT_EQ(wait_of("Retry-After", "-5"), seconds{0});
    EXPECT_EQ(wait_of("Retry-After", "999999999999"), seconds{365 * 86'400});
}

TEST(RetryAfter, is_nothing_when_it_says_nothing) {
    for (const auto* odd : {"", "soon", "99999999999999999999999", "稍后", "%s"}) {
        EXPECT_EQ(wait_of("Retry-After", odd), std::nullopt) << odd;
    }
    EXPECT_EQ(retry_after({}, {}), std::nullopt);
}

}  // namespace
}  // namespace kith::net

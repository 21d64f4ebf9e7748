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
}

}  // namespace
}  // namespace kith::net

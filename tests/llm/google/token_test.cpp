// Answers of a token endpoint, the odd ones too.
#include "llm/google/token.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"

namespace kith::llm::google {
namespace {

std::string error_of(const std::string& body, const std::string& status = "200 OK") {
    World world;
    tests::StandIn server{[&](const tests::Asked&, net::Peer& peer) { peer.answer(body, status); }};
    try {
        ask_for_token(world.client, world.clock, server.url("/t"),
                      {{"grant_type", "g"}, {"secret", std::string{kCanary}}}, {});
    } catch (const Error& error) {
        EXPECT_EQ((error.message() + error.notes()).find(kCanary), std::string::npos);
        return error.message();
    }
    return "";
}

TEST(Token, its_end_is_counted_from_now) {
    World world;
    tests::StandIn server{[](const tests::Asked&, net::Peer& peer) {
        peer.answer(R"({"access_token":"a b","expires_in":100})");
    }};
    const auto token = ask_for_token(world.client, world.clock, server.url("/t"),
                                     {{"a", "1 &=+"}, {"b", "中"}}, {});
    EXPECT_EQ(token.text.reveal(), "a b");
    EXPECT_EQ(token.expires, world.clock.now() + std::chrono::seconds{100});
    EXPECT_EQ(server.last().body, "a=1%20%26%3D%2B&b=%E4%B8%AD");
}

TEST(Token, what_is_no_token_is_an_error) {
    EXPECT_EQ(error_of("not json"), "获取访问令牌失败：invalid JSON");
    EXPECT_EQ(error_of("{}"), "获取访问令牌失败：no access_token");
    EXPECT_EQ(error_of(R"({"access_token":7})"), "获取访问令牌失败：no access_token");
    EXPECT_EQ(error_of(R"({"error":"invalid_grant"})", "400 Bad Request"),
              R"(获取访问令牌失败 400：{"error":"invalid_grant"})");
    EXPECT_EQ(error_of("you sent " + std::string{kCanary}, "403 No"),
              "获取访问令牌失败 403：you sent ***");
}

}  // namespace
}  // namespace kith::llm::google

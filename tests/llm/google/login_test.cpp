// When a login's token is refreshed, and what is asked for it.
#include "llm/google/login.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"

namespace kith::llm::google {
namespace {

TEST(Login, is_refreshed_when_fewer_than_sixty_seconds_remain) {
    Login login;
    login.refresh_token = Secret{"r"};
    login.expiry = 1000;
    EXPECT_FALSE(needs_refresh(login, from_seconds(940)));
    EXPECT_TRUE(needs_refresh(login, from_seconds(941)));
    EXPECT_TRUE(needs_refresh(login, from_seconds(2000)));
    login.expiry = 0;
    EXPECT_TRUE(needs_refresh(login, from_seconds(1'440'938'160)));
    login.refresh_token = {};
    EXPECT_FALSE(needs_refresh(login, from_seconds(1'440'938'160)));
}

TEST(Login, gets_a_new_access_token_and_keeps_the_rest) {
    World world;
    tests::StandIn server{[](const tests::Asked&, net::Peer& peer) {
        peer.answer(R"({"access_token":"new","expires_in":3599})");
    }};
    Login login;
    login.client_id = "id.apps.googleusercontent.com";
    login.client_secret = Secret{"s/1"};
    login.access_token = Secret{"old"};
    login.refresh_token = Secret{"1//r"};
    login.token_url = server.url("/token");
    const auto next = refreshed(login, world.client, world.clock, {});
    EXPECT_EQ(next.access_token.reveal(), "new");
    EXPECT_EQ(next.expiry, 1'440'938'160 + 3599);
    EXPECT_EQ(next.refresh_token.reveal(), "1//r");
    EXPECT_EQ(next.client_id, login.client_id);
    EXPECT_EQ(server.last().body,
              "grant_type=refresh_token&client_id=id.apps.googleusercontent.com&client_secret=s%2F1"
              "&refresh_token=1%2F%2Fr");
}

}  // namespace
}  // namespace kith::llm::google

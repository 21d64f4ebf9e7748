// The claim of a service account byte for byte, and how long a token is kept.
#include "llm/google/service_account.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/crypto.h"
#include "tests/llm/asking.h"
#include "tests/support/published_rsa_key.h"

namespace kith::llm::google {
namespace {

constexpr auto kEmail = "svc@proj.iam.gserviceaccount.com";

Secret key_file(std::string token_uri = "") {
    json::object out{{"type", "service_account"},
                     {"client_email", kEmail},
                     {"private_key_id", "k-1"},
                     {"private_key", tests::kPublishedRsaKey}};
    if (!token_uri.empty()) out["token_uri"] = token_uri;
    return Secret{json::serialize(out)};
}

TEST(ServiceAccount, the_claim_is_signed_as_openssl_signs_it) {
    // Header and claims put together and signed with Python and the openssl program.
    EXPECT_EQ(
        signed_claim(service_account(key_file()), from_seconds(1'440'938'160)),
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImstMSJ9."
        "eyJpc3MiOiJzdmNAcHJvai5pYW0uZ3NlcnZpY2VhY2NvdW50LmNvbSIsInNjb3BlIjoiaHR0cHM6Ly93d3cuZ29vZ2"
        "xlYXBpcy5jb20vYXV0aC9jbG91ZC1wbGF0Zm9ybSIsImF1ZCI6Imh0dHBzOi8vb2F1dGgyLmdvb2dsZWFwaXMuY29t"
        "L3Rva2VuIiwiaWF0IjoxNDQwOTM4MTYwLCJleHAiOjE0NDA5NDE3NjB9."
        "YOJzzTPYTJ0HizFbeESpQlvsLf4QLDPQSPOCbOEJaW8P7bM5_FMIUPt7vN6onKWnQkO0eOlTG5R9HN7WPib2S91mo6"
        "ClosXr9FzPaNWsW-bT76SzSeO8z3OdSid1Y_W87Eo4ArMe-Kw0UgxX_bCRTmzq0dzmfCGSE843UOQtdDd6zu_9Hzro"
        "P8_Ps8eu1fqZ2oPBLFTN6ZIfhNTVKKATPjITcuXExTti92Qku045PaF6wFPbiGjPuWhFjiZtM4zE-obtn68LSg-EOP"
        "t-iwNdiXD8xOCkaD7RQnnRFIrk65iz91Bd-gDDPP8wtS3QmO23NJI9Ko2gBiInpG5QK5MjHQ");
}

TEST(ServiceAccount, a_key_that_is_none_is_refused_without_being_shown) {
    for (const auto& text : {std::string{"CANARY"}, std::string{"{\"client_email\":\"CANARY\"}"},
                             std::string{"[\"CANARY\"]"}, std::string{"{\"client_email\":7}"}}) {
        try {
            service_account(Secret{text});
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Errc::invalid);
            EXPECT_EQ((error.message() + error.notes()).find("CANARY"), std::string::npos);
        }
    }
}

TEST(ServiceAccountTokens, a_token_is_kept_until_two_minutes_before_its_end) {
    World world;
    int count = 0;
    tests::StandIn server{[&](const tests::Asked&, net::Peer& peer) {
        peer.answer(R"({"access_token":"ya29.)" + std::to_string(++count) +
                    R"(","expires_in":3600,"token_type":"Bearer"})");
    }};
    ServiceAccountTokens tokens{key_file(server.url("/token")), world.client, world.clock};
    EXPECT_EQ(tokens.get({}).reveal(), "ya29.1");
    const auto asked = server.last();
    EXPECT_EQ(asked.target, "/token");
    EXPECT_EQ(asked.header("content-type"), "application/x-www-form-urlencoded");
    EXPECT_TRUE(asked.body.starts_with(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=eyJ"));
    const auto claim = asked.body.substr(asked.body.rfind('=') + 1);
    EXPECT_EQ(claim,
              signed_claim(service_account(key_file(server.url("/token"))), world.clock.now()));
    world.clock.advance(std::chrono::minutes{58} - std::chrono::seconds{1});
    EXPECT_EQ(tokens.get({}).reveal(), "ya29.1");
    world.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(tokens.get({}).reveal(), "ya29.2");
    EXPECT_EQ(count, 2);
}

TEST(ServiceAccountTokens, a_refusal_is_told_and_the_next_asks_again) {
    World world;
    int count = 0;
    tests::StandIn server{[&](const tests::Asked& asked, net::Peer& peer) {
        if (++count == 1) return peer.answer("no: " + asked.body, "401 Unauthorized");
        peer.answer(R"({"access_token":"t"})");
    }};
    ServiceAccountTokens tokens{key_file(server.url()), world.client, world.clock};
    try {
        tokens.get({});
        ADD_FAILURE() << "nothing was thrown";
    } catch (const UpstreamError& error) {
        EXPECT_EQ(error.status(), 401);
        EXPECT_TRUE(error.message().starts_with("获取访问令牌失败 401：no: ")) << error.message();
        EXPECT_EQ(error.message().find("eyJ"), std::string::npos) << error.message();
    }
    EXPECT_EQ(tokens.get({}).reveal(), "t");
}

}  // namespace
}  // namespace kith::llm::google

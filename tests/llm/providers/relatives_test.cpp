// What sets Azure, Ollama and Vertex apart from the plain servers of the family.
#include "llm/providers/relatives.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"
#include "tests/support/published_rsa_key.h"
#include "tests/support/scripted_model.h"

namespace kith::llm {
namespace {

TEST(Relatives, azure_has_its_own_header_and_a_version) {
    auto server = sends(stream_of({"[DONE]"}));
    World world;
    ask(*world.model(profile_at("azure", server.url("/openai/deployments/gpt-4o"))), hello());
    EXPECT_EQ(server.last().target,
              "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21");
    EXPECT_EQ(server.last().header("api-key"), kCanary);
    EXPECT_FALSE(server.last().headers.contains("authorization"));
    ask(*world.model(profile_at(
            "azure", server.url("/openai/deployments/d?api-version=2025-01-01-preview"))),
        hello());
    EXPECT_EQ(server.last().target,
              "/openai/deployments/d/chat/completions?api-version=2025-01-01-preview");
    ask(*world.model(profile_at("azure", server.url("/openai/v1"))), hello());
    EXPECT_EQ(server.last().target, "/openai/v1/chat/completions");
    ask(*world.model(profile_at(
            "azure", server.url("/openai/deployments/d/chat/completions?api-version=1"))),
        hello());
    EXPECT_EQ(server.last().target, "/openai/deployments/d/chat/completions?api-version=1");
    EXPECT_EQ(ask(*world.model(profile_at("azure", "")), hello()).message, "未配置 Base URL");
}

TEST(Relatives, ollama_needs_no_key_and_is_told_where_to_stop) {
    auto server = sends(stream_of({"[DONE]"}));
    World world;
    auto profile = profile_at("ollama", server.url("/v1"));
    profile.api_key = {};
    profile.no_think = true;
    profile.reasoning_effort = "high";  // of openai alone
    ask(*world.model(profile), hello());
    EXPECT_FALSE(server.last().headers.contains("authorization"));
    EXPECT_TRUE(server.last().body.ends_with(
        R"("stream":true,"think":false,"stop":["<|endoftext|>","<|im_end|>","<|im_start|>"]})"))
        << server.last().body;
    profile.api_key = Secret{std::string{kCanary}};
    ask(*world.model(profile), hello());
    EXPECT_EQ(server.last().header("authorization"), "Bearer " + std::string{kCanary});
}

TEST(Relatives, an_effort_is_sent_to_openai_alone) {
    auto server = sends(stream_of({"[DONE]"}));
    World world;
    for (const auto* effort : {"low", "medium", "high"}) {
        auto profile = profile_at("openai", server.url());
        profile.reasoning_effort = effort;
        profile.no_think = true;
        ask(*world.model(profile), hello());
        EXPECT_TRUE(server.last().body.ends_with(R"("think":false,"reasoning_effort":")" +
                                                 std::string{effort} + "\"}"));
        profile.provider = "grok";
        ask(*world.model(profile), hello());
        EXPECT_TRUE(server.last().body.ends_with(R"("think":false})"));
    }
    auto off = profile_at("openai", server.url());
    off.reasoning_effort = "off";
    ask(*world.model(off), hello());
    EXPECT_EQ(server.last().body.find("effort"), std::string::npos);
}

TEST(Relatives, vertex_exchanges_its_key_once_and_then_asks_with_the_token) {
    World world;
    tests::ScriptedModel server;
    tests::StandIn tokens{[](const tests::Asked&, net::Peer& peer) {
        peer.answer(R"({"access_token":"ya29.CANARY-token","expires_in":3600})");
    }};
    auto profile = profile_at("vertex", server.base_url(), "google/g");
    profile.api_key = Secret{json::serialize(json::object{{"client_email", "a@b"},
                                                          {"private_key", tests::kPublishedRsaKey},
                                                          {"token_uri", tokens.url("/token")}})};
    const auto model = world.model(profile);
    EXPECT_EQ(ask(*model, hello()).answer.text, "你好");
    EXPECT_EQ(ask(*model, hello(), How::whole).answer.text, "你好");
    EXPECT_EQ(server.asked().back().header("authorization"), "Bearer ya29.CANARY-token");
    EXPECT_EQ(server.asked().back().target, "/v1/chat/completions");
    EXPECT_EQ(tokens.asked().size(), 1U);
    server.say({.status = 401, .error = "bad ya29.CANARY-token"});
    EXPECT_EQ(ask(*model, hello()).message, "API 错误 401：bad ***");
}

TEST(Relatives, the_query_of_a_base_stays_at_the_end) {
    EXPECT_EQ(completions_url("http://h/v1"), "http://h/v1/chat/completions");
    EXPECT_EQ(completions_url("http://h/v1/"), "http://h/v1//chat/completions");  // verbatim
    EXPECT_EQ(completions_url("http://h/v1?a=b"), "http://h/v1/chat/completions?a=b");
}

}  // namespace
}  // namespace kith::llm

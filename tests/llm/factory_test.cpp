// Every provider gets the model that speaks its dialect, and no failure of any of them shows a key.
#include "llm/factory.h"

#include <gtest/gtest.h>

#include <future>

#include "tests/llm/asking.h"
#include "tests/support/published_rsa_key.h"

namespace kith::llm {
namespace {

// A profile with all a provider wants, its key the canary in some form.
Profile complete(const Provider& provider, const std::string& base_url) {
    auto out = profile_at(std::string{provider.id}, base_url);
    if (provider.dialect == Dialect::bedrock) {
        out.api_key = Secret{"AKID:" + std::string{kCanary}};
    }
    if (provider.dialect == Dialect::vertex) {
        out.api_key = Secret{json::serialize(json::object{{"client_email", "a@b.c"},
                                                          {"private_key", tests::kPublishedRsaKey},
                                                          {"token_uri", base_url + "/token"}})};
    }
    return out;
}

TEST(Factory, models_know_who_they_are) {
    World world;
    for (const auto& provider : providers()) {
        Profile profile;
        profile.provider = provider.id;
        const auto model = world.model(profile);
        EXPECT_EQ(model->provider(), provider.id);
        EXPECT_EQ(model->name(), provider.model);
    }
    EmbedderProfile embedder;
    EXPECT_EQ(make_embedder(embedder, world.client, world.clock)->name(), "nomic-embed-text");
    EXPECT_EQ(make_embedder(embedder, world.client, world.clock)->provider(), "ollama");
}

// What all the providers of the network say to one reply of the server.
void each_fails(const std::function<void(const tests::Asked&, net::Peer&)>& answer, Errc code,
                std::string_view reason = "any") {
    tests::StandIn server{answer};
    World world;
    for (const auto& provider : providers()) {
        if (provider.dialect == Dialect::mock) continue;
        const auto model = world.model(complete(provider, server.url()));
        for (const auto how : {How::streamed, How::whole}) {
            const auto seen = ask(*model, hello(), how);
            EXPECT_EQ(seen.failed, code) << provider.id << ' ' << seen.message;
            if (reason != "any") EXPECT_EQ(seen.reason, reason) << provider.id;
            EXPECT_FALSE(seen.shows("PRIVATE KEY")) << provider.id;
            EXPECT_FALSE(seen.shows("eyJ")) << seen.message;  // a signed claim
            EXPECT_NE(seen.message, "") << provider.id;
        }
    }
}

TEST(Factory, no_provider_shows_its_key_in_a_refusal_that_quotes_it) {
    each_fails(
        [](const tests::Asked& asked, net::Peer& peer) {
            std::string all = "wrong key: ";
            for (const auto* name : {"authorization", "x-api-key", "api-key"}) {
                all += asked.header(name) + " ";
            }
            peer.answer(all + asked.body, "401 Unauthorized");
        },
        Errc::upstream, "");
}

TEST(Factory, every_provider_tells_a_busy_server) {
    each_fails([](const tests::Asked&,
                  net::Peer& peer) { peer.answer("", "429 Slow", "Retry-After: 2\r\n"); },
               Errc::upstream, "retry");
}

TEST(Factory, every_provider_refuses_garbage) {
    each_fails(
        [](const tests::Asked&, net::Peer& peer) {
            peer.answer("\x1f\x8b\xff\xfe<html>{\"choices\":[{", "200 OK",
                        "Content-Type: text/html\r\n");
        },
        Errc::upstream);
    each_fails([](const tests::Asked&, net::Peer& peer) { peer.answer(""); }, Errc::upstream);
    each_fails([](const tests::Asked&, net::Peer& peer) { peer.hang_up(); }, Errc::upstream,
               "retry");
}

TEST(Factory, every_provider_can_be_stopped_while_the_server_is_silent) {
    for (const auto& provider : providers()) {
        if (provider.dialect == Dialect::mock) continue;
        if (provider.dialect == Dialect::openai && provider.id != "openai") continue;
        std::promise<void> asked;
        tests::StandIn server{[&](const tests::Asked&, net::Peer& peer) {
            asked.set_value();
            peer.wait_for_end();
        }};
        World world;
        const auto model = world.model(complete(provider, server.url()));
        StopSource source;
        auto waiting = std::async(
            std::launch::async, [&] { return ask(*model, hello(), How::streamed, source.stop()); });
        asked.get_future().wait();
        source.request(StopReason::client_left);
        EXPECT_EQ(waiting.get().failed, Errc::cancelled) << provider.id;
    }
}

TEST(Factory, the_mock_needs_nothing) {
    World world;
    Profile profile;
    profile.provider = "mock";
    EXPECT_EQ(ask(*world.model(profile), hello()).failed, std::nullopt);
    EmbedderProfile embedder;
    embedder.provider = "mock";
    EXPECT_EQ(make_embedder(embedder, world.client, world.clock)->dimensions(), 8U);
}

}  // namespace
}  // namespace kith::llm

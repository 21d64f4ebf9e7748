// Vectors from servers: what is asked, where each vector belongs, what goes wrong.
#include "llm/embedders/remote.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"

namespace kith::llm {
namespace {

using Vectors = std::vector<std::vector<float>>;

struct Asked {
    Vectors vectors;
    std::string error, reason;
};

Asked embed(Embedder& embedder, const std::vector<std::string>& texts) {
    try {
        return {embedder.embed(texts, Purpose::passage, {}), "", ""};
    } catch (const Error& error) {
        EXPECT_EQ((error.message() + error.notes()).find(kCanary), std::string::npos);
        return {{}, error.message(), error.reason()};
    }
}

EmbedderProfile at(std::string provider, std::string base_url) {
    EmbedderProfile out;
    out.provider = std::move(provider);
    out.base_url = std::move(base_url);
    out.model = "e-1";
    out.api_key = Secret{std::string{kCanary}};
    return out;
}

// Answers every request with one body.
struct Server {
    tests::StandIn server;
    World world;
    explicit Server(std::string body, std::string status = "200 OK")
        : server{[body = std::move(body), status = std::move(status)](
                     const tests::Asked&, net::Peer& peer) { peer.answer(body, status); }} {}
    Asked embed_by(const std::string& provider, const std::vector<std::string>& texts) {
        const auto embedder =
            make_embedder(at(provider, server.url("/v1")), world.client, world.clock);
        return embed(*embedder, texts);
    }
};

TEST(RemoteEmbedder, places_vectors_by_their_index) {
    Server server{
        R"({"data":[{"embedding":[3,4],"index":2},{"embedding":[1.5,-2e-1],"index":0}]})"};
    for (const auto* provider : {"openai", "jina", "custom"}) {
        EXPECT_EQ(server.embed_by(provider, {"一", "b", "%\""}).vectors,
                  (Vectors{{1.5F, -0.2F}, {}, {3, 4}}));
        const auto asked = server.server.last();
        EXPECT_EQ(asked.method, "POST");
        EXPECT_EQ(asked.target, "/v1/embeddings");
        EXPECT_EQ(asked.header("authorization"), "Bearer " + std::string{kCanary});
        EXPECT_EQ(asked.header("content-type"), "application/json");
        EXPECT_EQ(asked.body, R"({"model":"e-1","input":["一","b","%\""]})");
    }
}

TEST(RemoteEmbedder, ollama_answers_in_order_and_gets_no_key) {
    Server server{R"({"embeddings":[[1,2],[3,4]]})"};
    EXPECT_EQ(server.embed_by("ollama", {"a", "b"}).vectors, (Vectors{{1, 2}, {3, 4}}));
    EXPECT_EQ(server.server.last().target, "/v1/api/embed");
    EXPECT_FALSE(server.server.last().headers.contains("authorization"));
    EXPECT_EQ(server.server.last().body, R"({"model":"e-1","input":["a","b"]})");
}

TEST(RemoteEmbedder, empty_texts_are_not_sent) {
    Server server{R"({"embeddings":[[1,2]]})"};
    EXPECT_EQ(server.embed_by("ollama", {"", "a", " \n"}).vectors, (Vectors{{}, {1, 2}, {}}));
    EXPECT_EQ(server.server.last().body, R"({"model":"e-1","input":["a"]})");
    EXPECT_EQ(server.embed_by("ollama", {"", " "}).vectors, (Vectors{{}, {}}));
    EXPECT_EQ(server.embed_by("ollama", {}).vectors, Vectors{});
    EXPECT_EQ(server.server.asked().size(), 1U);
}

TEST(RemoteEmbedder, many_texts_are_several_requests) {
    tests::StandIn server{[](const tests::Asked& asked, net::Peer& peer) {
        json::array out;
        const auto body = json::parse(asked.body);
        for (const auto& text : json::find(body, "input")->as_array()) {
            out.push_back(json::array{std::stoi(std::string{text.as_string()})});
        }
        peer.answer(json::serialize(json::object{{"embeddings", out}}));
    }};
    World world;
    const auto embedder = make_embedder(at("ollama", server.url()), world.client, world.clock);
    std::vector<std::string> texts;
    Vectors expected;
    for (int i = 0; i < 600; ++i) {
        texts.push_back(std::to_string(i));
        expected.push_back({static_cast<float>(i)});
    }
    EXPECT_EQ(embed(*embedder, texts).vectors, expected);
    EXPECT_EQ(server.asked().size(), 3U);
    EXPECT_EQ(embedder->dimensions(), 1U);
}

TEST(RemoteEmbedder, errors_have_the_documented_words) {
    Server refused{"no " + std::string{kCanary}, "401 Unauthorized"};
    EXPECT_EQ(refused.embed_by("openai", {"a"}).error, "embedding API 错误 401：no ***");
    EXPECT_EQ(refused.embed_by("ollama", {"a"}).error.substr(0, 23), "Ollama embedding 错误");
    Server busy{"", "429 Slow"};
    EXPECT_EQ(busy.embed_by("jina", {"a"}).reason, "retry");
    World world;
    std::string gone;
    {
        auto server = sends("");
        gone = server.url();
    }
    EXPECT_EQ(embed(*make_embedder(at("custom", gone), world.client, world.clock), {"a"}).error,
              "embedding 请求失败：the other server could not be reached");
    EXPECT_EQ(embed(*make_embedder(at("ollama", gone), world.client, world.clock), {"a"}).error,
              "Ollama embedding 请求失败：the other server could not be reached");
    auto profile = at("openai", "");
    profile.api_key = {};
    EXPECT_EQ(embed(*make_embedder(profile, world.client, world.clock), {"a"}).error,
              "未配置 Embedding API Key");
    EXPECT_EQ(embed(*make_embedder(at("custom", ""), world.client, world.clock), {"a"}).error,
              "未配置 Embedding Base URL");
}

TEST(RemoteEmbedder, vectors_that_are_none_are_errors) {
    for (const auto* body :
         {"", "{", "[]", "{}", R"({"data":7})", R"({"data":[{"index":1,"embedding":[1]}]})",
          R"({"data":[{"index":-1,"embedding":[1]}]})",
          R"({"data":[{"index":0,"embedding":["x"]}]})",
          R"({"data":[{"index":0,"embedding":[1e999]}]})"}) {
        Server server{body};
        const auto seen = server.embed_by("openai", {"a"});
        EXPECT_TRUE(seen.error.starts_with("embedding 解析响应失败：")) << body << seen.error;
    }
    Server extra{R"({"embeddings":[[1],[2]]})"};
    EXPECT_NE(extra.embed_by("ollama", {"a"}).error, "");
    Server uneven{R"({"embeddings":[[1,2],[3]]})"};
    EXPECT_EQ(uneven.embed_by("ollama", {"a", "b"}).error, "embedding 维度不一致：1 ≠ 2");
}

}  // namespace
}  // namespace kith::llm

// X20 and the model's part of X01: who answers, what is inside, which providers there are.
#include <algorithm>
#include <fstream>

#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnModels : public testing::Test {
  protected:
    json::value state() {
        const auto reply = app_.get("/api/kith/models");
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.json();
    }
    static std::string text(const json::value& tree, std::string_view member,
                            std::string_view name) {
        return json::serialize(*json::find(*json::find(tree, member), name));
    }
    void put(const std::string& body) {
        EXPECT_EQ(app_.send(http::Method::put, "/api/preferences/llm", body).status, 200);
    }

    TestApp app_;
};

TEST_F(OwnModels, where_nobody_chose_the_ones_inside_are_meant) {
    const auto now = state();
    for (const auto* member : {"answers", "remembers", "embeds"}) {
        EXPECT_EQ(text(now, member, "provider"), "\"local\"") << member;
        EXPECT_EQ(text(now, member, "local"), "true") << member;
    }
    for (const auto* member : {"chat", "embedder"})
        EXPECT_NE(json::find(*json::find(now, member), "phase"), nullptr) << member;
}

TEST_F(OwnModels, a_chosen_profile_answers_at_once) {
    put(R"({"llm_profiles":[{"id":"p1","name":"深","provider":"deepseek","api_key":"sk-canary"}],)"
        R"("embedding_provider":"jina","embedding_api_key":"sk-canary","mem_llm_model":"qwen3"})");
    const auto now = state();
    EXPECT_EQ(json::serialize(*json::find(now, "answers")),
              R"({"id":"p1","name":"深","provider":"deepseek","model":"deepseek-v4-pro",)"
              R"("local":false,"ready":true,"reason":""})");
    EXPECT_EQ(text(now, "remembers", "model"), "\"qwen3\"");
    EXPECT_EQ(text(now, "remembers", "local"), "true");
    EXPECT_EQ(text(now, "embeds", "model"), "\"jina-embeddings-v3\"");
    EXPECT_EQ(text(now, "embeds", "local"), "false");
    EXPECT_EQ(json::serialize(now).find("sk-canary"), std::string::npos);
    const auto boot = app_.get("/api/kith/boot");
    EXPECT_EQ(text_at(boot, "model"),
              R"({"id":"p1","name":"深","provider":"deepseek","local":false,"ready":true})");
    EXPECT_EQ(text_at(boot, "egress"), R"({"sealed":false,"calls":0,"bytes":0})")
        << "what is configured may leave, nothing did";
}

TEST_F(OwnModels, providers_known_by_name_are_listed_with_their_defaults) {
    const auto now = state();
    std::vector<std::string> ids;
    for (const auto& one : json::find(now, "providers")->as_array())
        ids.emplace_back(json::text_or_empty(json::find(one, "id")));
    for (const auto* id : {"deepseek", "claude", "bedrock", "vertex", "gemini", "ollama", "custom"})
        EXPECT_EQ(std::ranges::count(ids, id), 1) << id;
    EXPECT_EQ(std::ranges::count(ids, "mock"), 0) << "it answers nobody's question";
    const auto& embedders = json::find(now, "embedders")->as_array();
    EXPECT_EQ(json::serialize(embedders.at(0)),
              R"({"id":"ollama","base_url":"http://localhost:11434","model":"nomic-embed-text",)"
              R"("dimensions":768})");
}

TEST_F(OwnModels, other_methods_are_refused) {
    expect_only(app_, http::Method::get, "/api/kith/models");
}

TEST_F(OwnModels, damaged_preferences_are_the_reason) {
    std::ofstream{app_.folder() / "data" / "preferences.json"} << "{";
    const auto now = state();
    EXPECT_EQ(text(now, "answers", "ready"), "false");
    EXPECT_NE(text(now, "answers", "reason").find("preferences.json"), std::string::npos);
    EXPECT_EQ(app_.get("/api/kith/boot").status, 200);
}

}  // namespace
}  // namespace kith::test

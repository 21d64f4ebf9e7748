// Which profile the stored preferences mean (AI contract §1.5, §3, §5).
#include "core/models/choice.h"

#include <gtest/gtest.h>

namespace kith::core {
namespace {

using namespace std::string_literals;

PreferenceValues two_profiles() {
    PreferenceValues values;
    values.llm_profiles.value = {
        {"p1", "一", "deepseek", Secret{"sk-1"}, {}, {}, true, "low"s},
        {"p2", "二", "custom", {}, "http://127.0.0.1:1/v1"s, "m2"s, {}, {}}};
    values.llm_provider = "deepseek";
    values.llm_api_key = Secret{"sk-1"};
    return values;
}

TEST(Choice, a_profile_is_found_by_its_id_with_the_providers_defaults) {
    const auto one = chosen_profile(two_profiles(), "p1");
    EXPECT_EQ(one.id, "p1");
    EXPECT_EQ(one.name, "一");
    EXPECT_EQ(one.base_url, "https://api.deepseek.com/v1");
    EXPECT_EQ(one.model, "deepseek-v4-pro");
    EXPECT_EQ(one.api_key.reveal(), "sk-1");
    EXPECT_TRUE(one.no_think);
    EXPECT_EQ(one.reasoning_effort, "low");
    const auto two = chosen_profile(two_profiles(), "p2");
    EXPECT_EQ(two.base_url, "http://127.0.0.1:1/v1");
    EXPECT_EQ(two.model, "m2");
}

TEST(Choice, an_unknown_or_empty_id_means_the_single_fields) {
    for (const auto* id : {"", "p3", "阿梅🏔️", "%", "\"", "\xff"}) {
        const auto profile = chosen_profile(two_profiles(), id);
        EXPECT_EQ(profile.provider, "deepseek");
        EXPECT_EQ(profile.id, "p1") << "they are the first profile";
        EXPECT_TRUE(profile.no_think);
    }
    PreferenceValues old;
    old.llm_provider = "kimi";
    old.llm_api_key = Secret{"sk-k"};
    const auto profile = chosen_profile(old, "p1");
    EXPECT_EQ(profile.provider, "kimi");
    EXPECT_EQ(profile.id, "");
    EXPECT_EQ(profile.base_url, "https://api.moonshot.cn/v1");
    EXPECT_EQ(profile.model, "kimi-k2.5");
}

TEST(Choice, single_fields_of_another_provider_are_not_mixed_with_the_first_profile) {
    auto values = two_profiles();
    values.llm_provider = "openai";
    const auto profile = chosen_profile(values, {});
    EXPECT_EQ(profile.id, "");
    EXPECT_FALSE(profile.no_think);
    EXPECT_EQ(profile.base_url, "https://api.openai.com/v1");
}

TEST(Choice, who_chose_nothing_gets_the_models_inside) {
    PreferenceValues values;
    values.llm_api_key = Secret{"a key that no client can clear"};
    values.embedding_api_key = Secret{"another"};
    EXPECT_EQ(chosen_profile(values, {}).provider, kInside);
    EXPECT_EQ(chosen_profile(values, "p1").provider, kInside);
    EXPECT_EQ(chosen_profile(values, {}).base_url, "");
    EXPECT_EQ(chosen_embedder(values).provider, kInside);
    EXPECT_FALSE(chosen_memory(values));
    values.llm_profiles.value = {{"in", "里面", "local", {}, {}, {}, {}, {}}};
    EXPECT_EQ(chosen_profile(values, "in").provider, kInside);
}

TEST(Choice, the_memory_model_is_one_of_ollama_when_either_field_is_set) {
    PreferenceValues values = two_profiles();
    values.mem_llm_model = "qwen3";
    auto memory = chosen_memory(values);
    ASSERT_TRUE(memory);
    EXPECT_EQ(memory->provider, "ollama");
    EXPECT_EQ(memory->base_url, "http://localhost:11434/v1");
    EXPECT_EQ(memory->model, "qwen3");
    EXPECT_TRUE(memory->api_key.empty());
    values.mem_llm_model = "";
    values.mem_llm_base_url = "http://127.0.0.1:9/v1";
    memory = chosen_memory(values);
    ASSERT_TRUE(memory);
    EXPECT_EQ(memory->base_url, "http://127.0.0.1:9/v1");
    EXPECT_EQ(memory->model, "qwen2.5:7b");
}

TEST(Choice, an_embedder_gets_the_providers_defaults) {
    PreferenceValues values;
    values.embedding_provider = "openai";
    values.embedding_api_key = Secret{"sk-e"};
    auto embedder = chosen_embedder(values);
    EXPECT_EQ(embedder.base_url, "https://api.openai.com/v1");
    EXPECT_EQ(embedder.model, "text-embedding-3-small");
    EXPECT_EQ(embedder.dimensions, 1536U);
    values.embedding_provider = "";
    values.embedding_model = "bge";
    embedder = chosen_embedder(values);
    EXPECT_EQ(embedder.provider, "ollama") << "something was chosen, so it is not the inside one";
    EXPECT_EQ(embedder.base_url, "http://localhost:11434");
    EXPECT_EQ(embedder.model, "bge");
    values.embedding_dims = -5;
    EXPECT_EQ(chosen_embedder(values).dimensions, 768U);
    values.embedding_provider = "local";
    EXPECT_EQ(chosen_embedder(values).provider, kInside);
}

TEST(Choice, a_google_authorisation_stands_in_for_a_key) {
    PreferenceValues values;
    values.llm_profiles.value = {{"g1", "有", "gemini", Secret{"key"}, {}, {}, {}, {}},
                                 {"g2", "无", "gemini", {}, {}, {}, {}, {}},
                                 {"o", "别", "openai", {}, {}, {}, {}, {}}};
    values.llm_provider = "gemini";
    values.llm_api_key = Secret{"key"};
    const auto by_token = [&](std::string_view id) {
        return uses_google_token(values, chosen_profile(values, id));
    };
    EXPECT_FALSE(by_token("g2")) << "there is no authorisation";
    EXPECT_EQ(chosen_profile(values, {}).api_key.reveal(), "key");
    values.gemini_access_token = Secret{"token"};
    EXPECT_TRUE(by_token("g2"));
    EXPECT_FALSE(by_token("g1")) << "a profile's own key comes first";
    EXPECT_FALSE(by_token("o"));
    EXPECT_TRUE(by_token("")) << "in the single fields the authorisation comes first";
}

}  // namespace
}  // namespace kith::core

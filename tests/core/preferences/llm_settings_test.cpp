// The full replace of the model settings: what is kept, what is emptied, what is mirrored.
#include "core/preferences/llm_settings.h"

#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

using namespace std::string_literals;

std::string key_of(const LlmProfile& profile) {
    return profile.api_key.value.reveal();
}

class LlmSettingsTest : public testing::Test {
  protected:
    LlmSettingsTest() {
        LlmSettings settings;
        settings.llm_profiles = {
            {"p1", "一", "deepseek", Secret{"sk-1"}, "https://a"s, "m1"s, true, "low"s},
            {"p2", "二", "openai", Secret{"sk-2"}, {}, {}, {}, {}}};
        settings.gemini_client_id = "client";
        settings.gemini_client_secret = Secret{"sk-g"};
        settings.ai_analysis_db_path = "/x";
        settings.embedding_provider = "jina";
        settings.embedding_api_key = Secret{"sk-e"};
        settings.embedding_base_url = "https://e";
        settings.embedding_model = "em";
        settings.embedding_dims = 7;
        settings.mem_llm_base_url = "https://m";
        settings.mem_llm_model = "mm";
        replace(values_, settings);
    }
    static LlmProfile profile(std::string id, std::string provider, std::string key) {
        return {std::move(id), "名", std::move(provider), Secret{std::move(key)}, {}, {}, {}, {}};
    }
    void set(std::vector<LlmProfile> profiles) {
        LlmSettings settings;
        settings.llm_profiles = std::move(profiles);
        replace(values_, settings);
    }
    const std::vector<LlmProfile>& profiles() { return values_.llm_profiles.value; }

    PreferenceValues values_;
};

TEST_F(LlmSettingsTest, the_first_profile_is_copied_to_the_single_fields) {
    EXPECT_EQ(values_.llm_provider.value, "deepseek");
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-1");
    EXPECT_EQ(values_.llm_base_url.value, "https://a");
    EXPECT_EQ(values_.llm_model.value, "m1");
    LlmSettings settings;
    settings.llm_profiles = {profile("p9", "kimi", "sk-9")};
    settings.llm_provider = "openai";
    settings.llm_api_key = Secret{"sk-other"};
    settings.llm_model = "other";
    replace(values_, settings);
    EXPECT_EQ(values_.llm_provider.value, "kimi");
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-9");
    EXPECT_EQ(values_.llm_model.value, "");
}

TEST_F(LlmSettingsTest, a_masked_key_is_kept_for_the_same_id_and_provider_only) {
    for (const auto* masked : {"", "__HAS_KEY__", "sk-****1"}) {
        set({profile("p1", "deepseek", "sk-1"), profile("p2", "openai", "sk-2")});
        set({profile("p1", "deepseek", masked), profile("p2", "kimi", masked),
             profile("p3", "openai", masked), profile("", "openai", masked)});
        EXPECT_EQ(key_of(profiles()[0]), "sk-1") << masked;
        EXPECT_EQ(key_of(profiles()[1]), "");
        EXPECT_EQ(key_of(profiles()[2]), "");
        EXPECT_EQ(key_of(profiles()[3]), "");
        EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-1");
    }
    set({profile("p1", "kimi", "__HAS_KEY__")});
    EXPECT_EQ(key_of(profiles()[0]), "");
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "") << "the copy of the first one goes with it";
}

TEST_F(LlmSettingsTest, a_new_key_replaces_and_the_order_may_change) {
    set({profile("p2", "openai", "__HAS_KEY__"), profile("p1", "deepseek", "sk-new")});
    EXPECT_EQ(key_of(profiles()[0]), "sk-2");
    EXPECT_EQ(key_of(profiles()[1]), "sk-new");
    EXPECT_EQ(values_.llm_provider.value, "openai");
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-2");
}

TEST_F(LlmSettingsTest, without_profiles_the_single_fields_are_taken) {
    LlmSettings settings;
    settings.llm_provider = "ollama";
    settings.llm_base_url = "http://localhost:1";
    settings.llm_model = "qwen";
    replace(values_, settings);
    EXPECT_TRUE(profiles().empty());
    EXPECT_EQ(values_.llm_provider.value, "ollama");
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-1");
    settings.llm_api_key = Secret{"sk-3"};
    replace(values_, settings);
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-3");
}

TEST_F(LlmSettingsTest, what_is_absent_is_cleared_but_secrets_and_others_stay) {
    values_.vec_cache_max_keys = 5;
    values_.gemini_access_token = Secret{"token"};
    values_.blocked_users = {"a"};
    values_.prompt_templates.value["group_sim"] = "x";
    replace(values_, {});
    EXPECT_TRUE(profiles().empty());
    for (const auto* text :
         {&values_.llm_provider, &values_.llm_base_url, &values_.llm_model,
          &values_.ai_analysis_db_path, &values_.embedding_provider, &values_.embedding_base_url,
          &values_.embedding_model, &values_.mem_llm_base_url, &values_.mem_llm_model,
          &values_.gemini_client_id})
        EXPECT_EQ(text->value, "");
    EXPECT_EQ(values_.embedding_dims.value, 0);
    EXPECT_EQ(values_.embedding_api_key.value.reveal(), "sk-e");
    EXPECT_EQ(values_.gemini_client_secret.value.reveal(), "sk-g");
    EXPECT_EQ(values_.llm_api_key.value.reveal(), "sk-1");
    EXPECT_EQ(values_.gemini_access_token.value.reveal(), "token");
    EXPECT_EQ(values_.vec_cache_max_keys.value, 5);
    EXPECT_EQ(values_.blocked_users, std::vector<std::string>{"a"});
    EXPECT_EQ(values_.prompt_templates.value.size(), 1U);
}

TEST_F(LlmSettingsTest, everything_of_a_profile_is_kept) {
    const auto& first = profiles()[0];
    EXPECT_EQ(first.id, "p1");
    EXPECT_EQ(first.name, "一");
    EXPECT_TRUE(first.no_think.value);
    EXPECT_EQ(first.reasoning_effort.value, "low");
    EXPECT_EQ(values_.embedding_dims.value, 7);
    EXPECT_EQ(values_.embedding_model.value, "em");
    EXPECT_EQ(values_.mem_llm_model.value, "mm");
    EXPECT_EQ(values_.ai_analysis_db_path.value, "/x");
}

TEST_F(LlmSettingsTest, more_profiles_than_anybody_needs_are_refused) {
    EXPECT_NO_THROW(set(std::vector<LlmProfile>(kMostProfiles)));
    EXPECT_EQ(reason_of([&] { set(std::vector<LlmProfile>(kMostProfiles + 1)); }),
              "invalid too_many");
    EXPECT_EQ(profiles().size(), kMostProfiles);
}

}  // namespace
}  // namespace kith::core

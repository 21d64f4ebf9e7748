// See llm_settings.h.
#include "core/preferences/llm_settings.h"

#include <algorithm>

#include "base/error.h"
#include "core/preferences/secrets.h"

namespace kith::core {
namespace {

Secret key_of(const std::vector<LlmProfile>& before, const LlmProfile& profile) {
    const auto same = std::ranges::find_if(before, [&](const LlmProfile& one) {
        return one.id == profile.id && one.provider == profile.provider;
    });
    return same == before.end() ? Secret{} : same->api_key.value;
}

// With the profiles in place.
void replace_single_fields(PreferenceValues& values, LlmSettings& settings) {
    if (!values.llm_profiles.value.empty()) {
        const auto& first = values.llm_profiles.value.front();
        values.llm_provider = first.provider;
        values.llm_api_key = first.api_key;
        values.llm_base_url = first.base_url;
        values.llm_model = first.model;
        return;
    }
    values.llm_provider = std::move(settings.llm_provider);
    values.llm_api_key = kept_or_new(settings.llm_api_key, values.llm_api_key);
    values.llm_base_url = std::move(settings.llm_base_url);
    values.llm_model = std::move(settings.llm_model);
}

}  // namespace

void replace(PreferenceValues& values, LlmSettings settings) {
    require(settings.llm_profiles.size() <= kMostProfiles, Errc::invalid,
            "模型配置最多 " + std::to_string(kMostProfiles) + " 个", "too_many");
    for (auto& profile : settings.llm_profiles)
        profile.api_key = kept_or_new(profile.api_key, key_of(values.llm_profiles, profile));
    values.llm_profiles = std::move(settings.llm_profiles);
    replace_single_fields(values, settings);
    values.ai_analysis_db_path = std::move(settings.ai_analysis_db_path);
    values.gemini_client_id = std::move(settings.gemini_client_id);
    values.gemini_client_secret =
        kept_or_new(settings.gemini_client_secret, values.gemini_client_secret);
    values.embedding_provider = std::move(settings.embedding_provider);
    values.embedding_api_key = kept_or_new(settings.embedding_api_key, values.embedding_api_key);
    values.embedding_base_url = std::move(settings.embedding_base_url);
    values.embedding_model = std::move(settings.embedding_model);
    values.embedding_dims = settings.embedding_dims;
    values.mem_llm_base_url = std::move(settings.mem_llm_base_url);
    values.mem_llm_model = std::move(settings.mem_llm_model);
}

}  // namespace kith::core

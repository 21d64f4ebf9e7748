// The settings of models as a client replaces them: profiles, embedding, memory, authorisation.
#pragma once

#include "core/preferences/values.h"

namespace kith::core {

inline constexpr std::size_t kMostProfiles = 100;

// A full replace of everything but secrets: what is absent is cleared.
struct LlmSettings {
    std::vector<LlmProfile> llm_profiles;
    std::string llm_provider;
    Secret llm_api_key;
    std::string llm_base_url, llm_model;
    std::string gemini_client_id;
    Secret gemini_client_secret;
    std::string ai_analysis_db_path;
    std::string embedding_provider;
    Secret embedding_api_key;
    std::string embedding_base_url, embedding_model;
    std::int64_t embedding_dims{};
    std::string mem_llm_base_url, mem_llm_model;
};
BOOST_DESCRIBE_STRUCT(LlmSettings, (),
                      (llm_profiles, llm_provider, llm_api_key, llm_base_url, llm_model,
                       gemini_client_id, gemini_client_secret, ai_analysis_db_path,
                       embedding_provider, embedding_api_key, embedding_base_url, embedding_model,
                       embedding_dims, mem_llm_base_url, mem_llm_model))

// Puts them into `values`. A secret that is masked stays as it is, that of a profile only where a
// profile of that id and provider was there. The single fields become the first profile's; without
// profiles they are taken as sent. Throws Error{invalid} above kMostProfiles. O(profiles²).
void replace(PreferenceValues& values, LlmSettings settings);

}  // namespace kith::core

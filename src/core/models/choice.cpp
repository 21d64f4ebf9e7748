// See choice.h.
#include "core/models/choice.h"

#include <algorithm>

namespace kith::core {
namespace {

constexpr std::string_view kMemoryBase = "http://localhost:11434/v1";
constexpr std::string_view kMemoryModel = "qwen2.5:7b";
constexpr std::string_view kGemini = "gemini";

llm::Profile from(const LlmProfile& stored) {
    return {.id = stored.id,
            .name = stored.name,
            .provider = stored.provider,
            .api_key = stored.api_key,
            .base_url = stored.base_url,
            .model = stored.model,
            .no_think = stored.no_think,
            .reasoning_effort = stored.reasoning_effort};
}

// The single fields know neither id nor name nor how to think: those are the first profile's.
llm::Profile single_fields(const PreferenceValues& values) {
    llm::Profile profile;
    const auto& all = values.llm_profiles.value;
    if (!all.empty() && all.front().provider == values.llm_provider.value)
        profile = from(all.front());
    profile.provider = values.llm_provider;
    profile.api_key = values.llm_api_key;
    profile.base_url = values.llm_base_url;
    profile.model = values.llm_model;
    if (profile.provider == kGemini && !values.gemini_access_token.value.empty())
        profile.api_key = Secret{};
    return profile;
}

// Nobody chose a provider: the one inside, which has no defaults.
llm::Profile completed(llm::Profile profile) {
    if (profile.provider.empty()) profile.provider = kInside;
    return profile.provider == kInside ? profile : llm::with_defaults(std::move(profile));
}

std::string or_else(const std::string& text, std::string_view otherwise) {
    return text.empty() ? std::string{otherwise} : text;
}

}  // namespace

llm::Profile stored_profile(const LlmProfile& stored) {
    return completed(from(stored));
}

llm::Profile chosen_profile(const PreferenceValues& values, std::string_view id) {
    const auto& all = values.llm_profiles.value;
    const auto found = std::ranges::find(all, id, &LlmProfile::id);
    auto profile = id.empty() || found == all.end() ? single_fields(values) : from(*found);
    return completed(std::move(profile));
}

std::optional<llm::Profile> chosen_memory(const PreferenceValues& values) {
    const std::string& base = values.mem_llm_base_url;
    const std::string& model = values.mem_llm_model;
    if (base.empty() && model.empty()) return std::nullopt;
    return llm::with_defaults(llm::Profile{.provider = "ollama",
                                           .base_url = or_else(base, kMemoryBase),
                                           .model = or_else(model, kMemoryModel)});
}

llm::EmbedderProfile chosen_embedder(const PreferenceValues& values) {
    llm::EmbedderProfile profile{
        .provider = values.embedding_provider,
        .api_key = values.embedding_api_key,
        .base_url = values.embedding_base_url,
        .model = values.embedding_model,
        .dimensions = static_cast<std::size_t>(std::max<std::int64_t>(0, values.embedding_dims))};
    const bool chosen =
        !profile.provider.empty() || !profile.base_url.empty() || !profile.model.empty();
    if (!chosen) profile.provider = kInside;
    return profile.provider == kInside ? profile : llm::with_defaults(std::move(profile));
}

bool uses_google_token(const PreferenceValues& values, const llm::Profile& profile) {
    return profile.provider == kGemini && profile.api_key.empty() &&
           !values.gemini_access_token.value.empty();
}

}  // namespace kith::core

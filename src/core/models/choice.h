// From the stored preferences to the profile that is meant. Pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "core/preferences/values.h"
#include "llm/profile.h"

namespace kith::core {

// A provider's name that means the models inside.
inline constexpr std::string_view kInside = "local";

// As it is stored, with the provider's defaults.
llm::Profile stored_profile(const LlmProfile& stored);

// The profile of that id; else the single fields, which are the first profile. Nobody chose
// anything: the provider is kInside. Defaults of the provider are filled in. For gemini a stored
// authorisation stands in for the key: in a profile where it has none, in the single fields always.
llm::Profile chosen_profile(const PreferenceValues& values, std::string_view id);

// The memory model; nothing when it is the chat model.
std::optional<llm::Profile> chosen_memory(const PreferenceValues& values);

// kInside when nobody chose anything.
llm::EmbedderProfile chosen_embedder(const PreferenceValues& values);

// Gemini without a key of its own: the authorisation is asked for a token.
bool uses_google_token(const PreferenceValues& values, const llm::Profile& profile);

}  // namespace kith::core

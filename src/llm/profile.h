// Which model a user configured and where it is, and what the named providers take for granted.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "base/stop.h"

namespace kith::llm {

// A stored profile; every field may be empty.
struct Profile {
    std::string id, name;
    std::string provider;  // an id of providers(); any other counts as "custom"
    Secret api_key;        // bedrock: "id:secret"; vertex: the service account's JSON
    std::string base_url, model;
    bool no_think = false;
    std::string reasoning_effort;  // "low", "medium", "high"; all else: none
};

// A key that changes by itself (an OAuth token): asked before each request when the profile has
// none. An empty answer is no key. May throw.
using KeySource = std::function<Secret(const Stop& stop)>;

// What makes vectors of texts.
struct EmbedderProfile {
    std::string provider;  // an id of embedder_providers(); any other counts as "custom"
    Secret api_key;
    std::string base_url, model;
    std::size_t dimensions = 0;  // what the user expects; never sent. 0: the provider's own
};

// How a provider is spoken to.
enum class Dialect { openai, azure, ollama, anthropic, bedrock, vertex, mock };

// How an answer is held to a JSON schema: by the schema itself, by "some JSON object" and an
// instruction, or by the instruction alone.
enum class Constraint { schema, object, instruction };

struct Provider {
    std::string_view id;
    Dialect dialect{};
    std::string_view base_url, model;  // "" = the user has to say
    Constraint constraint = Constraint::instruction;
};

struct EmbedderProvider {
    std::string_view id, base_url, model;
    std::size_t dimensions = 0;
};

// All that are known by name, "custom" and "mock" among them. Defaults: ai.md 4.1 and 5.
std::span<const Provider> providers();
std::span<const EmbedderProvider> embedder_providers();

// The entry of that id, else that of "custom".
const Provider& provider_of(std::string_view id);
const EmbedderProvider& embedder_provider_of(std::string_view id);

// Empty fields filled with the provider's own; spaces around base_url, model and the key are gone.
// An empty embedder provider is "ollama".
Profile with_defaults(Profile profile);
EmbedderProfile with_defaults(EmbedderProfile profile);

// False for ollama, mock, and any other server that stands on this machine or in the house (custom,
// with an internal address or a name without a public ending): they need no key.
bool needs_key(const Profile& profile);
bool needs_key(const EmbedderProfile& profile);

}  // namespace kith::llm

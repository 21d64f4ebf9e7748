// The servers that speak OpenAI's dialect with an accent: Azure, Ollama, Vertex, and the plain
// ones.
//
// Azure: learn.microsoft.com/azure/ai-services/openai/reference (api-key, api-version). Ollama:
// github.com/ollama/ollama, docs/openai.md. Vertex: cloud.google.com/vertex-ai/generative-ai/docs,
// "OpenAI compatibility". Gemini: ai.google.dev/gemini-api/docs/openai. What is sent: ai.md 4.
#pragma once

#include "llm/providers/openai.h"

namespace kith::llm {

// `profile` with its defaults filled in. `key` is asked when the profile has no key; may be empty.
ChatServer plain_server(const Profile& profile, KeySource key);
ChatServer azure_server(const Profile& profile);
ChatServer ollama_server(const Profile& profile);
ChatServer vertex_server(const Profile& profile, net::Client& client, const Clock& clock);

// <base>/chat/completions; a query of the base stays behind it.
std::string completions_url(std::string_view base_url);

}  // namespace kith::llm

// See profile.h.
#include "llm/profile.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "net/address.h"
#include "net/url.h"
#include "text/utf8.h"

namespace kith::llm {
namespace {

using enum Dialect;
using enum Constraint;

// Which of them take a JSON schema: their public references, as of 2026.
constexpr std::array kProviders{
    Provider{"deepseek", openai, "https://api.deepseek.com/v1", "deepseek-v4-pro", object},
    Provider{"doubao", openai, "https://ark.cn-beijing.volces.com/api/v3",
             "doubao-seed-2-0-pro-260215", instruction},
    Provider{"kimi", openai, "https://api.moonshot.cn/v1", "kimi-k2.5", object},
    Provider{"gemini", openai, "https://generativelanguage.googleapis.com/v1beta/openai",
             "gemini-2.0-flash", schema},
    Provider{"glm", openai, "https://open.bigmodel.cn/api/paas/v4", "glm-4-flash", object},
    Provider{"grok", openai, "https://api.x.ai/v1", "grok-3-mini", schema},
    Provider{"minimax", openai, "https://api.minimax.io/v1", "MiniMax-Text-01", instruction},
    Provider{"minimax-cn", openai, "https://api.minimaxi.com/v1", "MiniMax-Text-01", instruction},
    Provider{"openai", openai, "https://api.openai.com/v1", "gpt-4o-mini", schema},
    Provider{"ollama", ollama, "http://localhost:11434/v1", "llama3", schema},
    Provider{"qwen", openai, "https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen-plus",
             object},
    Provider{"hunyuan", openai, "https://api.hunyuan.cloud.tencent.com/v1", "hunyuan-turbo",
             instruction},
    Provider{"qianfan", openai, "https://qianfan.baidubce.com/v2", "ernie-4.0-turbo-8k",
             instruction},
    Provider{"openrouter", openai, "https://openrouter.ai/api/v1", "openai/gpt-4o-mini", schema},
    Provider{"mistral", openai, "https://api.mistral.ai/v1", "mistral-large-latest", schema},
    Provider{"groq", openai, "https://api.groq.com/openai/v1", "llama-3.3-70b-versatile", object},
    Provider{"together", openai, "https://api.together.xyz/v1",
             "meta-llama/Llama-3.3-70B-Instruct-Turbo", schema},
    Provider{"fireworks", openai, "https://api.fireworks.ai/inference/v1",
             "accounts/fireworks/models/llama-v3p3-70b-instruct", schema},
    Provider{"perplexity", openai, "https://api.perplexity.ai", "sonar", schema},
    Provider{"cohere", openai, "https://api.cohere.ai/compatibility/v1", "command-r-plus",
             instruction},
    Provider{"siliconflow", openai, "https://api.siliconflow.cn/v1", "deepseek-ai/DeepSeek-V3",
             object},
    Provider{"yi", openai, "https://api.lingyiwanwu.com/v1", "yi-large", instruction},
    Provider{"stepfun", openai, "https://api.stepfun.com/v1", "step-2-16k", instruction},
    Provider{"azure", azure, "", "gpt-4o-mini", schema},
    Provider{"claude", anthropic, "https://api.anthropic.com", "claude-haiku-4-5-20251001", schema},
    Provider{"bedrock", bedrock, "https://bedrock-runtime.us-east-1.amazonaws.com",
             "us.anthropic.claude-sonnet-4-6", schema},
    Provider{"vertex", vertex, "", "google/gemini-2.0-flash-001", schema},
    Provider{"mock", mock, "", "mock", schema},
    Provider{"custom", openai, "", "", schema},
};

constexpr std::array kEmbedders{
    EmbedderProvider{"ollama", "http://localhost:11434", "nomic-embed-text", 768},
    EmbedderProvider{"openai", "https://api.openai.com/v1", "text-embedding-3-small", 1536},
    EmbedderProvider{"jina", "https://api.jina.ai/v1", "jina-embeddings-v3", 1024},
    EmbedderProvider{"mock", "", "mock", 8},
    EmbedderProvider{"custom", "", "", 0},
};

template <class List>
const auto& entry_of(const List& list, std::string_view id) {
    const auto found = std::ranges::find(list, id, [](const auto& entry) { return entry.id; });
    return found == list.end() ? list.back() : *found;
}

void trim(std::string& text) {
    text = std::string{text::trim(text)};
}

void trim(Secret& secret) {
    if (!secret.empty()) secret = Secret{std::string{text::trim(secret.reveal())}};
}

// A name that no public resolver knows: of this machine or of the local network.
bool stands_in_the_house(std::string_view base_url) {
    std::string host;
    try {
        host = net::parse_url(base_url).host;
    } catch (const Error&) {
        return false;  // the request itself will say what is wrong with it
    }
    if (net::is_internal_host(host)) return true;
    if (net::parse_address(host)) return false;
    constexpr std::array<std::string_view, 4> kEndings{".local", ".lan", ".internal", ".home.arpa"};
    return host.find('.') == std::string::npos ||
           std::ranges::any_of(kEndings, [&](auto ending) { return host.ends_with(ending); });
}

}  // namespace

std::span<const Provider> providers() {
    return kProviders;
}
std::span<const EmbedderProvider> embedder_providers() {
    return kEmbedders;
}

const Provider& provider_of(std::string_view id) {
    return entry_of(kProviders, id);
}
const EmbedderProvider& embedder_provider_of(std::string_view id) {
    return entry_of(kEmbedders, id);
}

Profile with_defaults(Profile profile) {
    const auto& provider = provider_of(profile.provider);
    trim(profile.api_key);
    trim(profile.base_url);
    trim(profile.model);
    if (profile.base_url.empty()) profile.base_url = provider.base_url;
    if (profile.model.empty()) profile.model = provider.model;
    return profile;
}

EmbedderProfile with_defaults(EmbedderProfile profile) {
    if (profile.provider.empty()) profile.provider = "ollama";
    const auto& provider = embedder_provider_of(profile.provider);
    trim(profile.api_key);
    trim(profile.base_url);
    trim(profile.model);
    if (profile.base_url.empty()) profile.base_url = provider.base_url;
    if (profile.model.empty()) profile.model = provider.model;
    if (profile.dimensions == 0) profile.dimensions = provider.dimensions;
    return profile;
}

bool needs_key(const Profile& profile) {
    const auto& provider = provider_of(profile.provider);
    if (provider.dialect == ollama || provider.dialect == mock) return false;
    return provider.id != "custom" || !stands_in_the_house(profile.base_url);
}

bool needs_key(const EmbedderProfile& profile) {
    const auto id = profile.provider.empty() ? "ollama" : embedder_provider_of(profile.provider).id;
    if (id == "ollama" || id == "mock") return false;
    return id != "custom" || !stands_in_the_house(profile.base_url);
}

}  // namespace kith::llm

// See relatives.h.
#include "llm/providers/relatives.h"

#include "llm/checks.h"
#include "llm/google/service_account.h"

namespace kith::llm {
namespace {

constexpr std::string_view kAzureVersion = "2024-10-21";  // the newest that is no preview

void put_thinking(json::object& body, const Profile& profile) {
    if (profile.no_think) body["think"] = false;
}

ChatServer server_of(const Profile& profile) {
    ChatServer out{
        .provider = profile.provider,
        .model = profile.model,
        .url = completions_url(profile.base_url),
        .constraint = provider_of(profile.provider).constraint,
        .access = {},
        .extra = [profile](json::object& body, const Ask&) { put_thinking(body, profile); }};
    return out;
}

bool is_effort(std::string_view effort) {
    return effort == "low" || effort == "medium" || effort == "high";
}

}  // namespace

std::string completions_url(std::string_view base_url) {
    const auto query = base_url.find('?');
    std::string out{base_url.substr(0, query)};
    constexpr std::string_view kPath = "/chat/completions";
    if (!out.ends_with(kPath)) out += kPath;
    if (query != std::string_view::npos) out += base_url.substr(query);
    return out;
}

ChatServer plain_server(const Profile& profile, KeySource key) {
    auto out = server_of(profile);
    out.access = [profile, key = std::move(key)](const Stop& stop) {
        auto secret = profile.api_key;
        if (secret.empty() && key) secret = key(stop);
        if (needs_key(profile)) require_key(secret);
        require_server(profile);
        return bearer(secret);
    };
    if (profile.provider == "openai") {
        out.extra = [profile](json::object& body, const Ask&) {
            put_thinking(body, profile);
            if (is_effort(profile.reasoning_effort)) {
                body["reasoning_effort"] = profile.reasoning_effort;
            }
        };
    }
    return out;
}

ChatServer azure_server(const Profile& profile) {
    auto out = server_of(profile);
    // Deployments want a version; the newer /openai/v1 does not know it.
    const bool is_deployment = out.url.find("/openai/deployments/") != std::string::npos;
    if (is_deployment && out.url.find("api-version=") == std::string::npos) {
        out.url += out.url.find('?') == std::string::npos ? '?' : '&';
        out.url += fmt::format("api-version={}", kAzureVersion);
    }
    out.access = [profile](const Stop&) {
        require_key(profile.api_key);
        require_server(profile);
        const auto& key = profile.api_key.reveal();
        return Access{{{"api-key", key}}, {key}};
    };
    return out;
}

ChatServer ollama_server(const Profile& profile) {
    auto out = server_of(profile);
    out.access = [profile](const Stop&) {
        require_server(profile);
        return bearer(profile.api_key);
    };
    out.extra = [profile](json::object& body, const Ask&) {
        put_thinking(body, profile);
        body["stop"] = {"<|endoftext|>", "<|im_end|>", "<|im_start|>"};
    };
    return out;
}

ChatServer vertex_server(const Profile& profile, net::Client& client, const Clock& clock) {
    auto out = server_of(profile);
    const auto tokens =
        std::make_shared<google::ServiceAccountTokens>(profile.api_key, client, clock);
    out.url = completions_url(without_slash(profile.base_url));
    out.access = [profile, tokens](const Stop& stop) {
        require_key(profile.api_key);
        require_server(profile);
        return bearer(tokens->get(stop));
    };
    return out;
}

}  // namespace kith::llm

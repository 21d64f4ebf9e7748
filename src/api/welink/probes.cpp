// See probes.h.
#include "api/welink/probes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "base/error.h"
#include "net/client.h"

namespace kith::api::welink {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPatience{5'000};
constexpr std::size_t kListBytes = std::size_t{8} << 20;  // of models; openrouter has hundreds
constexpr std::array<std::string_view, 5> kNotAsked{"claude", "bedrock", "vertex", "gemini",
                                                    core::kInside};

net::Request request_for(const llm::Profile& profile) {
    net::Request request;
    request.url = profile.base_url;
    while (request.url.ends_with('/')) request.url.pop_back();
    request.url += "/models";
    if (!profile.api_key.empty())
        request.headers = {{"Authorization", "Bearer " + profile.api_key.reveal()}};
    request.addresses = {};  // the user chose it, wherever it is
    request.max_redirects = 0;
    request.max_bytes = kListBytes;
    request.timeout = kPatience;
    return request;
}

void ask(ProfileHealth& health, const llm::Profile& profile, net::Client& client,
         const Stop& stop) {
    const auto began = steady_clock::now();
    try {
        const auto status = client.send(request_for(profile), stop).status;
        const auto gone = steady_clock::now() - began;
        health.latency_ms = std::chrono::duration_cast<milliseconds>(gone).count();
        health.status = status == 200 ? "ok" : status == 401 || status == 403 ? "error" : "warn";
        health.message = fmt::format("HTTP {}，延迟 {}ms", status, health.latency_ms.value);
    } catch (const Error& error) {  // a finding; the others are looked at all the same
        health.status = "error";
        health.message = "连接失败：" + error.message();
    }
}

ProfileHealth look_at(const llm::Profile& profile, net::Client& client, const Stop& stop) {
    ProfileHealth health{.name = profile.name.empty() ? profile.provider : profile.name,
                         .provider = profile.provider,
                         .model = profile.model,
                         .base_url = profile.base_url,
                         .has_api_key = !profile.api_key.empty()};
    if (std::ranges::find(kNotAsked, profile.provider) != kNotAsked.end()) {
        health.status = "skipped";
        health.message = "该供应商不做探测";
    } else if (core::is_locked(profile.api_key)) {
        health.status = "error";
        health.message = "API Key 无法解密，请重新填写";
    } else if (profile.base_url.empty()) {
        health.status = "error";
        health.message = "未配置 Base URL";
    } else {
        ask(health, profile, client, stop);
    }
    return health;
}

}  // namespace

std::vector<ProfileHealth> probe_profiles(core::Models& models, const Stop& stop) {
    const auto profiles = models.stored_profiles();
    std::vector<ProfileHealth> found(profiles.size());
    auto client = models.client("diagnostics");
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (auto i = next++; i < profiles.size(); i = next++)
            found[i] = look_at(profiles[i], client, stop);
    };
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < std::min(profiles.size(), kProbesAtOnce); ++i)
        helpers.emplace_back(work);
    work();
    for (auto& helper : helpers) helper.join();
    stop.check();
    return found;
}

}  // namespace kith::api::welink

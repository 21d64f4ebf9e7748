// See models.h.
#include "core/models/models.h"

#include <algorithm>

#include "base/error.h"
#include "llm/google/login.h"

namespace kith::core {
namespace {

constexpr std::string_view kLockedKey =
    "已保存的 API Key 无法解密（preferences.key 缺失或已更换），请在设置中重新填写";
constexpr std::string_view kNoEmbedder = "内置向量模型不可用，请先在设置中配置 Embedding";

constexpr std::string_view kMock = "mock";  // the provider of tests: it asks nobody

template <class Entry>
bool is_for_tests(const Entry& entry) {
    return entry.id == kMock;
}

template <class Profile>
void check_key(const Profile& profile) {
    require(!is_locked(profile.api_key), Errc::invalid, kLockedKey, "key_locked");
}

template <class Profile>
void require_key(const Profile& profile, std::string_view otherwise) {
    require(!profile.api_key.empty() || !llm::needs_key(profile), Errc::invalid, otherwise,
            "no_key");
}

// Answers without a place to ask at.
bool is_made_up(const auto& profile) {
    return profile.provider == kMock;
}

// What is missing before anybody can be asked; "" when nothing is.
template <class Check>
std::string complaint(Check check) {
    try {
        check();
        return {};
    } catch (const Error& error) {  // shown as the reason why it is not ready
        return error.message();
    }
}

// With the preferences damaged nobody is chosen, and that is the reason.
template <class Ask>
Standing told_standing(Ask ask) {
    Standing standing;
    const auto why = complaint([&] { standing = ask(); });
    if (!why.empty()) standing = {.reason = why};
    return standing;
}

Standing inside_standing(const InsideState& state) {
    Standing standing{.id = std::string{kInside},
                      .name = state.name,
                      .provider = std::string{kInside},
                      .model = state.name,
                      .local = true,
                      .ready = llm::local::usable(state.phase)};
    if (!standing.ready) standing.reason = state.reason;
    return standing;
}

// A model and the client that it asks through.
template <class T>
struct Told {
    Told(net::Client& inner, std::string_view feature, const std::string& name,
         const llm::OnOutgoing& told)
        : client{inner, std::string{feature}, name, told} {}
    llm::ToldClient client;
    std::shared_ptr<T> model;
};

template <class T>
std::shared_ptr<T> kept_with_client(std::shared_ptr<Told<T>> told) {
    T* const model = told->model.get();
    return {std::move(told), model};
}

}  // namespace

std::vector<llm::Provider> known_providers() {
    const auto all = llm::providers();
    std::vector<llm::Provider> known{all.begin(), all.end()};
    std::erase_if(known, is_for_tests<llm::Provider>);
    return known;
}

std::vector<llm::EmbedderProvider> known_embedders() {
    const auto all = llm::embedder_providers();
    std::vector<llm::EmbedderProvider> known{all.begin(), all.end()};
    std::erase_if(known, is_for_tests<llm::EmbedderProvider>);
    return known;
}

Models::Models(Preferences& preferences, net::Client& client, const Clock& clock,
               InsideModels inside, llm::OnOutgoing told)
    : preferences_{preferences},
      client_{client},
      clock_{clock},
      inside_{std::move(inside)},
      told_{std::move(told)} {}

std::shared_ptr<llm::Model> Models::model(std::string_view feature, std::string_view profile) {
    const auto values = preferences_.current();
    return made(values, feature, chosen_profile(*values, profile));
}

std::shared_ptr<llm::Model> Models::memory_model(std::string_view feature) {
    const auto values = preferences_.current();
    const auto own = chosen_memory(*values);
    return made(values, feature, own ? *own : chosen_profile(*values, {}));
}

std::shared_ptr<llm::Embedder> Models::embedder(std::string_view feature) {
    const auto values = preferences_.current();
    const auto profile = chosen_embedder(*values);
    if (profile.provider == kInside) {
        auto inside = inside_.embedder && embedder_state().phase != llm::local::Phase::absent
                          ? inside_.embedder()
                          : nullptr;
        require(inside != nullptr, Errc::invalid, kNoEmbedder, "no_model");
        return inside;
    }
    check_key(profile);
    return once<llm::Embedder>(values, "embedder " + std::string{feature}, [&] {
        auto told = std::make_shared<Told<llm::Embedder>>(client_, feature, profile.model, told_);
        told->model = llm::make_embedder(profile, told->client, clock_);
        return kept_with_client(std::move(told));
    });
}

std::shared_ptr<llm::Model> Models::made(const PreferencesPtr& values, std::string_view feature,
                                         const llm::Profile& profile) {
    if (profile.provider == kInside) {
        auto inside = inside_.chat && chat_state().phase != llm::local::Phase::absent
                          ? inside_.chat()
                          : nullptr;
        require(inside != nullptr, Errc::invalid, kNoModel, "no_model");
        return inside;
    }
    check_key(profile);
    const bool by_token = uses_google_token(*values, profile);
    if (!by_token) require_key(profile, kNoKey);
    const auto what = "chat " + std::string{feature} + " " + profile.provider + " " + profile.id +
                      " " + profile.model + " " + profile.base_url;
    return once<llm::Model>(values, what, [&] {
        auto told = std::make_shared<Told<llm::Model>>(client_, feature, profile.model, told_);
        told->model = llm::make_model(
            profile, told->client, clock_,
            by_token ? llm::KeySource{[this](const Stop& stop) { return google_token(stop); }}
                     : llm::KeySource{});
        return kept_with_client(std::move(told));
    });
}

template <class T, class Make>
std::shared_ptr<T> Models::once(const PreferencesPtr& basis, const std::string& what, Make make) {
    const std::lock_guard guard{mutex_};
    if (basis_ != basis) made_.clear();
    basis_ = basis;
    const auto found = std::ranges::find(made_, what, &Made::what);
    if (found != made_.end()) return std::static_pointer_cast<T>(found->model);
    std::shared_ptr<T> fresh = make();
    if (made_.size() == kMostKept) made_.erase(made_.begin());
    made_.push_back({what, fresh});
    return fresh;
}

Secret Models::google_token(const Stop& stop) {
    const std::lock_guard one_at_a_time{refreshing_};
    const auto values = preferences_.current();
    const llm::google::Login login{.client_id = values->gemini_client_id,
                                   .client_secret = values->gemini_client_secret,
                                   .access_token = values->gemini_access_token,
                                   .refresh_token = values->gemini_refresh_token,
                                   .expiry = values->gemini_token_expiry};
    for (const auto& secret : {login.client_secret, login.access_token, login.refresh_token})
        require(!is_locked(secret), Errc::invalid, kLockedKey, "key_locked");
    if (!llm::google::needs_refresh(login, clock_.now())) return login.access_token;
    auto client = this->client("oauth");
    const auto fresh = llm::google::refreshed(login, client, clock_, stop);
    preferences_.change([&](PreferenceValues& next) {
        // Whoever withdrew the authorisation meanwhile meant it.
        if (next.gemini_refresh_token.value.empty()) return;
        next.gemini_access_token = fresh.access_token;
        next.gemini_token_expiry = fresh.expiry;
    });
    return fresh.access_token;
}

Standing Models::standing(const PreferenceValues& values, const llm::Profile& profile) const {
    if (profile.provider == kInside) return inside_standing(chat_state());
    Standing standing{.id = profile.id,
                      .name = profile.name.empty() ? profile.model : profile.name,
                      .provider = profile.provider,
                      .model = profile.model,
                      .local = !llm::is_remote(profile.base_url)};
    standing.reason = complaint([&] {
        check_key(profile);
        if (!uses_google_token(values, profile)) require_key(profile, kNoKey);
        if (is_made_up(profile)) return;
        require(!profile.base_url.empty(), Errc::invalid, "未配置 Base URL");
        require(!profile.model.empty(), Errc::invalid, "未配置模型");
    });
    standing.ready = standing.reason.empty();
    return standing;
}

Standing Models::chat_standing() const {
    return told_standing([this] {
        const auto values = preferences_.current();
        return standing(*values, chosen_profile(*values, {}));
    });
}

Standing Models::memory_standing() const {
    return told_standing([this] {
        const auto values = preferences_.current();
        const auto own = chosen_memory(*values);
        return standing(*values, own ? *own : chosen_profile(*values, {}));
    });
}

Standing Models::embedder_standing() const {
    return told_standing([this] {
        const auto profile = chosen_embedder(*preferences_.current());
        if (profile.provider == kInside) return inside_standing(embedder_state());
        Standing standing{.name = profile.model,
                          .provider = profile.provider,
                          .model = profile.model,
                          .local = !llm::is_remote(profile.base_url)};
        standing.reason = complaint([&] {
            check_key(profile);
            require_key(profile, "未配置 Embedding API Key");
            require(is_made_up(profile) || !profile.base_url.empty(), Errc::invalid,
                    "未配置 Embedding Base URL");
        });
        standing.ready = standing.reason.empty();
        return standing;
    });
}

llm::ToldClient Models::client(std::string_view feature) {
    return {client_, std::string{feature}, {}, told_};
}

std::vector<llm::Profile> Models::stored_profiles() const {
    std::vector<llm::Profile> profiles;
    complaint([&] {
        const auto values = preferences_.current();
        for (const auto& stored : values->llm_profiles.value)
            profiles.push_back(stored_profile(stored));
        if (profiles.empty() && !values->llm_provider.value.empty())
            profiles.push_back(chosen_profile(*values, {}));
    });
    return profiles;
}

bool Models::reaches_out() const {
    bool out = false;
    complaint([&] {
        const auto values = preferences_.current();
        const auto leads_out = [](const auto& profile) {
            return profile.provider != kInside && llm::is_remote(profile.base_url);
        };
        out = leads_out(chosen_profile(*values, {})) || leads_out(chosen_embedder(*values));
        if (const auto memory = chosen_memory(*values)) out = out || leads_out(*memory);
        for (const auto& stored : values->llm_profiles.value)
            out = out || leads_out(stored_profile(stored));
    });
    return out;
}

InsideState Models::chat_state() const {
    return inside_.chat_state ? inside_.chat_state() : InsideState{};
}

InsideState Models::embedder_state() const {
    return inside_.embedder_state ? inside_.embedder_state() : InsideState{};
}

}  // namespace kith::core

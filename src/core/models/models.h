// Which model answers: the user's profiles, the memory model, the embedder, and the models inside
// where nobody chose (AI contract §1.5, §3, §5).
#pragma once

#include <boost/describe.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "core/models/choice.h"
#include "core/preferences/preferences.h"
#include "llm/egress.h"
#include "llm/factory.h"
#include "llm/local/state.h"

namespace kith::core {

// What the client looks for to show the way to the settings.
inline constexpr std::string_view kNoModel = "请先在设置中配置 AI 接口";
inline constexpr std::string_view kNoKey = "请先在设置中配置 API Key 或完成 Google 授权";

using InsideState = llm::local::State;

// The providers that a user may choose, with their defaults.
std::vector<llm::Provider> known_providers();
std::vector<llm::EmbedderProvider> known_embedders();

// The models inside, as the program brings them. A null pointer, or the
// phase `absent`: it is not there. In any other phase the model itself says what is wrong. Any
// thread.
struct InsideModels {
    std::function<std::shared_ptr<llm::Model>()> chat;
    std::function<std::shared_ptr<llm::Embedder>()> embedder;
    std::function<InsideState()> chat_state, embedder_state;
};

// Who answers, without asking it.
struct Standing {
    std::string id;        // of the profile, "" = none
    std::string name;      // that the user gave, else the model's
    std::string provider;  // "" = nobody
    std::string model;
    bool local{};        // nothing leaves this machine
    bool ready{};        // a request can be sent
    std::string reason;  // why it is not ready, "" when it is
};
BOOST_DESCRIBE_STRUCT(Standing, (), (id, name, provider, model, local, ready, reason))

// Any thread. A change of the settings holds for the next request.
class Models {
  public:
    // `preferences`, `client` and `clock` outlive it, and every model it gave.
    Models(Preferences& preferences, net::Client& client, const Clock& clock, InsideModels inside,
           llm::OnOutgoing told = {});

    // For one request. `feature` is what it is for, in the words of the ledger. An empty or unknown
    // profile is the default one. Throws Error{invalid}: "no_model" (kNoModel), "no_key" (kNoKey),
    // "key_locked"; and what Preferences::current() throws.
    std::shared_ptr<llm::Model> model(std::string_view feature, std::string_view profile = {});
    // What memory is extracted with: its own model, else the default one. Throws the same.
    std::shared_ptr<llm::Model> memory_model(std::string_view feature);
    // Throws Error{invalid}: "no_model" when the inside one was chosen and is absent, "key_locked".
    std::shared_ptr<llm::Embedder> embedder(std::string_view feature);

    // For other requests on behalf of a model: it tells like the models do.
    llm::ToldClient client(std::string_view feature);

    // Never throw.
    // Every stored profile with its defaults; the single fields where there is none.
    std::vector<llm::Profile> stored_profiles() const;
    Standing chat_standing() const;
    Standing memory_standing() const;
    Standing embedder_standing() const;
    // Whether a stored choice, the default or not, leads to another machine.
    bool reaches_out() const;
    // Of the models inside.
    InsideState chat_state() const;
    InsideState embedder_state() const;

  private:
    static constexpr std::size_t kMostKept = 32;  // made ones; more push the oldest out

    struct Made {
        std::string what;  // feature and choice
        std::shared_ptr<void> model;
    };
    // The one that was made of the same preferences for the same, else a new one.
    template <class T, class Make>
    std::shared_ptr<T> once(const PreferencesPtr& basis, const std::string& what, Make make);
    std::shared_ptr<llm::Model> made(const PreferencesPtr& values, std::string_view feature,
                                     const llm::Profile& profile);
    Standing standing(const PreferenceValues& values, const llm::Profile& profile) const;
    // The access token of the Google authorisation, refreshed where it ends soon.
    Secret google_token(const Stop& stop);

    Preferences& preferences_;
    net::Client& client_;
    const Clock& clock_;
    InsideModels inside_;
    llm::OnOutgoing told_;
    std::mutex mutex_;
    PreferencesPtr basis_;  // what the made ones were made from
    std::vector<Made> made_;
    std::mutex refreshing_;  // held while a token is exchanged
};

}  // namespace kith::core

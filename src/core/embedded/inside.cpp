// See inside.h.
#include "core/embedded/inside.h"

namespace kith::core {
namespace {

using llm::local::ModelFile;
using llm::local::Phase;
using llm::local::Role;
using llm::local::State;

llm::local::ServerSettings server_settings(const InsideSettings& settings) {
    llm::local::ServerSettings made;
    made.idle = settings.idle;
    return made;
}

// Every generation needs cores of its own: two only where one cannot use them all.
llm::local::ChatSettings chat_settings() {
    llm::local::ChatSettings made;
    if (llm::local::processors() >= 2 * llm::local::kMostThreads) made.generations = 2;
    return made;
}

llm::e5::EmbedderSettings embedder_settings(const llm::local::Place& place) {
    const auto& model = llm::local::model_file(Role::embedder);
    return {.file = place.path_of(model),
            .name = std::string{model.title},
            .bytes = static_cast<std::size_t>(model.bytes),
            .sha256 = std::string{model.sha256}};
}

// What the preparation says comes before "absent".
State either(const State& state, const std::optional<State>& preparing) {
    if (state.phase != Phase::absent || !preparing) return state;
    auto told = *preparing;
    told.name = state.name;
    return told;
}

}  // namespace

Inside::Inside(const InsideSettings& settings, net::Client& client, Quiet& quiet)
    : place_{settings.folder},
      server_{server_settings(settings), client,
              [this] { return place_.choose(llm::local::free_memory()); }},
      chat_{std::make_shared<llm::local::ChatModel>(chat_settings(), server_, client, quiet,
                                                    llm::local::ServerSettings{}.slots)},
      embedder_{std::make_shared<llm::e5::Embedder>(embedder_settings(place_))},
      preparation_{place_, Packages{settings.pip}, [this] { server_.look(); }} {}

State Inside::chat_state() const {
    auto preparing = preparation_.state(llm::local::model_file(Role::chat).id);
    if (!preparing) preparing = preparation_.state(llm::local::model_file(Role::chat_small).id);
    if (!preparing) preparing = preparation_.state(Wanted{}.id());
    return either(server_.state(), preparing);
}

State Inside::embedder_state() const {
    return either(embedder_->state(),
                  preparation_.state(llm::local::model_file(Role::embedder).id));
}

void Inside::prepare() {
    preparation_.start(usual_set(place_, llm::local::free_memory()));
}

void Inside::restart() {
    const auto phase = chat_state().phase;
    if (phase == Phase::preparing) return;
    if (server_.state().phase == Phase::absent) return prepare();
    server_.restart();
}

}  // namespace kith::core

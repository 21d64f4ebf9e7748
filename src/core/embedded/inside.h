// The models inside as the rest of the program sees them: one that chats, one that embeds, and what
// each of them is at.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/quiet.h"
#include "core/embedded/preparation.h"
#include "llm/e5/embedder.h"
#include "llm/local/chat.h"
#include "llm/local/server.h"

namespace kith::core {

struct InsideSettings {
    std::filesystem::path folder;             // of the models
    std::chrono::milliseconds idle{600'000};  // then the chat model is stopped
    std::vector<std::string> pip;             // as in Packages
};

// Any thread. Nothing is started or fetched before it is asked for.
class Inside {
  public:
    // `client` and `quiet` outlive it, and every model it gave.
    Inside(const InsideSettings& settings, net::Client& client, Quiet& quiet);

    std::shared_ptr<llm::Model> chat() { return chat_; }
    std::shared_ptr<llm::Embedder> embedder() { return embedder_; }
    // While something is being fetched for them: preparing, with percent and time.
    llm::local::State chat_state() const;
    llm::local::State embedder_state() const;

    void prepare();                  // what is missing, in the background
    void wake() { server_.wake(); }  // somebody will ask soon
    // After it was given up: tries anew, and to fetch what is missing when that had failed.
    void restart();
    const llm::local::Place& place() const { return place_; }

  private:
    const llm::local::Place place_;
    llm::local::Server server_;
    std::shared_ptr<llm::local::ChatModel> chat_;
    std::shared_ptr<llm::e5::Embedder> embedder_;
    Preparation preparation_;  // last: it tells the server
};

}  // namespace kith::core

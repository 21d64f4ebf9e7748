// Fetching what the models inside need: by hand (kith models fetch) or beside the running program.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/stop.h"
#include "core/embedded/package.h"
#include "llm/local/place.h"
#include "llm/local/state.h"

namespace kith::core {

// One thing that can be fetched: a model file, or the runtime (no file).
struct Wanted {
    const llm::local::ModelFile* model = nullptr;
    std::string_view id() const { return model == nullptr ? "runtime" : model->id; }
};

// The embedder, the runtime, and the chat model that suits `memory` bytes, unless the person has
// one of their own. What is there already is part of it.
std::vector<Wanted> usual_set(const llm::local::Place& place, std::int64_t memory);
bool is_there(const llm::local::Place& place, const Wanted& wanted);
// What it counts as, in bytes.
std::int64_t weight_of(const Wanted& wanted);
// Takes the folder's lock. Throws as Assembly::fetch(), build_runtime(), FolderLock.
void fetch(const llm::local::Place& place, const Packages& packages, const Wanted& wanted,
           const OnBytes& on_bytes, const Stop& stop);

// In the background, at the lowest priority. Any thread.
class Preparation {
  public:
    // `on_step` is called on the preparing thread after each thing that has come.
    Preparation(llm::local::Place place, Packages packages, std::function<void()> on_step = {});
    ~Preparation();  // asks it to stop and waits

    // Fetches these, one after the other; does nothing when it is at it.
    void start(std::vector<Wanted> wanted);

    // Of that thing: preparing, with percent of all and the time left; failed with the reason;
    // nothing when it does not concern it.
    std::optional<llm::local::State> state(std::string_view id) const;
    bool busy() const;
    // Until it is not busy, or the stop.
    void wait(const Stop& stop) const;

  private:
    void run(const std::vector<Wanted>& wanted);
    void note(std::int64_t bytes, std::string_view detail);

    const llm::local::Place place_;
    const Packages packages_;
    const std::function<void()> on_step_;
    StopSource stopper_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    bool busy_ = false;
    std::vector<Wanted> open_;                       // not yet come, the current one first
    std::int64_t total_ = 0, before_ = 0, now_ = 0;  // bytes of all, of what came, of the current
    std::int64_t first_ = 0;                         // that were there when it began
    std::chrono::steady_clock::time_point began_;
    std::string detail_;
    std::string failed_, reason_;  // the last that failed, and why
    std::thread thread_;
};

}  // namespace kith::core

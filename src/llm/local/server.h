// The chat model's process: one llama-server, started when it is needed, watched, started again
// when it ends, stopped when nobody asks.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/secret.h"
#include "base/stop.h"
#include "llm/local/place.h"
#include "llm/local/state.h"
#include "net/client.h"

namespace kith::llm::local {

struct ServerSettings {
    int threads = 0;                                // 0 = processors(), at most kMostThreads
    int context = 8'192, slots = 2;                 // tokens, over all slots
    int cache_megabytes = 256;                      // of prompts that lost their slot
    std::chrono::milliseconds idle{600'000};        // without a request, then it is stopped
    std::chrono::milliseconds start_limit{90'000};  // from its start until it answers
    std::chrono::milliseconds first_wait{500};      // before the second start; doubles
    std::chrono::milliseconds steady{60'000};       // that long without an end: all is forgotten
    std::chrono::milliseconds look{50};             // between two questions whether it is up
};
inline constexpr int kMostThreads = 8;
inline constexpr int kMostEnds = 5;  // in a row, then it is given up

// Where a running one is spoken to.
struct Door {
    std::string url;  // "http://127.0.0.1:PORT"
    Secret key;
    std::string name;      // of the model
    std::int64_t run = 0;  // number of the start: a later one is another process
};

// Any thread. The destructor ends the process.
class Server {
  public:
    // Says what to run; throws Error{unavailable, "absent"}. Asked at each start.
    using Choose = std::function<Choice()>;

    Server(ServerSettings settings, net::Client& client, Choose choose);
    ~Server();

    // Keeps the process from being stopped as idle. Movable.
    using Lease = std::shared_ptr<const Door>;
    // Starts it when needed and waits until it answers. Throws Error{unavailable}: "absent" (no
    // files), "failed" (given up; at once), and what Stop throws.
    Lease lease(const Stop& stop);
    // Starts it when needed, waits for nothing: somebody will ask soon.
    void wake();
    // That run said no word for too long, or broke off: nobody is sent to it any more, it is killed
    // if it has not ended, and started again.
    enum class Fault { hung, broken };
    void failed(std::int64_t run, Fault fault);
    // Forgets that it was given up, ends it when it runs (other files may be chosen), starts anew.
    void restart();
    // Files may have come or gone: a process that does not run is looked for anew.
    void look();
    // What the last answer took; for the state.
    void measured(double prompt_per_s, double token_per_s);

    State state() const;

  private:
    struct Body;
    std::shared_ptr<Body> body_;
};

}  // namespace kith::llm::local

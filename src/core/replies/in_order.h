// Tells things in the order of their messages, whichever thread comes first: what follows a commit
// runs per session in the order of ids, so that who has heard of one message has heard of all
// before it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <unordered_map>

#include "core/sessions/sessions.h"

namespace kith::core {

// Any thread. Holds a line only for sessions in which something is on its way; what is on its way
// is bounded by whoever stores.
class InOrder {
  public:
    // In the order of ids: on the thread that stores, before the commit. Each is followed by one
    // run() or drop().
    void expect(SessionId session, std::int64_t message);
    // It was not stored.
    void drop(SessionId session, std::int64_t message) {
        run(session, message, [] {});
    }
    // Calls `tell` when everything expected before it in this session has been told: at once, or on
    // the thread that tells the one before. One call at a time per session. It must not throw and
    // must own what it needs.
    void run(SessionId session, std::int64_t message, std::function<void()> tell);

  private:
    struct Line {
        std::map<std::int64_t, std::function<void()>> waiting;  // empty: not stored yet
        bool telling = false;
    };
    std::mutex mutex_;
    std::unordered_map<SessionId, Line> lines_;
};

}  // namespace kith::core

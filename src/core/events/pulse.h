// News that come too fast to be told one by one: the archive has changed, a conversation has
// something new. Told at once when it was quiet, then a few times a second.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "core/events/events.h"

namespace kith::core {

inline constexpr std::chrono::milliseconds kPulseEvery{250};
// Sessions named by one event; when there are more the list is empty: anything may be new.
inline constexpr std::size_t kPulseSessions = 100;

// Any thread. The thread starts with the first news.
class Pulse {
  public:
    explicit Pulse(Events& events) : events_{events} {}
    ~Pulse();
    Pulse(const Pulse&) = delete;
    Pulse& operator=(const Pulse&) = delete;

    // Event "archive": {"generation":n}, the newest one counts.
    void archive(std::uint64_t generation);
    // Event "live": {"sessions":["…"]}, by their external names.
    void live(std::string_view session);
    // Tells what is left and takes nothing more. Idempotent.
    void shutdown();

  private:
    void wake();  // with mutex_ held
    void run();
    void tell(std::unique_lock<std::mutex>& lock);

    Events& events_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<std::uint64_t> generation_;
    std::set<std::string, std::less<>> sessions_;
    bool many_ = false, closing_ = false;
    std::thread thread_;
};

}  // namespace kith::core

// Tickets that let one WebSocket in: made for one name, used once, soon worthless.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace kith::core {

inline constexpr std::chrono::seconds kTicketLife{60};
inline constexpr std::size_t kTickets = 10'000;  // more that wait to be used are refused

// Any thread. Kept in memory alone: a restart makes all worthless.
class Tickets {
  public:
    explicit Tickets(const Clock& clock) : clock_{clock} {}

    // 64 hex digits. Throws Error{busy} when too many are out.
    std::string make(std::string_view name);
    // True once, for the name it was made for, within its life.
    bool use(std::string_view ticket, std::string_view name);

  private:
    struct Made {
        std::string name;
        Time until;
    };
    void forget_old();

    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Made, std::less<>> made_;  // by the hash of the ticket
};

}  // namespace kith::core

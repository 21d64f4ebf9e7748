// See events.h.
#include "core/events/events.h"

namespace kith::core {

void Events::publish(std::string_view name, std::string data) {
    {
        const std::lock_guard guard{mutex_};
        events_.push_back({++last_id_, std::string{name}, std::move(data)});
        if (events_.size() > kKept) events_.pop_front();
    }
    changed_.notify_all();
}

std::vector<Event> Events::next(std::uint64_t after, std::chrono::milliseconds wait,
                                const Stop& stop) {
    const auto wake = stop.on_request([this] {
        {
            const std::lock_guard guard{mutex_};
        }  // a waiter is either before its check or asleep
        changed_.notify_all();
    });
    std::unique_lock lock{mutex_};
    if (after > last_id_) after = 0;
    changed_.wait_for(lock, wait, [&] { return last_id_ > after || stop.requested(); });
    std::vector<Event> found;
    for (const auto& event : events_)
        if (event.id > after) found.push_back(event);
    return found;
}

std::uint64_t Events::latest() const {
    const std::lock_guard guard{mutex_};
    return last_id_;
}

}  // namespace kith::core

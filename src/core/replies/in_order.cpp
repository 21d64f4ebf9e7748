// See in_order.h.
#include "core/replies/in_order.h"

#include <cassert>

namespace kith::core {

void InOrder::expect(SessionId session, std::int64_t message) {
    const std::lock_guard guard{mutex_};
    lines_[session].waiting.try_emplace(message);
}

void InOrder::run(SessionId session, std::int64_t message, std::function<void()> tell) {
    std::unique_lock lock{mutex_};
    auto& line = lines_[session];  // stays where it is while it is not empty or telling
    assert(line.waiting.contains(message));
    line.waiting[message] = std::move(tell);
    if (line.telling) return;
    line.telling = true;
    while (!line.waiting.empty() && line.waiting.begin()->second) {
        const auto next = std::move(line.waiting.begin()->second);
        line.waiting.erase(line.waiting.begin());
        lock.unlock();
        next();
        lock.lock();
    }
    line.telling = false;
    if (line.waiting.empty()) lines_.erase(session);
}

}  // namespace kith::core

// See stop.h.
#include "base/stop.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>

#include "base/error.h"

namespace kith {

struct Stop::State {
    std::atomic<StopReason> reason{StopReason::none};
    std::atomic<std::chrono::steady_clock::rep> deadline{
        std::chrono::steady_clock::time_point::max().time_since_epoch().count()};
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::uint64_t, std::function<void()>> callbacks;
    std::uint64_t next_callback = 0;

    StopReason look() {
        const auto asked = reason.load(std::memory_order_acquire);
        if (asked != StopReason::none) return asked;
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        return now >= deadline.load(std::memory_order_relaxed) ? StopReason::timeout
                                                               : StopReason::none;
    }
};

bool Stop::requested() const {
    return reason() != StopReason::none;
}

StopReason Stop::reason() const {
    return state_ ? state_->look() : StopReason::none;
}

void Stop::check() const {
    switch (reason()) {
        case StopReason::none:
            return;
        case StopReason::timeout:
            throw Error{Errc::timeout, "the operation took too long"};
        case StopReason::client_left:
            throw Error{Errc::cancelled, "the client left", "client_left"};
        case StopReason::shutdown:
            throw Error{Errc::cancelled, "shutting down", "shutdown"};
        case StopReason::user:
            throw Error{Errc::cancelled, "cancelled", "user"};
    }
}

bool Stop::wait_for(std::chrono::milliseconds wait) const {
    if (!state_) {
        static const auto never = std::make_shared<State>();
        std::unique_lock lock{never->mutex};
        never->changed.wait_for(lock, wait, [] { return false; });
        return false;
    }
    const auto deadline = std::chrono::steady_clock::time_point{
        std::chrono::steady_clock::duration{state_->deadline.load(std::memory_order_relaxed)}};
    const auto until = std::min(std::chrono::steady_clock::now() + wait, deadline);
    std::unique_lock lock{state_->mutex};
    state_->changed.wait_until(lock, until,
                               [&] { return state_->reason.load() != StopReason::none; });
    lock.unlock();
    return requested();
}

Stop::Callback Stop::on_request(std::function<void()> call) const {
    if (!state_) return nullptr;
    std::unique_lock lock{state_->mutex};
    if (state_->reason.load() != StopReason::none) {
        lock.unlock();
        call();
        return nullptr;
    }
    const auto key = state_->next_callback++;
    state_->callbacks.emplace(key, std::move(call));
    return {state_.get(), [state = state_, key](void*) {
                const std::lock_guard guard{state->mutex};
                state->callbacks.erase(key);
            }};
}

StopSource::StopSource() : state_{std::make_shared<Stop::State>()} {}

StopSource::StopSource(const Stop& parent) : StopSource{} {
    if (!parent.state_) return;
    state_->deadline = parent.state_->deadline.load();
    std::weak_ptr<Stop::State> child = state_;
    link_ = parent.on_request([child, up = std::weak_ptr<Stop::State>{parent.state_}] {
        const auto self = child.lock();
        const auto from = up.lock();
        if (!self || !from) return;
        StopSource relay;
        relay.state_ = self;
        relay.request(from->reason.load());
    });
}

void StopSource::request(StopReason reason) {
    std::map<std::uint64_t, std::function<void()>> calls;
    {
        const std::lock_guard guard{state_->mutex};
        auto expected = StopReason::none;
        if (!state_->reason.compare_exchange_strong(expected, reason)) return;
        calls.swap(state_->callbacks);
    }
    state_->changed.notify_all();
    for (auto& [key, call] : calls) call();
}

void StopSource::deadline(std::chrono::steady_clock::time_point at) {
    state_->deadline = at.time_since_epoch().count();
}

}  // namespace kith

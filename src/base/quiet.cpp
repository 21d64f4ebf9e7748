// See quiet.h.
#include "base/quiet.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace kith {

struct Quiet::State {
    std::atomic<int> holders{0};
    std::mutex mutex;
    std::condition_variable changed;
};

Quiet::Quiet() : state_{std::make_shared<State>()} {}

Quiet::Hold Quiet::hold() {
    ++state_->holders;
    // The pointer only counts: what it points at stays.
    return {state_.get(), [state = state_](void*) {
                const std::lock_guard lock{state->mutex};
                --state->holders;
                state->changed.notify_all();
            }};
}

bool Quiet::held() const {
    return state_->holders > 0;
}

void Quiet::wait(const Stop& stop) const {
    if (!held()) return;
    const auto told = stop.on_request([state = state_] {
        const std::lock_guard lock{state->mutex};
        state->changed.notify_all();
    });
    std::unique_lock lock{state_->mutex};
    constexpr std::chrono::milliseconds kDeadlineLook{200};  // deadlines ring no bell
    while (state_->holders > 0) {
        stop.check();
        state_->changed.wait_for(lock, kDeadlineLook);
    }
}

}  // namespace kith

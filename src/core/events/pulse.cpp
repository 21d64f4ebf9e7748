// See pulse.h.
#include "core/events/pulse.h"

#include <boost/describe.hpp>
#include <vector>

#include "json/write.h"

namespace kith::core {
namespace {

struct Live {
    std::vector<std::string> sessions;
};
BOOST_DESCRIBE_STRUCT(Live, (), (sessions))

struct Archive {
    std::uint64_t generation{};
};
BOOST_DESCRIBE_STRUCT(Archive, (), (generation))

}  // namespace

Pulse::~Pulse() {
    shutdown();
}

void Pulse::archive(std::uint64_t generation) {
    const std::lock_guard guard{mutex_};
    generation_ = generation;
    wake();
}

void Pulse::live(std::string_view session) {
    const std::lock_guard guard{mutex_};
    if (sessions_.size() < kPulseSessions) {
        sessions_.emplace(session);
    } else if (!sessions_.contains(session)) {
        many_ = true;
    }
    wake();
}

void Pulse::wake() {
    if (closing_) return;
    if (!thread_.joinable()) {
        thread_ = std::thread{[this] { run(); }};
    } else {
        changed_.notify_one();
    }
}

void Pulse::run() {
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [&] { return closing_ || generation_ || !sessions_.empty(); });
        if (!generation_ && sessions_.empty()) return;  // what came while it told is told as well
        tell(lock);
        changed_.wait_for(lock, kPulseEvery, [&] { return closing_; });
    }
}

void Pulse::tell(std::unique_lock<std::mutex>& lock) {
    const auto generation = std::exchange(generation_, std::nullopt);
    const bool live = !sessions_.empty();
    Live about;
    if (!many_) about.sessions.assign(sessions_.begin(), sessions_.end());
    sessions_.clear();
    many_ = false;
    lock.unlock();
    if (generation) events_.publish("archive", json::write(Archive{*generation}));
    if (live) events_.publish("live", json::write(about));
    lock.lock();
}

void Pulse::shutdown() {
    {
        const std::lock_guard guard{mutex_};
        if (closing_) return;
        closing_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

}  // namespace kith::core

// See lane.h.
#include "http/lane.h"

#include <pthread.h>

#include <algorithm>

namespace kith::http {

LanePool::LanePool(std::string name, int threads, int queue)
    : name_{std::move(name)},
      threads_{static_cast<std::size_t>(std::max(1, threads))},
      queue_{static_cast<std::size_t>(std::max(0, queue))} {}

LanePool::~LanePool() {
    join();
}

void LanePool::join() {
    close();
    for (auto& thread : pool_) thread.join();
    pool_.clear();
}

bool LanePool::submit(std::function<void()> work) {
    const std::lock_guard guard{mutex_};
    if (closed_ || running_ + waiting_.size() >= threads_ + queue_) return false;
    waiting_.push_back(std::move(work));
    start_one();
    return true;
}

bool LanePool::enqueue(std::function<void()> work) {
    const std::lock_guard guard{mutex_};
    if (closed_) return false;
    owned_.push_back(std::move(work));
    start_one();
    return true;
}

void LanePool::start_one() {
    if (waiting_.size() + owned_.size() > sleeping_ && pool_.size() < threads_) {
        pool_.emplace_back([this] { loop(); });
    } else {
        work_.notify_one();
    }
}

LanePool::Work LanePool::next() {
    const bool from_owned = waiting_.empty() || (owned_turn_ && !owned_.empty());
    owned_turn_ = !from_owned;
    auto& from = from_owned ? owned_ : waiting_;
    auto work = std::move(from.front());
    from.pop_front();
    return work;
}

void LanePool::close() {
    const std::lock_guard guard{mutex_};
    closed_ = true;
    work_.notify_all();
}

bool LanePool::idle_within(std::chrono::milliseconds limit) {
    std::unique_lock lock{mutex_};
    return idle_.wait_for(lock, limit, [&] { return !has_work() && running_ == 0; });
}

void LanePool::loop() {
    pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());  // the kernel's limit
    std::unique_lock lock{mutex_};
    for (;;) {
        ++sleeping_;
        work_.wait(lock, [&] { return closed_ || has_work(); });
        --sleeping_;
        if (!has_work()) return;
        {
            const auto work = next();
            ++running_;
            lock.unlock();
            work();
        }
        lock.lock();
        --running_;
        if (running_ == 0 && !has_work()) idle_.notify_all();
    }
}

}  // namespace kith::http

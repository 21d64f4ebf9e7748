// Threads that scan for whoever asked.
#include "search/scan_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kith::search {
namespace {

// One call of run(). Shared, because a helper may let go of it after the asking thread has left.
struct Run {
    const std::function<void(std::size_t, unsigned)>* job;
    std::size_t jobs;
    Stop stop;
    std::atomic<std::size_t> next{0};
    std::atomic<unsigned> helpers{0};  // at work
    unsigned joined = 1;               // worker numbers given; under the pool's mutex
    std::mutex mutex;
    std::exception_ptr error;

    void fail(std::exception_ptr what) {
        const std::lock_guard lock{mutex};
        if (!error) error = std::move(what);
        next = jobs;
    }

    void work(unsigned worker) {
        try {
            for (std::size_t index; (index = next.fetch_add(1)) < jobs;) {
                stop.check();
                (*job)(index, worker);
            }
        } catch (...) {
            fail(std::current_exception());
        }
    }
};

}  // namespace

struct ScanPool::State {
    std::mutex mutex;
    std::condition_variable wake;
    bool ending = false;
    std::deque<std::shared_ptr<Run>> runs;  // that may still have jobs; as many as asking threads
    std::vector<std::thread> threads;

    std::shared_ptr<Run> take(unsigned& worker) {
        std::unique_lock lock{mutex};
        for (;;) {
            for (const auto& run : runs) {
                if (run->next.load() >= run->jobs || run->joined > threads.size()) continue;
                worker = run->joined++;
                ++run->helpers;
                return run;
            }
            if (ending) return nullptr;
            wake.wait(lock);
        }
    }

    void help() {
        unsigned worker = 0;
        while (const auto run = take(worker)) {
            run->work(worker);
            if (--run->helpers == 0) run->helpers.notify_all();
        }
    }

    void offer(const std::shared_ptr<Run>& run) {
        {
            const std::lock_guard lock{mutex};
            runs.push_back(run);
        }
        if (run->jobs > threads.size())
            wake.notify_all();
        else
            wake.notify_one();
    }

    // After this no helper can join.
    void withdraw(const std::shared_ptr<Run>& run) {
        const std::lock_guard lock{mutex};
        std::erase(runs, run);
    }
};

ScanPool::ScanPool(unsigned threads) : state_{std::make_unique<State>()} {
    const auto helpers = std::max(1u, threads) - 1;
    // Helpers compare worker numbers with threads.size(): all of it before the first one runs.
    const std::lock_guard lock{state_->mutex};
    for (unsigned i = 0; i < helpers; ++i)
        state_->threads.emplace_back([state = state_.get()] { state->help(); });
}

ScanPool::~ScanPool() {
    {
        const std::lock_guard lock{state_->mutex};
        state_->ending = true;
    }
    state_->wake.notify_all();
    for (auto& thread : state_->threads) thread.join();
}

unsigned ScanPool::threads() const {
    return static_cast<unsigned>(state_->threads.size()) + 1;
}

void ScanPool::run(std::size_t jobs, const std::function<void(std::size_t, unsigned)>& job,
                   const Stop& stop) const {
    const auto run = std::make_shared<Run>();
    run->job = &job;
    run->jobs = jobs;
    run->stop = stop;
    const bool shared = jobs > 1 && !state_->threads.empty();
    if (shared) state_->offer(run);
    run->work(0);
    if (shared) {
        state_->withdraw(run);
        for (unsigned left; (left = run->helpers.load()) != 0;) run->helpers.wait(left);
    }
    if (run->error) std::rethrow_exception(run->error);
}

}  // namespace kith::search

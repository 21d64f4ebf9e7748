// A pool of threads with a bounded queue: one lane of the server.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kith::http {

// Any thread. Work must not throw.
class LanePool {
  public:
    // Threads start when there is work for them and stay. `queue` is how much may wait when all are
    // busy.
    LanePool(std::string name, int threads, int queue);
    ~LanePool();  // waits for everything that was accepted
    LanePool(const LanePool&) = delete;
    LanePool& operator=(const LanePool&) = delete;

    // False when all threads are busy and the queue is full, or after close().
    bool submit(std::function<void()> work);
    // For owners that have at most one piece of work here at a time and are limited themselves
    // (connections): waits however much waits already, and takes turns with what submit() accepted.
    // False after close().
    bool enqueue(std::function<void()> work);
    // Accepts nothing more; what waits still runs.
    void close();
    // close(), then waits for everything that was accepted.
    void join();
    // True when nothing runs or waits; otherwise false after `limit`.
    bool idle_within(std::chrono::milliseconds limit);

  private:
    using Work = std::function<void()>;
    void start_one();
    bool has_work() const { return !waiting_.empty() || !owned_.empty(); }
    Work next();
    void loop();

    const std::string name_;
    const std::size_t threads_, queue_;
    std::mutex mutex_;
    std::condition_variable work_, idle_;
    std::deque<Work> waiting_, owned_;
    bool owned_turn_ = false;
    std::size_t running_ = 0, sleeping_ = 0;
    bool closed_ = false;
    std::vector<std::thread> pool_;
};

}  // namespace kith::http

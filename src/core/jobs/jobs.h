// Long work that outlives the request that started it: imports, undo, index runs. One key, one job;
// progress is read, never owned.
//
//   queued → running → done | failed | cancelled
//               ↑ ↓
//             paused
#pragma once

#include <atomic>
#include <boost/describe.hpp>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/quiet.h"
#include "base/stop.h"
#include "core/events/events.h"

namespace kith::core {

enum class JobState { queued, running, paused, done, failed, cancelled };
BOOST_DESCRIBE_ENUM(JobState, queued, running, paused, done, failed, cancelled)
constexpr bool is_over(JobState state) {
    return state == JobState::done || state == JobState::failed || state == JobState::cancelled;
}

struct JobInfo {
    std::int64_t id{};
    std::string kind;   // "import", "undo", "index"
    std::string label;  // what the owner sees: a file or folder name
    JobState state{};
    std::int64_t done{}, total{};       // total 0 = unknown
    double rate{};                      // done per second over the last ten seconds
    std::optional<std::int64_t> eta_s;  // none before five seconds or without a total
    std::string detail;                 // what it is at: a chat, a file
    std::string error;
    std::int64_t subject{};  // the import it works on, 0 = none
};
BOOST_DESCRIBE_STRUCT(JobInfo, (),
                      (id, kind, label, state, done, total, rate, eta_s, detail, error, subject))

class Jobs;

// What the running work sees. Any of its threads.
class JobContext {
  public:
    // Throws Error{cancelled} when the job is to end; blocks while it is paused, and while a model
    // generates. Call once per batch.
    void check() const;
    const Stop& stop() const { return stop_; }
    void progress(std::int64_t done, std::int64_t total, std::string_view detail = {}) const;
    void subject(std::int64_t id) const;
    std::int64_t job() const { return id_; }

  private:
    friend class Jobs;
    JobContext(Jobs& jobs, std::int64_t id, Stop stop)
        : jobs_{jobs}, id_{id}, stop_{std::move(stop)} {}
    Jobs& jobs_;
    std::int64_t id_;
    Stop stop_;
};

// Any thread. The destructor asks everything to stop and waits.
class Jobs {
  public:
    static constexpr std::size_t kThreads = 2;
    static constexpr std::size_t kQueued = 100;  // more answers busy
    static constexpr std::size_t kKept = 200;    // finished jobs that can still be asked for

    // No job computes while somebody holds `quiet`, which outlives this.
    Jobs(const Clock& clock, Events& events, const Quiet* quiet = nullptr);
    ~Jobs();

    using Work = std::function<void(JobContext&)>;
    // Queues the work, or joins the unfinished job with this key. Imports and undos run one at a
    // time. Throws Error{busy} when the queue is full.
    JobInfo start(std::string_view kind, std::string_view key, std::string_view label, Work work);
    std::optional<JobInfo> find(std::int64_t id) const;
    std::vector<JobInfo> list() const;  // newest first
    // False when the job is unknown or over already.
    bool cancel(std::int64_t id);
    bool pause(std::int64_t id);
    bool resume(std::int64_t id);
    // Waits until it is over or the stop is requested. Throws Error{not_found}.
    JobInfo wait(std::int64_t id, const Stop& stop) const;
    // Asks all to stop, waits for the running ones. Idempotent.
    void shutdown();

  private:
    friend class JobContext;
    struct Entry;
    void loop();
    void execute(const std::shared_ptr<Entry>& entry);
    void announce(const Entry& entry);
    std::shared_ptr<Entry> entry(std::int64_t id) const;
    std::shared_ptr<Entry> first_that_may_run() const;
    void forget_old();

    const Clock& clock_;
    Events& events_;
    const Quiet* quiet_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::map<std::int64_t, std::shared_ptr<Entry>> entries_;
    std::deque<std::shared_ptr<Entry>> queue_;
    std::int64_t next_id_;
    bool closing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace kith::core

// See jobs.h.
#include "core/jobs/jobs.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "json/json.h"

namespace kith::core {
namespace {

using Steady = std::chrono::steady_clock;
constexpr auto kRateWindow = std::chrono::seconds{10};
constexpr auto kFirstEstimate = std::chrono::seconds{5};
constexpr auto kAnnounceEvery = std::chrono::milliseconds{200};  // progress events of one job

// Jobs that change the archive go one after the other: what one of them takes out, another one may
// just have counted as there already.
bool changes_archive(std::string_view kind) {
    return kind == "import" || kind == "undo";
}

}  // namespace

struct Jobs::Entry {
    JobInfo info;
    std::string key;
    Work work;
    StopSource stopper;
    bool paused = false;
    Steady::time_point started{}, announced{};
    std::deque<std::pair<Steady::time_point, std::int64_t>>
        samples;  // of `done`, at most kRateWindow old
};

void JobContext::check() const {
    stop_.check();
    if (jobs_.quiet_ != nullptr) jobs_.quiet_->wait(stop_);
    std::unique_lock lock{jobs_.mutex_};
    const auto found = jobs_.entries_.find(id_);
    if (found == jobs_.entries_.end() || !found->second->paused) return;
    auto& entry = *found->second;
    entry.info.state = JobState::paused;
    jobs_.announce(entry);
    const auto wake = [&] { return !entry.paused || stop_.requested(); };
    while (!wake()) jobs_.changed_.wait_for(lock, std::chrono::milliseconds{100}, wake);
    entry.info.state = JobState::running;
    entry.samples.clear();
    jobs_.announce(entry);
    lock.unlock();
    stop_.check();
}

void JobContext::progress(std::int64_t done, std::int64_t total, std::string_view detail) const {
    const std::lock_guard guard{jobs_.mutex_};
    const auto found = jobs_.entries_.find(id_);
    if (found == jobs_.entries_.end()) return;
    auto& entry = *found->second;
    const auto now = Steady::now();
    entry.info.done = done;
    entry.info.total = total;
    if (!detail.empty()) entry.info.detail = detail;
    if (now - entry.announced < kAnnounceEvery && done != total) return;
    entry.samples.emplace_back(now, done);
    while (entry.samples.size() > 2 && now - entry.samples.front().first > kRateWindow)
        entry.samples.pop_front();
    const std::chrono::duration<double> span = now - entry.samples.front().first;
    if (span.count() > 0)
        entry.info.rate = static_cast<double>(done - entry.samples.front().second) / span.count();
    entry.info.eta_s.reset();
    if (total > done && entry.info.rate > 0 && now - entry.started >= kFirstEstimate)
        entry.info.eta_s =
            static_cast<std::int64_t>(static_cast<double>(total - done) / entry.info.rate);
    entry.announced = now;
    jobs_.announce(entry);
}

void JobContext::subject(std::int64_t id) const {
    const std::lock_guard guard{jobs_.mutex_};
    const auto found = jobs_.entries_.find(id_);
    if (found != jobs_.entries_.end()) found->second->info.subject = id;
}

Jobs::Jobs(const Clock& clock, Events& events, const Quiet* quiet)
    : clock_{clock}, events_{events}, quiet_{quiet}, next_id_{unix_millis(clock.now())} {
    for (std::size_t i = 0; i < kThreads; ++i) threads_.emplace_back([this] { loop(); });
}

Jobs::~Jobs() {
    shutdown();
}

JobInfo Jobs::start(std::string_view kind, std::string_view key, std::string_view label,
                    Work work) {
    const std::lock_guard guard{mutex_};
    require(!closing_, Errc::unavailable, "the program is stopping", "shutdown");
    for (const auto& [id, entry] : entries_)
        if (entry->key == key && !is_over(entry->info.state)) return entry->info;
    require(queue_.size() < kQueued, Errc::busy, "too many jobs are waiting", "jobs_full");
    forget_old();
    auto entry = std::make_shared<Entry>();
    entry->info.id = next_id_++;
    entry->info.kind = kind;
    entry->info.label = label;
    entry->key = key;
    entry->work = std::move(work);
    entries_.emplace(entry->info.id, entry);
    queue_.push_back(entry);
    announce(*entry);
    changed_.notify_all();
    return entry->info;
}

std::optional<JobInfo> Jobs::find(std::int64_t id) const {
    const std::lock_guard guard{mutex_};
    const auto found = entry(id);
    return found ? std::optional{found->info} : std::nullopt;
}

std::vector<JobInfo> Jobs::list() const {
    const std::lock_guard guard{mutex_};
    std::vector<JobInfo> all;
    for (auto it = entries_.rbegin(); it != entries_.rend(); ++it) all.push_back(it->second->info);
    return all;
}

bool Jobs::cancel(std::int64_t id) {
    std::unique_lock lock{mutex_};
    const auto found = entry(id);
    if (!found || is_over(found->info.state)) return false;
    found->paused = false;
    if (found->info.state == JobState::queued) {
        std::erase(queue_, found);
        found->info.state = JobState::cancelled;
        announce(*found);
    }
    changed_.notify_all();
    lock.unlock();  // its callbacks may ask us something
    found->stopper.request(StopReason::user);
    return true;
}

bool Jobs::pause(std::int64_t id) {
    const std::lock_guard guard{mutex_};
    const auto found = entry(id);
    if (!found || is_over(found->info.state)) return false;
    found->paused = true;
    return true;
}

bool Jobs::resume(std::int64_t id) {
    const std::lock_guard guard{mutex_};
    const auto found = entry(id);
    if (!found || is_over(found->info.state)) return false;
    found->paused = false;
    changed_.notify_all();
    return true;
}

JobInfo Jobs::wait(std::int64_t id, const Stop& stop) const {
    std::unique_lock lock{mutex_};
    const auto found = entry(id);
    require(found != nullptr, Errc::not_found, "no such job");
    const auto over = [&] { return is_over(found->info.state) || stop.requested(); };
    while (!over()) changed_.wait_for(lock, std::chrono::milliseconds{100}, over);
    return found->info;
}

void Jobs::shutdown() {
    std::vector<std::shared_ptr<Entry>> running;
    {
        const std::lock_guard guard{mutex_};
        closing_ = true;
        for (const auto& [id, entry] : entries_)
            if (!is_over(entry->info.state)) running.push_back(entry);
        queue_.clear();
        changed_.notify_all();
    }
    for (const auto& entry : running) entry->stopper.request(StopReason::shutdown);
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Jobs::loop() {
    for (;;) {
        std::shared_ptr<Entry> next;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] {
                next = closing_ ? nullptr : first_that_may_run();
                return closing_ || next;
            });
            if (closing_) return;
            std::erase(queue_, next);
            next->info.state = JobState::running;
            next->started = Steady::now();
            announce(*next);
        }
        execute(next);
    }
}

// The second of the three places where an Error is caught: nothing may escape from a job.
void Jobs::execute(const std::shared_ptr<Entry>& entry) {
    auto state = JobState::done;
    std::string error;
    try {
        JobContext context{*this, entry->info.id, entry->stopper.stop()};
        entry->work(context);
    } catch (const Error& e) {
        state = e.code() == Errc::cancelled ? JobState::cancelled : JobState::failed;
        error = e.code() == Errc::internal ? "an internal error, see the log" : e.message();
        if (state == JobState::failed)
            log::error("job {} failed: {} ({}) {}", entry->info.kind, e.message(), e.where(),
                       e.notes());
    } catch (const std::exception& e) {
        state = JobState::failed;
        error = "an internal error, see the log";
        log::error("job {} failed: {}", entry->info.kind, e.what());
    }
    const std::lock_guard guard{mutex_};
    entry->info.state = state;
    entry->info.error = error;
    entry->info.eta_s.reset();
    entry->work = nullptr;  // what it captured may go now
    announce(*entry);
    changed_.notify_all();
}

void Jobs::announce(const Entry& entry) {
    events_.publish("job", json::write(entry.info));
}

std::shared_ptr<Jobs::Entry> Jobs::entry(std::int64_t id) const {
    const auto found = entries_.find(id);
    return found == entries_.end() ? nullptr : found->second;
}

// In the order they came; nothing when all have to wait for a job that runs.
std::shared_ptr<Jobs::Entry> Jobs::first_that_may_run() const {
    const bool busy = std::ranges::any_of(entries_, [](const auto& item) {
        const auto& info = item.second->info;
        return changes_archive(info.kind) && info.state != JobState::queued && !is_over(info.state);
    });
    const auto found = std::ranges::find_if(
        queue_, [&](const auto& entry) { return !busy || !changes_archive(entry->info.kind); });
    return found == queue_.end() ? nullptr : *found;
}

void Jobs::forget_old() {
    while (entries_.size() >= kKept) {
        auto oldest = entries_.begin();
        while (oldest != entries_.end() && !is_over(oldest->second->info.state)) ++oldest;
        if (oldest == entries_.end()) return;
        entries_.erase(oldest);
    }
}

}  // namespace kith::core

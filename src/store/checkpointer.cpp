// Moving the write-ahead log into the database file.
#include "store/checkpointer.h"

#include <chrono>

#include "base/error.h"
#include "base/log.h"

namespace kith::store {
namespace {

using namespace std::chrono_literals;
constexpr auto kPause = 200ms;
constexpr int kIdlePauses = 25;  // 5 s without a transaction: the log is emptied

}  // namespace

Checkpointer::Checkpointer(const Settings& settings) : settings_{settings} {}

Checkpointer::~Checkpointer() {
    stop();
}

void Checkpointer::start() {
    on_ = db::Connection::open(settings_.file, {.key = settings_.key, .cache_bytes = 1 << 20});
    on_->execute("pragma wal_autocheckpoint=0");
    thread_ = std::thread{[this] { run(); }};
}

void Checkpointer::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard guard{mutex_};
        stopped_ = true;
        wake_.notify_all();
    }
    thread_.join();
    work(true);
    on_.reset();
}

void Checkpointer::before_transaction() {
    std::unique_lock lock{mutex_};
    gate_.wait(lock, [&] { return !closed_; });
    writing_ = true;
}

void Checkpointer::after_transaction() {
    const std::lock_guard guard{mutex_};
    writing_ = false;
    ++transactions_;
    gate_.notify_all();
}

void Checkpointer::empty_soon() {
    const std::lock_guard guard{mutex_};
    empty_soon_ = true;
}

void Checkpointer::run() {
    std::uint64_t seen = 0;
    int idle = 0;
    std::unique_lock lock{mutex_};
    while (!stopped_) {
        wake_.wait_for(lock, kPause);
        const bool fresh = transactions_ != seen;
        idle = fresh ? 0 : idle + 1;
        if (!fresh && idle != kIdlePauses && !empty_soon_) continue;
        seen = transactions_;
        const bool empties = idle == kIdlePauses || empty_soon_;
        empty_soon_ = false;
        lock.unlock();
        const auto emptied = work(empties);
        lock.lock();
        if (empties && emptied == Emptied::no) empty_soon_ = true;  // somebody reads: again later
    }
}

// A disk that is full or slow shows at the writer; here nothing is lost by trying again later.
Checkpointer::Emptied Checkpointer::work(bool idle) {
    try {
        const auto log = on_->checkpoint_passive();
        if (idle) return on_->checkpoint_truncate() ? Emptied::yes : Emptied::no;
        if (log.pages < kLogPages) return Emptied::no;
        on_->checkpoint_passive();  // what came meanwhile
        {
            std::unique_lock lock{mutex_};
            closed_ = true;
            gate_.wait(lock, [&] { return !writing_; });
        }
        // The rest: little, and nobody writes.
        on_->checkpoint_passive();
    } catch (const Error& error) {
        log::warn("checkpoint: {} {}", error.reason(), error.notes());
    }
    const std::lock_guard guard{mutex_};
    closed_ = false;
    gate_.notify_all();
    return Emptied::no;
}

}  // namespace kith::store

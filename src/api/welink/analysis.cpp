// See analysis.h.
#include "api/welink/analysis.h"

#include <utility>

#include "base/error.h"

namespace kith::api::welink {
namespace {

constexpr std::string_view kNote = "analysis";  // key in the store
constexpr int kThreads = 2;
constexpr std::string_view kCancelled = "indexing cancelled";

struct Chosen {
    bool chosen{};
    std::int64_t from{}, to{};
};
BOOST_DESCRIBE_STRUCT(Chosen, (), (chosen, from, to))

}  // namespace

Analysis::Analysis(store::Store& store, core::Jobs& jobs, const Clock& clock,
                   insight::Params params)
    : store_{store}, jobs_{jobs}, clock_{clock}, params_{std::move(params)}, cache_{kThreads} {
    if (const auto note = store_.note(kNote)) {
        const auto chosen = json::read<Chosen>(*note);
        range_ = wanted_ = {chosen.from, chosen.to};
    }
}

void Analysis::init(store::Range range) {
    std::unique_lock lock{mutex_};
    if (is_indexing() && range == wanted_) return;
    store_.set_note(kNote, json::write(Chosen{true, range.from, range.to}));
    const auto old_job = std::exchange(job_, 0);
    const auto number = ++number_;
    wanted_ = range;
    indexing_ = true;
    initialized_ = false;
    last_error_.clear();
    progress_ = {};
    started_ = std::chrono::steady_clock::now();
    lock.unlock();
    if (old_job != 0) jobs_.cancel(old_job);
    const auto job = start_run(number, range);
    lock.lock();
    if (number == number_) {
        job_ = job;
        return;
    }
    lock.unlock();
    jobs_.cancel(job);  // a newer range came meanwhile
}

std::int64_t Analysis::start_run(std::uint64_t number, store::Range range) {
    try {
        return jobs_
            .start(
                "index", "index\n" + std::to_string(number), "index",
                [this, number, range](core::JobContext& context) { run(context, number, range); })
            .id;
    } catch (const Error& error) {  // too many jobs: nothing will run
        finish(number, range, nullptr, error.message());
        throw;
    }
}

void Analysis::init_again() {
    if (const auto note = store_.note(kNote)) {
        const auto chosen = json::read<Chosen>(*note);
        if (chosen.chosen) init({chosen.from, chosen.to});
    }
}

void Analysis::init_once() {
    {
        const std::lock_guard guard{mutex_};
        if (initialized_ || is_indexing()) return;
    }
    store_.note(kNote) ? init_again() : init({});
}

bool Analysis::cancel() {
    std::int64_t job = 0;
    {
        const std::lock_guard guard{mutex_};
        if (!is_indexing()) return false;
        job = job_;
    }
    return jobs_.cancel(job);
}

// A run that is cancelled while it waits for a thread never begins and tells nobody.
bool Analysis::never_ran() const {
    if (!indexing_ || job_ == 0) return false;
    const auto job = jobs_.find(job_);
    return !job || core::is_over(job->state);
}

IndexStatus Analysis::status() const {
    const std::lock_guard guard{mutex_};
    IndexStatus status;
    status.is_indexing = is_indexing();
    status.is_initialized = initialized_;
    status.total_cached = board_ ? static_cast<std::int64_t>(board_->contacts.size()) : 0;
    status.last_error.value = never_ran() ? std::string{kCancelled} : last_error_;
    if (status.is_indexing && progress_.total > 0) {
        status.progress = progress_;
        status.progress->elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                                          std::chrono::steady_clock::now() - started_)
                                          .count();
    }
    return status;
}

store::Range Analysis::range() const {
    const std::lock_guard guard{mutex_};
    return board_ ? range_ : wanted_;
}

std::shared_ptr<const insight::Board> Analysis::board() {
    store::Range range;
    {
        const std::lock_guard guard{mutex_};
        if (!board_) return nullptr;
        range = range_;
    }
    return cache_.board(*store_.snapshot(), {range, params_, unix_seconds(clock_.now())}, Stop{});
}

// An import that runs is part of what is to be counted: wait for it.
void Analysis::await_imports(core::JobContext& context, std::uint64_t number) {
    for (;;) {
        std::optional<core::JobInfo> loading;
        for (const auto& job : jobs_.list())
            if (job.kind == "import" && !core::is_over(job.state)) loading = job;
        if (!loading) return;
        {
            const std::lock_guard guard{mutex_};
            if (number == number_) progress_ = {loading->done, loading->total, loading->detail, 0};
        }
        context.stop().wait_for(kImportLook);
        context.check();
    }
}

void Analysis::run(core::JobContext& context, std::uint64_t number, store::Range range) {
    try {
        await_imports(context, number);
        const insight::BoardQuery query{range, params_, unix_seconds(clock_.now())};
        finish(number, range, cache_.board(*store_.snapshot(), query, context.stop()), {});
    } catch (const Error& error) {
        const bool cancelled = error.code() == Errc::cancelled;
        finish(number, range, nullptr, cancelled ? std::string{kCancelled} : error.message());
        throw;
    }
}

// Only the newest run may publish.
void Analysis::finish(std::uint64_t number, store::Range range,
                      std::shared_ptr<const insight::Board> board, const std::string& error) {
    const std::lock_guard guard{mutex_};
    if (number != number_) return;
    indexing_ = false;
    last_error_ = error;
    initialized_ = board != nullptr;
    if (!board) return;
    board_ = std::move(board);
    range_ = range;
}

}  // namespace kith::api::welink

// The "index" of surface W: a chosen range, and the statistics of all chats over it. One run at a
// time, numbered; the newest range wins (archive contract §3, §9 #20-#27). Statistics follow the
// store: after an import or a live message the next request sees them.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "core/jobs/jobs.h"
#include "insight/board.h"
#include "json/json.h"
#include "store/store.h"

namespace kith::api::welink {

struct IndexProgress {
    std::int64_t done{}, total{};
    std::string current_contact;
    std::int64_t elapsed_ms{};
};
BOOST_DESCRIBE_STRUCT(IndexProgress, (), (done, total, current_contact, elapsed_ms))

struct IndexStatus {
    bool is_indexing{}, is_initialized{};
    std::int64_t total_cached{};
    json::OmitDefault<std::string> last_error;
    json::Omit<IndexProgress> progress;
};
BOOST_DESCRIBE_STRUCT(IndexStatus, (),
                      (is_indexing, is_initialized, total_cached, last_error, progress))

// Any thread.
class Analysis {
  public:
    Analysis(store::Store& store, core::Jobs& jobs, const Clock& clock, insight::Params params);

    // Starts a run over this range (0 = open) and remembers the range for the next start. An
    // identical range joins the running run.
    void init(store::Range range);
    // Starts again with the remembered range, if there ever was one. Called at start.
    void init_again();
    // All history, unless a range was chosen before. Called after an import by the owner.
    void init_once();
    // True when a run was signalled.
    bool cancel();
    IndexStatus status() const;

    // The range of the last init(): the filter of most endpoints.
    store::Range range() const;
    const insight::Params& params() const { return params_; }
    // The statistics over the current store; nothing before the first run is done. A changed store
    // is counted again: chats that did not change are not.
    std::shared_ptr<const insight::Board> board();

  private:
    static constexpr std::chrono::milliseconds kImportLook{20};

    std::int64_t start_run(std::uint64_t number, store::Range range);
    void run(core::JobContext& context, std::uint64_t number, store::Range range);
    void await_imports(core::JobContext& context, std::uint64_t number);
    // Both with the mutex held.
    bool never_ran() const;
    bool is_indexing() const { return indexing_ && !never_ran(); }
    void finish(std::uint64_t number, store::Range range,
                std::shared_ptr<const insight::Board> board, const std::string& error);

    store::Store& store_;
    core::Jobs& jobs_;
    const Clock& clock_;
    insight::Params params_;
    insight::BoardCache cache_;

    mutable std::mutex mutex_;
    std::uint64_t number_ = 0;  // of the newest run; only it may publish
    std::int64_t job_ = 0;
    bool indexing_ = false, initialized_ = false;
    store::Range range_, wanted_;  // of board_; of the newest run
    std::string last_error_;
    std::shared_ptr<const insight::Board> board_;  // of the last run that ended well
    IndexProgress progress_;
    std::chrono::steady_clock::time_point started_{};
};

}  // namespace kith::api::welink

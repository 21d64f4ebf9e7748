// What waits for the writer: live rows, tasks (everything small and rare) and pieces of imports.
// Each has its limit.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/stop.h"
#include "store/import_work.h"
#include "store/prepared.h"
#include "store/store.h"

namespace kith::store {

inline constexpr std::size_t kLiveBatchRows = 1'000;
inline constexpr std::size_t kLiveBatchBytes = 1 << 20;
inline constexpr std::size_t kImportQueueBytes = 64 << 20;
inline constexpr std::size_t kStepRows = 20'000;  // of one transaction
// Steps of an import wait so long for others: one fsync for many small chats.
inline constexpr std::chrono::milliseconds kStepWait{15};

// A live row, or something else that is committed together with them.
struct LiveRequest {
    LiveRow row;
    std::function<void(Writing&)> work;  // when set there is no row
    std::size_t bytes{};
    std::promise<MessageId> done;
};

// A step of an import, in the order of its put(): a piece, or marks and the end of a chat.
struct ImportStep {
    std::shared_ptr<ImportWork> import;
    std::optional<Prepared> piece;
    ChatId ended;  // none: no chat ends here
    std::vector<PartMark> marks;
    std::size_t bytes{};
    std::size_t rows() const { return piece ? piece->rows.size() : 0; }
    std::uint64_t takes{};  // Directory::takes() when it was queued
};

// Any thread; take(), front() and pop() by the writer alone.
class WriteQueue {
  public:
    // Throws Error{busy} (queue_full) when kQueueRows wait, Error{unavailable} (closed).
    std::future<MessageId> push(LiveRow row);
    std::future<MessageId> push(std::function<void(Writing&)> work, std::size_t bytes);
    void push(std::function<void()> task);
    // Waits while kImportQueueBytes wait.
    void push(ImportStep step, const Stop& stop);
    // Somebody waits for the steps that are there: they need not wait for others.
    void hurry();

    struct Work {
        std::vector<LiveRequest> live;  // at most kLiveBatchRows, kLiveBatchBytes
        std::function<void()> task;     // one, or none
        bool steps{};                   // front() has one
        bool closed{};                  // and nothing is left but steps
    };
    // Waits for something to do.
    Work take();
    // The step that is next, or nothing. It stays where it is, also after pop().
    ImportStep* front();
    // Takes the front away and counts its bytes as done.
    std::unique_ptr<ImportStep> pop();
    bool live_waiting() const;

    // No more work is accepted; what is there is still done, except import steps.
    void close();

  private:
    mutable std::mutex mutex_;
    std::condition_variable work_, room_;
    std::deque<LiveRequest> live_;
    std::deque<std::function<void()>> tasks_;
    std::deque<std::unique_ptr<ImportStep>> steps_;
    std::future<MessageId> push(LiveRequest request);
    bool steps_are_due(std::chrono::steady_clock::time_point now) const;

    std::size_t step_bytes_ = 0, step_rows_ = 0;
    std::chrono::steady_clock::time_point due_;  // of the oldest step
    bool closed_ = false, hurry_ = false;
};

}  // namespace kith::store

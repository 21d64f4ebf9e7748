// What waits for the writer.
#include "store/write_queue.h"

#include <algorithm>

#include "base/error.h"

namespace kith::store {
namespace {

using namespace std::chrono_literals;
constexpr auto kStopLook = 50ms;  // between two looks at the stop while a queue is full

Error closed_error() {
    return Error{Errc::unavailable, "the store is closing", "closed"};
}

}  // namespace

std::future<MessageId> WriteQueue::push(LiveRow row) {
    const auto bytes = row.row.text.size() + row.row.body.size();
    return push(LiveRequest{.row = std::move(row), .bytes = bytes});
}

std::future<MessageId> WriteQueue::push(std::function<void(Writing&)> work, std::size_t bytes) {
    return push(LiveRequest{.work = std::move(work), .bytes = bytes});
}

std::future<MessageId> WriteQueue::push(LiveRequest request) {
    auto done = request.done.get_future();
    const std::lock_guard guard{mutex_};
    if (closed_) throw closed_error();
    require(live_.size() < kQueueRows, Errc::busy, "too many messages are waiting to be written",
            "queue_full");
    live_.push_back(std::move(request));
    work_.notify_one();
    return done;
}

void WriteQueue::push(std::function<void()> task) {
    const std::lock_guard guard{mutex_};
    if (closed_) throw closed_error();
    tasks_.push_back(std::move(task));
    work_.notify_one();
}

void WriteQueue::push(ImportStep step, const Stop& stop) {
    std::unique_lock lock{mutex_};
    while (!closed_ && step_bytes_ != 0 && step_bytes_ + step.bytes > kImportQueueBytes) {
        stop.check();
        room_.wait_for(lock, kStopLook);
    }
    if (closed_) throw closed_error();
    step_bytes_ += step.bytes;
    step_rows_ += step.rows();
    if (steps_.empty()) due_ = std::chrono::steady_clock::now() + kStepWait;
    steps_.push_back(std::make_unique<ImportStep>(std::move(step)));
    work_.notify_one();
}

void WriteQueue::hurry() {
    const std::lock_guard guard{mutex_};
    hurry_ = true;
    work_.notify_one();
}

bool WriteQueue::steps_are_due(std::chrono::steady_clock::time_point now) const {
    return !steps_.empty() && (hurry_ || closed_ || step_rows_ >= kStepRows || now >= due_ ||
                               step_bytes_ > kImportQueueBytes / 2);
}

WriteQueue::Work WriteQueue::take() {
    std::unique_lock lock{mutex_};
    const auto ready = [&] {
        return closed_ || !live_.empty() || !tasks_.empty() ||
               steps_are_due(std::chrono::steady_clock::now());
    };
    while (!ready()) {
        if (steps_.empty())
            work_.wait(lock);
        else
            work_.wait_until(lock, due_);
    }
    Work work;
    for (std::size_t bytes = 0;
         !live_.empty() && work.live.size() < kLiveBatchRows && bytes < kLiveBatchBytes;
         live_.pop_front()) {
        bytes += live_.front().bytes;
        work.live.push_back(std::move(live_.front()));
    }
    if (!tasks_.empty()) {
        work.task = std::move(tasks_.front());
        tasks_.pop_front();
    }
    work.steps = steps_are_due(std::chrono::steady_clock::now());
    work.closed = closed_ && live_.empty() && tasks_.empty();
    return work;
}

ImportStep* WriteQueue::front() {
    const std::lock_guard guard{mutex_};
    return steps_.empty() ? nullptr : steps_.front().get();
}

std::unique_ptr<ImportStep> WriteQueue::pop() {
    const std::lock_guard guard{mutex_};
    auto step = std::move(steps_.front());
    steps_.pop_front();
    step_bytes_ -= step->bytes;
    step_rows_ -= std::min(step_rows_, step->rows());
    if (steps_.empty()) {
        step_rows_ = 0;
        hurry_ = false;
    }
    room_.notify_all();
    return step;
}

bool WriteQueue::live_waiting() const {
    const std::lock_guard guard{mutex_};
    return !live_.empty();
}

void WriteQueue::close() {
    const std::lock_guard guard{mutex_};
    closed_ = true;
    work_.notify_all();
    room_.notify_all();
}

}  // namespace kith::store

// What an import and the writer share.
#include "store/import_work.h"

#include <algorithm>

namespace kith::store {
namespace {

using namespace std::chrono_literals;
constexpr auto kStopLook = 50ms;
constexpr std::size_t kLeftovers = 32;  // more are freed by the writer itself

}  // namespace

void ImportWork::check() const {
    const std::lock_guard guard{mutex_};
    if (failure_) std::rethrow_exception(failure_);
}

void ImportWork::announce(ChatId chat, std::int64_t last) {
    const std::lock_guard guard{mutex_};
    ++steps_;
    auto& on_the_way = chats_[chat];
    ++on_the_way.steps;
    on_the_way.last = std::max(on_the_way.last, last);
}

void ImportWork::wait_for_chat(ChatId chat, std::int64_t first, const std::function<void()>& hurry,
                               const Stop& stop) {
    std::unique_lock lock{mutex_};
    const auto clear = [&] {
        const auto at = chats_.find(chat);
        return failure_ || at == chats_.end() || at->second.last < first;
    };
    if (!clear()) hurry();
    while (!clear()) {
        stop.check();
        moved_.wait_for(lock, kStopLook);
    }
    if (failure_) std::rethrow_exception(failure_);
}

void ImportWork::wait_for_all(const std::function<void()>& hurry) {
    std::unique_lock lock{mutex_};
    if (steps_ != 0) hurry();
    moved_.wait(lock, [&] { return steps_ == 0; });
}

ImportCounts ImportWork::counts() const {
    const std::lock_guard guard{mutex_};
    return counts_;
}

void ImportWork::free_leftovers() {
    std::vector<Prepared> freed;
    const std::lock_guard guard{mutex_};
    freed.swap(leftovers_);
}

void ImportWork::committed(const ImportCounts& more) {
    const std::lock_guard guard{mutex_};
    counts_ += more;
}

void ImportWork::arrived(ChatId chat) {
    const std::lock_guard guard{mutex_};
    --steps_;
    const auto at = chats_.find(chat);
    if (--at->second.steps == 0) chats_.erase(at);
    moved_.notify_all();
}

void ImportWork::fail(std::exception_ptr failure) {
    const std::lock_guard guard{mutex_};
    if (!failure_) failure_ = std::move(failure);
    moved_.notify_all();
}

bool ImportWork::failed() const {
    const std::lock_guard guard{mutex_};
    return failure_ != nullptr;
}

void ImportWork::leave(Prepared&& done) {
    const std::lock_guard guard{mutex_};
    if (leftovers_.size() < kLeftovers) leftovers_.push_back(std::move(done));
}

}  // namespace kith::store

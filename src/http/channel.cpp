// See channel.h.
#include "http/channel.h"

namespace kith::http {

namespace {
constexpr std::chrono::milliseconds kLook{200};  // deadlines do not call back, so look at them
}

Channel::Channel(Stop stop, std::function<void()> wake)
    : stop_{std::move(stop)}, wake_{std::move(wake)} {}

void Channel::announce(std::unique_lock<std::mutex>& lock) {
    const bool first = !announced_;
    announced_ = true;
    lock.unlock();
    if (first) wake_();
}

void Channel::open(Response head) {
    opened_ = true;
    std::unique_lock lock{mutex_};
    batch_.head = std::move(head);
    announce(lock);
}

void Channel::write(std::string_view bytes) {
    stop_.check();
    std::unique_lock lock{mutex_};
    while (!closed_ && batch_.bytes.size() >= kChannelBytes) {
        room_.wait_for(lock, kLook);
        if (stop_.requested()) break;
    }
    if (closed_) throw Error{Errc::cancelled, "the client left", "client_left"};
    stop_.check();
    batch_.bytes += bytes;
    announce(lock);
}

void Channel::finish() {
    std::unique_lock lock{mutex_};
    batch_.finished = true;
    announce(lock);
}

void Channel::abandon() {
    std::unique_lock lock{mutex_};
    batch_.abandoned = true;
    announce(lock);
}

Channel::Batch Channel::take() {
    const std::lock_guard guard{mutex_};
    Batch out = std::move(batch_);
    batch_ = {};
    announced_ = false;
    room_.notify_one();
    return out;
}

void Channel::close() {
    const std::lock_guard guard{mutex_};
    closed_ = true;
    room_.notify_one();
}

}  // namespace kith::http

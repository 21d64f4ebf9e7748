// See loop.h.
#include "http/loop.h"

#include <pthread.h>

#include <boost/asio/post.hpp>
#include <vector>

#include "base/log.h"
#include "http/head.h"
#include "http/socket_gear.h"

namespace kith::http {

Loop::Loop(std::chrono::milliseconds step)
    : step_{step}, guard_{context_.get_executor()}, timer_{context_} {
    look();
}

Loop::~Loop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        close_all();
        timer_.cancel();
        guard_.reset();
    });
    thread_.join();
}

void Loop::start() {
    arm();
    thread_ = std::thread{[this] {
        pthread_setname_np(pthread_self(), "kith-io");
        for (;;) {
            try {
                context_.run();
                return;
            } catch (const std::exception& error) {
                // A handler of ours threw: one connection is lost, the others go on.
                log::error("io thread: {}", error.what());
            }
        }
    }};
}

void Loop::add(std::shared_ptr<Member> member) {
    members_.insert(std::move(member));
}

void Loop::remove(const std::shared_ptr<Member>& member) {
    members_.erase(member);
}

SocketGear& Loop::gear() {
    if (!gear_) gear_ = std::make_unique<SocketGear>();
    return *gear_;
}

void Loop::arm() {
    timer_.expires_after(step_);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) return;
        look();
        if (guard_.owns_work()) arm();
    });
}

void Loop::look() {
    const auto second = std::chrono::duration_cast<std::chrono::seconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
    if (second != date_second_) {
        date_second_ = second;
        date_ = http_date(second);
    }
    if (gear_) gear_->deflater.forget();
    const auto now = std::chrono::steady_clock::now();
    // A copy, because members may leave meanwhile.
    const std::vector members(members_.begin(), members_.end());
    for (const auto& member : members) member->tick(now);
}

void Loop::wind_down() {
    const std::vector members(members_.begin(), members_.end());
    for (const auto& member : members) member->wind_down();
}

void Loop::close_all() {
    const std::vector members(members_.begin(), members_.end());
    for (const auto& member : members) member->close();
}

}  // namespace kith::http

// See socket_handler.h.
#include "http/socket_handler.h"

#include "base/log.h"
#include "http/socket_frames.h"

namespace kith::http {
namespace {

// Beyond, nothing more is read from the client; one piece that was read already may come on top.
constexpr std::size_t kWaitingEvents = 64;
constexpr std::size_t kWaitingBytes = 256 * 1024;
constexpr std::size_t kEventsKept = 4;  // a silent connection keeps room for

}  // namespace

void SocketHandler::add(SocketEvent event) {
    if (over_) return;
    over_ = event.kind == SocketEvent::Kind::closed;
    bytes_ += event.payload.size();
    waiting_.push_back(std::move(event));
}

bool SocketHandler::full() const {
    return waiting_.size() + current_.size() >= kWaitingEvents || bytes_ >= kWaitingBytes;
}

bool SocketHandler::begin() {
    if (running_ || waiting_.empty()) return false;
    running_ = true;
    current_.swap(waiting_);
    return true;
}

void SocketHandler::run() {
    for (auto& event : current_) call(event);
}

void SocketHandler::done() {
    running_ = false;
    current_.clear();
    if (current_.capacity() > kEventsKept) current_.shrink_to_fit();
    bytes_ = 0;
    for (const auto& event : waiting_) bytes_ += event.payload.size();
}

void SocketHandler::drop_messages() {
    std::erase_if(current_, [](const SocketEvent& event) {
        return event.kind == SocketEvent::Kind::text || event.kind == SocketEvent::Kind::binary;
    });
}

void SocketHandler::call(SocketEvent& event) {
    try {
        switch (event.kind) {
            case SocketEvent::Kind::opened:
                return socket_->opened(out_);
            case SocketEvent::Kind::text:
                return socket_->text(std::move(event.payload));
            case SocketEvent::Kind::binary:
                return socket_->binary(std::move(event.payload));
            case SocketEvent::Kind::closed:
                return socket_->closed();
        }
    } catch (const Error& error) {
        failed(error);
    } catch (const std::exception& error) {
        failed(Error{Errc::internal, error.what()});
    }
}

void SocketHandler::failed(const Error& error) {
    const bool hidden = error.code() == Errc::internal;
    if (hidden) {
        log::error("socket: {} at {}; {}", error.message(), error.where(), error.notes());
    }
    try {
        socket_->failed(hidden ? Error{Errc::internal, "internal error"} : error);
    } catch (const std::exception& again) {
        log::error("socket: {} while reporting a failure", again.what());
        out_->close(close_code::kInternal, "internal error");
    }
}

}  // namespace kith::http

// See socket_outbox.h.
#include "http/socket_outbox.h"

#include "http/socket_frames.h"

namespace kith::http {

void Outbox::wake() {
    if (awake_ || !writing_) return;
    awake_ = true;
    writing_->wake();
}

void Outbox::send(std::shared_ptr<const std::string> text) {
    add(std::move(text), kFinal | static_cast<std::uint8_t>(Opcode::text));
}

void Outbox::send_binary(std::shared_ptr<const std::string> bytes) {
    add(std::move(bytes), kFinal | static_cast<std::uint8_t>(Opcode::binary));
}

void Outbox::add(std::shared_ptr<const std::string> payload, std::uint8_t first) {
    const std::lock_guard guard{mutex_};
    if (!writing_ || refuses_) return;
    const auto size = payload->size();
    bytes_ += size;
    ++frames_;
    waiting_.push_back({std::move(payload), first, size, 1});
    if (bytes_ > limits_.queue_bytes || frames_ > limits_.queue_frames) {
        for (const auto& frame : waiting_) bytes_ -= frame.counted_bytes;
        frames_ -= waiting_.size();
        waiting_.clear();
        refuses_ = true;
        closing_ = {close_code::kPolicy, "too slow", true};
        room_.notify_all();
    }
    wake();
}

bool Outbox::has_room() const {
    return frames_ <= limits_.queue_frames / 2 && bytes_ <= limits_.queue_bytes / 2;
}

bool Outbox::wait_for_room(std::chrono::milliseconds limit) {
    std::unique_lock lock{mutex_};
    const bool answered =
        room_.wait_for(lock, limit, [this] { return !writing_ || refuses_ || has_room(); });
    return answered && writing_ && !refuses_;
}

void Outbox::close(std::uint16_t code, std::string_view reason) {
    const std::lock_guard guard{mutex_};
    if (!writing_ || refuses_) return;
    refuses_ = true;
    closing_ = {code, std::string{reason}, false};
    room_.notify_all();
    wake();
}

bool Outbox::open() const {
    const std::lock_guard guard{mutex_};
    return writing_ && !refuses_;
}

void Outbox::take(std::vector<Outgoing>& into) {
    const std::lock_guard guard{mutex_};
    awake_ = false;
    into.swap(waiting_);
}

void Outbox::written(std::size_t frames, std::size_t bytes) {
    const std::lock_guard guard{mutex_};
    frames_ -= frames;
    bytes_ -= bytes;
    if (has_room()) room_.notify_all();
}

Outbox::Closing Outbox::closing() const {
    const std::lock_guard guard{mutex_};
    return closing_;
}

bool Outbox::closing_asked() const {
    const std::lock_guard guard{mutex_};
    return closing_.code != 0;
}

void Outbox::refuse() {
    const std::lock_guard guard{mutex_};
    refuses_ = true;
    room_.notify_all();
}

void Outbox::shut() {
    const std::lock_guard guard{mutex_};
    writing_ = nullptr;
    waiting_ = {};
    room_.notify_all();
}

void Outbox::claim() {
    const std::lock_guard guard{mutex_};
    awake_ = true;
}

}  // namespace kith::http

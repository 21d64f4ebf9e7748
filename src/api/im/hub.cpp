// See hub.h.
#include "api/im/hub.h"

namespace kith::api::im {

void Peer::tell(const Frame& frame, std::int64_t message) {
    const std::lock_guard guard{mutex_};
    if (state_ == State::live) return out_->send(frame);
    if (state_ == State::behind) return;
    if (kept_.size() < kKeptBack) {
        kept_.push_back({frame, message});
    } else {
        overflowed_ = true;
    }
}

// A reply that is being written while we catch up is missed in part: it comes whole at its end.
void Peer::tell_piece(const Frame& frame) {
    if (pieces_ == Pieces::not_wanted) return;
    const std::lock_guard guard{mutex_};
    if (state_ == State::live) out_->send(frame);
}

void Peer::begin_catching_up() {
    const std::lock_guard guard{mutex_};
    state_ = State::catching_up;
    kept_.clear();
    overflowed_ = false;
}

bool Peer::lost_some() {
    const std::lock_guard guard{mutex_};
    if (!overflowed_) return false;
    overflowed_ = false;
    kept_.clear();
    return true;
}

void Peer::end_catching_up(std::int64_t last, bool complete, std::string_view last_key) {
    const std::lock_guard guard{mutex_};
    complete = complete && !overflowed_;
    state_ = complete ? State::live : State::behind;
    out_->send(resumed(last_key, complete));
    if (complete)
        for (const auto& kept : kept_)
            if (kept.message == 0 || kept.message > last) out_->send(kept.frame);
    kept_ = {};
}

void Peer::give_up_catching_up() {
    const std::lock_guard guard{mutex_};
    state_ = State::live;
    for (const auto& kept : kept_) out_->send(kept.frame);
    kept_ = {};
}

void Hub::join(const std::string& user, const std::shared_ptr<Peer>& peer) {
    const std::lock_guard guard{mutex_};
    users_[user].push_back(peer);
}

void Hub::leave(const std::string& user, const std::shared_ptr<Peer>& peer) {
    const std::lock_guard guard{mutex_};
    const auto found = users_.find(user);
    if (found == users_.end()) return;
    std::erase(found->second, peer);
    if (found->second.empty()) users_.erase(found);
}

Hub::Peers Hub::peers_of(std::string_view user) const {
    const std::lock_guard guard{mutex_};
    const auto found = users_.find(std::string{user});
    return found == users_.end() ? Peers{} : found->second;
}

void Hub::tell(std::string_view user, const Frame& frame, std::int64_t message,
               const std::shared_ptr<Peer>& but) const {
    for (const auto& peer : peers_of(user))
        if (peer != but) peer->tell(frame, message);
}

void Hub::tell_piece(std::string_view user, const Frame& frame) const {
    for (const auto& peer : peers_of(user)) peer->tell_piece(frame);
}

bool Hub::has(std::string_view user) const {
    const std::lock_guard guard{mutex_};
    return users_.contains(std::string{user});
}

}  // namespace kith::api::im

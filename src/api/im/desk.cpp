// See desk.h.
#include "api/im/desk.h"

#include "base/error.h"

namespace kith::api::im {

Desk::Desk(core::Sessions& sessions, core::Replies& replies, core::Pulse& pulse)
    : sessions_{sessions}, replies_{replies}, pulse_{pulse} {
    replies_.on_event([this](const core::ReplyEvent& event) { heard(event); });
}

core::Question Desk::send(const Draft& draft, Told tell) {
    const auto ask = [&] {
        const auto session = known(draft.session);
        return replies_.ask({.session = session->id,
                             .role = core::Role::user,
                             .sender = draft.sender,
                             .text = draft.text,
                             .client_key = draft.client_key},
                            *session, tell);
    };
    core::Question question;
    try {
        question = ask();
    } catch (const Error& error) {
        if (error.code() != Errc::not_found) throw;
        forget(draft.session);  // it was erased: the message begins it anew
        question = ask();
    }
    require(!question.repeated || question.message.text == draft.text, Errc::conflict,
            "this key was used for another message", "key_reused");
    pulse_.live(draft.session);
    return question;
}

core::Session Desk::session(const std::string& name) {
    return *known(name);
}

Desk::SessionPtr Desk::known(const std::string& name) {
    {
        const std::lock_guard guard{mutex_};
        if (const auto found = known_.find(name); found != known_.end()) return found->second;
    }
    const auto session =
        std::make_shared<const core::Session>(sessions_.open({std::string{kSurface}, name}, name));
    const std::lock_guard guard{mutex_};
    if (known_.size() >= kKnownSessions) known_.clear();
    return known_.insert_or_assign(name, session).first->second;
}

void Desk::forget(const std::string& name) {
    const std::lock_guard guard{mutex_};
    known_.erase(name);
}

void Desk::heard(const core::ReplyEvent& event) {
    const auto& user = event.session.key;  // a session is a user's
    using enum core::ReplyEvent::Kind;
    if (event.kind == piece) {
        if (hub_.has(user))
            hub_.tell_piece(user, ai_delta(event.question, event.offset, event.text));
        return;
    }
    if (hub_.has(user)) {
        if (event.kind == answered) {
            hub_.tell(user, ai_reply(*event.answer, event.question), event.answer->id);
        } else {
            hub_.tell(user, reply_failed(event.question, event.text), 0);
        }
    }
    pulse_.live(user);
}

}  // namespace kith::api::im

// See missed.h.
#include "api/im/missed.h"

#include <map>

#include "base/error.h"

namespace kith::api::im {
namespace {

using Failures = std::map<std::string, Frame>;  // by question

Failures failures_since(const core::Replies& replies, const core::SessionMessage& known) {
    Failures found;
    for (const auto& record : replies.failures(known.session, known.time, kMissedMessages))
        found.emplace(record.question, reply_failed(record.question, *record.error));
    return found;
}

}  // namespace

Missed missed_after(const core::Sessions& sessions, const core::Replies& replies,
                    core::SessionId session, std::string_view after, Portion portion) {
    const auto known = sessions.message(after);
    require(known && known->session == session, Errc::not_found, "no such message", "no_message");
    Missed missed{{}, known->id, known->key, true};
    std::size_t bytes = 0;
    const auto add = [&](Frame frame) {
        bytes += frame->size();
        missed.frames.push_back(std::move(frame));
    };
    const auto failures = failures_since(replies, *known);
    for (const auto& [question, frame] : failures) {
        if (portion != Portion::first) break;
        const auto asked = sessions.message(question);
        if (asked && asked->id <= known->id) add(frame);
    }
    const auto page = sessions.after(session, known->id, kMissedMessages + 1);
    for (const auto& message : page) {
        if (missed.frames.size() >= kMissedMessages || bytes >= kMissedBytes) {
            missed.complete = false;
            break;
        }
        if (message.role == core::Role::user) {
            add(message_sent(message));
            if (const auto at = failures.find(message.key); at != failures.end()) add(at->second);
        } else {
            add(ai_reply(message, replies.question_of(message.key).value_or("")));
        }
        missed.last = message.id;
        missed.last_key = message.key;
    }
    return missed;
}

}  // namespace kith::api::im

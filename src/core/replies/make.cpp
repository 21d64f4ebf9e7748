// Making one reply: what is asked, the call, and what becomes of its end. See replies.h.
#include <boost/describe.hpp>

#include "base/error.h"
#include "base/log.h"
#include "core/replies/prompt.h"
#include "core/replies/replies.h"
#include "json/write.h"

namespace kith::core {
namespace {

// A reply that is there is worth waiting for a disk that is full or a queue that is long.
constexpr int kStoreTries = 300;
constexpr std::chrono::seconds kStoreAgain{1};

// What the model saw, for the record.
struct Request {
    std::string provider, model;
    std::vector<std::int64_t> messages;  // ids, oldest first, the question last
};
BOOST_DESCRIBE_STRUCT(Request, (), (provider, model, messages))

std::string error_of(Outcome outcome, std::string_view cause) {
    if (outcome == Outcome::timed_out) return std::string{kReplyTimedOut};
    return std::string{kReplyFailed} + ": " +
           std::string{outcome == Outcome::cancelled ? kCancelled : cause};
}

bool may_pass(const Error& error) {
    return error.code() == Errc::unavailable || error.code() == Errc::busy;
}

}  // namespace

Ending Replies::failed_ending(std::string error, const std::string& request) const {
    return {.state = RecordState::failed,
            .error = std::move(error),
            .request = request,
            .ended = clock_.now()};
}

Replies::Next Replies::answer_next(SessionId id) {
    Turn turn;
    std::optional<ReplyRecord> record;
    store_.look([&](db::Connection& on) { record = first_running(on, id); });
    if (!record) return Next::nothing;
    turn.record = std::move(*record);
    {
        const std::lock_guard guard{mutex_};
        if (held_.contains(turn.record.id)) return Next::nothing;  // start() comes
    }
    auto session = sessions_.find(id);
    auto question = sessions_.message(turn.record.question);
    if (!session || !question) {  // erased in this moment
        store_.write([&](db::Connection& on) {
            end_record(on, turn.record.id,
                       {.state = RecordState::failed, .error = error_of(Outcome::cancelled, {})});
        });
        return Next::again;
    }
    turn.session = std::move(*session);
    turn.question = std::move(*question);
    return answer(turn);
}

Replies::Next Replies::answer(const Turn& turn) {
    std::string request;
    const auto attempted = attempt(turn, request);
    switch (attempted.outcome) {
        case Outcome::answered:
            return keep(turn, attempted, request);
        case Outcome::stopped:
            return Next::nothing;  // the next start makes it
        default:
            return fail(turn, failed_ending(error_of(attempted.outcome, attempted.cause), request));
    }
}

Attempted Replies::attempt(const Turn& turn, std::string& request) {
    std::shared_ptr<llm::Model> model;
    try {
        model = model_();
    } catch (const Error& error) {
        return {.outcome = Outcome::failed, .cause = shown_cause(error)};
    }
    if (!model) return {.outcome = Outcome::failed, .cause = std::string{kNotConfigured}};
    const auto history = history_of(turn);
    const auto ask = reply_prompt(turn.session, history, turn.question, *model);
    Request about{std::string{model->provider()}, std::string{model->name()}, {}};
    // The rules come first in what is asked, the question last.
    for (const auto& message : std::span{history}.last(ask.turns.size() - 2))
        about.messages.push_back(message.id);
    about.messages.push_back(turn.question.id);
    request = json::write(about);
    return call(turn, *model, ask);
}

Attempted Replies::call(const Turn& turn, llm::Model& model, const llm::Ask& ask) {
    const auto running =
        std::make_shared<Running>(closing_stop_.stop(), clock_.now() + kReplyLimit);
    {
        const std::lock_guard guard{mutex_};
        running_.emplace(turn.record.id, running);
    }
    running_changed_.notify_all();
    const auto on_text = [&](std::size_t offset, std::string_view text) {
        tell({.kind = ReplyEvent::Kind::piece,
              .session = turn.session,
              .question = turn.question.key,
              .text = text,
              .offset = offset});
    };
    auto attempted = ask_model(model, ask, on_text, clock_, running->stop.stop());
    const std::lock_guard guard{mutex_};
    running_.erase(turn.record.id);
    return attempted;
}

// The questions before this one with their answers: a reply is not part of what was said before an
// earlier question, whenever it came. At most 40 reads by key.
std::vector<SessionMessage> Replies::history_of(const Turn& turn) const {
    std::vector<ReplyRecord> earlier;
    store_.look([&](db::Connection& on) {
        earlier = records_before(on, turn.session.id, turn.record.id, kHistoryMessages);
    });
    std::vector<SessionMessage> history;
    for (const auto& record : earlier) {
        if (auto question = sessions_.message(record.question))
            history.push_back(std::move(*question));
        if (!record.answer) continue;
        if (auto answer = sessions_.message(*record.answer)) history.push_back(std::move(*answer));
    }
    return history;
}

Replies::Next Replies::keep(const Turn& turn, const Attempted& attempted,
                            const std::string& request) {
    SessionMessage answer;
    std::int64_t expected = 0;  // id of the answer, once it is on its way
    const auto end_too = [&](db::Connection& on, const SessionMessage& message) {
        const bool ended = end_record(on, turn.record.id,
                                      {.state = RecordState::answered,
                                       .answer = message.key,
                                       .duration_ms = attempted.duration.count(),
                                       .request = request,
                                       .ended = clock_.now()});
        require(ended, Errc::conflict, "this record is over");
        expected = message.id;
        in_order_.expect(turn.session.id, expected);
    };
    const auto store = [&] {
        try {
            answer = sessions_
                         .add({.session = turn.session.id,
                               .role = Role::assistant,
                               .sender = std::string{kAiSender},
                               .text = attempted.text,
                               .turn = turn.question.turn,
                               .together = end_too})
                         .message;
        } catch (...) {
            if (expected != 0) in_order_.drop(turn.session.id, std::exchange(expected, 0));
            throw;
        }
    };
    try {
        if (!persist(store)) return Next::later;
    } catch (const Error& error) {
        // Cancelled, or erased with its session, while it was made.
        if (error.code() == Errc::conflict || error.code() == Errc::not_found) return Next::again;
        return fail(turn, failed_ending(error_of(Outcome::failed, shown_cause(error)), request));
    }
    in_order_.run(turn.session.id, expected,
                  [this, session = turn.session, question = turn.question.key, answer] {
                      tell({.kind = ReplyEvent::Kind::answered,
                            .session = session,
                            .question = question,
                            .answer = &answer});
                  });
    return Next::again;
}

Replies::Next Replies::fail(const Turn& turn, const Ending& ending) {
    bool ended = false;
    const bool stored = persist([&] {
        store_.write([&](db::Connection& on) { ended = end_record(on, turn.record.id, ending); });
    });
    if (!stored) return Next::later;
    if (ended)
        tell({.kind = ReplyEvent::Kind::failed,
              .session = turn.session,
              .question = turn.question.key,
              .text = ending.error});
    return Next::again;
}

// False when it could not be stored for a long time or the program ends: the record still runs.
bool Replies::persist(const std::function<void()>& write) const {
    for (int tries = 0; tries < kStoreTries; ++tries) {
        try {
            write();
            return true;
        } catch (const Error& error) {
            if (!may_pass(error)) throw;
            log::warn("a reply waits to be stored: {}", error.reason());
        }
        if (closing_stop_.stop().wait_for(kStoreAgain)) return false;
    }
    return false;
}

}  // namespace kith::core

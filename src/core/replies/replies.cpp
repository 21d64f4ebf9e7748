// See replies.h. Asking, reading, and the threads; one reply is made in make.cpp.
#include "core/replies/replies.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"

namespace kith::core {
namespace {

// How often the clock is looked at for calls that have taken too long.
constexpr std::chrono::milliseconds kLimitEvery{20};
// After trouble with the database a session rests.
constexpr std::chrono::seconds kRest{1};

std::string failure(std::string_view cause) {
    return std::string{kReplyFailed} + ": " + std::string{cause};
}

// Whoever is told must not end the thread that tells.
template <class Call>
void guarded(Call call) {
    try {
        call();
    } catch (const std::exception& error) {
        log::error("telling of a message failed: {}", error.what());
    }
}

}  // namespace

Replies::Replies(store::Store& store, Sessions& sessions, const Clock& clock, Zone zone,
                 ModelSource model, int parallel)
    : store_{store},
      sessions_{sessions},
      clock_{clock},
      zone_{std::move(zone)},
      model_{std::move(model)},
      parallel_{static_cast<std::size_t>(std::max(1, parallel))} {}

Replies::~Replies() {
    shutdown();
}

bool Replies::has_model() const {
    try {
        return model_() != nullptr;
    } catch (const Error&) {  // the reply will say what is wrong with it
        return true;
    }
}

Question Replies::ask(SessionDraft draft, const Session& session, Told tell) {
    const bool answered = has_model();
    ReplyRecord record;
    std::int64_t stored = 0;  // id of the message, once it is on its way
    draft.together = [&](db::Connection& on, const SessionMessage& message) {
        record.session = message.session;
        record.question = message.key;
        record.created = message.time;
        if (!answered) {
            record.state = RecordState::failed;
            record.error = failure(kNotConfigured);
            record.ended = message.time;
        }
        insert_record(on, record, zone_);
        stored = message.id;
        in_order_.expect(session.id, stored);
        const std::lock_guard guard{mutex_};
        if (answered) held_.insert(record.id);
    };
    AddedMessage added;
    try {
        added = sessions_.add(std::move(draft));
    } catch (...) {
        if (stored != 0) in_order_.drop(session.id, stored);
        const std::lock_guard guard{mutex_};
        held_.erase(record.id);
        throw;
    }
    if (added.repeated) return {std::move(added.message), true};
    in_order_.run(session.id, stored,
                  [this, tell = std::move(tell), message = added.message, record, session] {
                      guarded([&] {
                          if (tell) tell(message);
                      });
                      begin(record, session);
                  });
    return {std::move(added.message), false};
}

// The sender has been told.
void Replies::begin(const ReplyRecord& record, const Session& session) {
    if (record.state == RecordState::failed)
        return tell({.kind = ReplyEvent::Kind::failed,
                     .session = session,
                     .question = record.question,
                     .text = *record.error});
    const std::lock_guard guard{mutex_};
    held_.erase(record.id);
    enqueue(session.id);
}

void Replies::enqueue(SessionId session) {
    if (closing_) return;
    if (states_.size() >= kSessionsWaiting && !states_.contains(session)) {
        more_in_table_ = true;
        return;
    }
    const auto [at, fresh] = states_.try_emplace(session, State::queued);
    if (!fresh) {
        if (at->second == State::running) at->second = State::running_again;
        return;
    }
    ready_.push_back(session);
    if (threads_.empty()) threads_.emplace_back([this] { watch(); });
    if (ready_.size() > idle_ && threads_.size() <= parallel_)
        threads_.emplace_back([this] { work(); });
    work_.notify_one();
}

// From the table, when memory could not hold all sessions.
void Replies::refill() {
    {
        const std::lock_guard guard{mutex_};
        if (!more_in_table_ || !ready_.empty()) return;
        more_in_table_ = false;
    }
    const auto waiting = pending();
    const std::lock_guard guard{mutex_};
    for (const auto& [session, count] : waiting) enqueue(session);
    more_in_table_ = more_in_table_ || waiting.size() >= kSessionsWaiting;
}

RecordPage Replies::records(SessionId session, PageOrder order, std::int64_t offset,
                            std::int64_t count) const {
    RecordPage page;
    store_.look([&](db::Connection& on) { page = record_page(on, session, order, offset, count); });
    return page;
}

std::vector<ReplyRecord> Replies::failures(SessionId session, Time since,
                                           std::int64_t limit) const {
    std::vector<ReplyRecord> found;
    store_.look([&](db::Connection& on) { found = failed_since(on, session, since, limit); });
    return found;
}

std::optional<std::string> Replies::question_of(std::string_view answer_key) const {
    std::optional<ReplyRecord> record;
    store_.look([&](db::Connection& on) { record = find_answered(on, answer_key); });
    return record ? std::optional{record->question} : std::nullopt;
}

std::unordered_map<SessionId, std::int64_t> Replies::pending() const {
    std::unordered_map<SessionId, std::int64_t> found;
    store_.look([&](db::Connection& on) {
        for (const auto& [session, count] : running_records(on, kSessionsWaiting))
            found.emplace(session, count);
    });
    return found;
}

void Replies::resume() {
    const auto oldest = clock_.now() - kReplyLimit;
    std::unordered_map<SessionId, std::int64_t> waiting = pending();
    if (waiting.empty()) return;
    store_.write(
        [&](db::Connection& on) { end_records_before(on, oldest, kReplyTimedOut, clock_.now()); });
    waiting = pending();
    const std::lock_guard guard{mutex_};
    for (const auto& [session, count] : waiting) enqueue(session);
    more_in_table_ = more_in_table_ || waiting.size() >= kSessionsWaiting;
}

bool Replies::cancel(std::string_view record_key) {
    std::optional<ReplyRecord> record;
    store_.look([&](db::Connection& on) { record = find_record(on, record_key); });
    if (!record || record->state != RecordState::running) return false;
    std::shared_ptr<Running> running;
    {
        const std::lock_guard guard{mutex_};
        if (const auto at = running_.find(record->id); at != running_.end()) running = at->second;
    }
    if (running) {  // whoever makes it ends the record
        running->stop.request(StopReason::user);
        return true;
    }
    const auto session = sessions_.find(record->session);
    const auto error = failure(kCancelled);
    bool ended = false;
    store_.write([&](db::Connection& on) {
        ended = end_record(on, record->id,
                           {.state = RecordState::failed, .error = error, .ended = clock_.now()});
    });
    if (ended && session)
        tell({.kind = ReplyEvent::Kind::failed,
              .session = *session,
              .question = record->question,
              .text = error});
    return ended;
}

void Replies::shutdown() {
    {
        const std::lock_guard guard{mutex_};
        closing_ = true;
    }
    closing_stop_.request(StopReason::shutdown);
    work_.notify_all();
    running_changed_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Replies::work() {
    for (;;) {
        SessionId session;
        {
            std::unique_lock lock{mutex_};
            ++idle_;
            work_.wait(lock, [&] { return closing_ || !ready_.empty(); });
            --idle_;
            if (closing_) return;
            session = ready_.front();
            ready_.pop_front();
            states_[session] = State::running;
        }
        auto next = Next::later;
        try {
            next = answer_next(session);
        } catch (const Error& error) {
            log::error("a reply broke off: {} at {}; {}", error.message(), error.where(),
                       error.notes());
        } catch (const std::exception& error) {
            log::error("a reply broke off: {}", error.what());
        }
        if (next == Next::later) closing_stop_.stop().wait_for(kRest);
        {
            const std::lock_guard guard{mutex_};
            const bool again = next != Next::nothing || states_[session] == State::running_again;
            states_.erase(session);
            if (again) enqueue(session);
        }
        try {
            refill();
        } catch (const Error& error) {
            log::error("waiting replies could not be read: {}", error.message());
            const std::lock_guard guard{mutex_};
            more_in_table_ = true;
        }
    }
}

// Calls that have taken too long by the clock are stopped; it may be stepped, so it is looked at.
void Replies::watch() {
    std::unique_lock lock{mutex_};
    for (;;) {
        running_changed_.wait(lock, [&] { return closing_ || !running_.empty(); });
        if (closing_) return;
        const auto now = clock_.now();
        std::vector<std::shared_ptr<Running>> late;
        for (const auto& [record, running] : running_)
            if (now >= running->until) late.push_back(running);
        lock.unlock();  // what listens to a stop may ask us something
        for (const auto& running : late) running->stop.request(StopReason::timeout);
        lock.lock();
        running_changed_.wait_for(lock, kLimitEvery, [&] { return closing_; });
    }
}

void Replies::tell(const ReplyEvent& event) const {
    guarded([&] {
        if (listener_) listener_(event);
    });
}

}  // namespace kith::core

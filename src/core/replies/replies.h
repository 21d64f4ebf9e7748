// Replies of a model to what people write: queued, made in order, stored, told.
//
// The table of records is the queue: a question and its record are one transaction, an answer and
// the end of its record another. Memory only knows which sessions have something to do, so that
// neither a kill nor a full queue loses a reply.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "base/stop.h"
#include "base/zone.h"
#include "core/replies/attempt.h"
#include "core/replies/in_order.h"
#include "core/replies/records.h"
#include "core/sessions/sessions.h"
#include "llm/model.h"
#include "store/store.h"

namespace kith::core {

inline constexpr std::string_view kAiSender = "ai_bot";
inline constexpr std::chrono::seconds kReplyLimit{300};  // from the start of the call
inline constexpr int kParallelReplies = 4;
// Sessions in memory that have something to do; more are read from the table when these are done.
inline constexpr std::size_t kSessionsWaiting = 100'000;

// The words of the records' errors (IM contract §1, §4).
inline constexpr std::string_view kReplyTimedOut = "AI 回复超时";
inline constexpr std::string_view kReplyFailed = "AI 服务调用失败";
inline constexpr std::string_view kNotConfigured = "未配置 AI";
inline constexpr std::string_view kCancelled = "已取消";

// A message that was stored with its record.
struct Question {
    SessionMessage message;
    bool repeated{};  // the client's key was there already: nothing was stored
};

// What happened to a question; lives as long as the call it is given to.
struct ReplyEvent {
    enum class Kind : std::uint8_t { piece, answered, failed } kind;
    const Session& session;
    std::string_view question;  // its key
    std::string_view text;      // piece: the piece; failed: the error of the record
    std::size_t offset{};       // piece: where it belongs, in code points; 0 starts anew
    const SessionMessage* answer = nullptr;  // answered
};

// Any thread. Threads start with the first reply.
class Replies {
  public:
    // The model that answers now; null when none is configured. Called for each question and each
    // reply: must not wait. What it throws is the error of the reply.
    using ModelSource = std::function<std::shared_ptr<llm::Model>()>;
    // On a thread of the queue or in ask(). Messages and answers of one session are told in the
    // order of their ids, one at a time. Must not wait.
    using Listener = std::function<void(const ReplyEvent&)>;
    using Told = std::function<void(const SessionMessage& question)>;

    Replies(store::Store& store, Sessions& sessions, const Clock& clock, Zone zone,
            ModelSource model, int parallel = kParallelReplies);
    ~Replies();
    Replies(const Replies&) = delete;
    Replies& operator=(const Replies&) = delete;

    // Before the first question.
    void on_event(Listener listener) { listener_ = std::move(listener); }

    // Stores the message (role user, no `together`) and its record; durable when it returns. `tell`
    // is called like the listener, before anything is told of the reply, possibly after this has
    // returned; not for a repeated key. Without a model the record is a failed one at once. Throws
    // as Sessions::add().
    Question ask(SessionDraft draft, const Session& session, Told tell = {});

    RecordPage records(SessionId session, PageOrder order, std::int64_t offset,
                       std::int64_t count) const;
    // What somebody has missed who last heard at `since`: failed records that ended then or later,
    // newest first, at most `limit`.
    std::vector<ReplyRecord> failures(SessionId session, Time since, std::int64_t limit) const;
    // The question of an answer, or nothing.
    std::optional<std::string> question_of(std::string_view answer_key) const;
    // Sessions with replies that are not there yet, and how many; at most kSessionsWaiting.
    std::unordered_map<SessionId, std::int64_t> pending() const;
    // The reply is not made, or dropped. False when the record is unknown or over.
    bool cancel(std::string_view record_key);

    // After a start: what a stop or a kill left is made now, or closed as timed out when its
    // question is older than kReplyLimit.
    void resume();
    // Stops what runs and waits for it. What is not answered stays in the table. Idempotent.
    void shutdown();

  private:
    enum class Next : std::uint8_t { again, nothing, later };
    enum class State : std::uint8_t { queued, running, running_again };
    struct Running {
        explicit Running(const Stop& parent, Time limit) : stop{parent}, until{limit} {}
        StopSource stop;
        Time until;
    };
    struct Turn {
        ReplyRecord record;
        Session session;
        SessionMessage question;
    };

    bool has_model() const;
    void begin(const ReplyRecord& record, const Session& session);
    void enqueue(SessionId session);  // with mutex_ held
    void refill();
    void work();
    void watch();
    Next answer_next(SessionId id);
    Next answer(const Turn& turn);
    Attempted attempt(const Turn& turn, std::string& request);
    Attempted call(const Turn& turn, llm::Model& model, const llm::Ask& ask);
    std::vector<SessionMessage> history_of(const Turn& turn) const;
    Next keep(const Turn& turn, const Attempted& attempted, const std::string& request);
    Next fail(const Turn& turn, const Ending& ending);
    Ending failed_ending(std::string error, const std::string& request) const;
    bool persist(const std::function<void()>& write) const;
    void tell(const ReplyEvent& event) const;

    store::Store& store_;
    Sessions& sessions_;
    const Clock& clock_;
    const Zone zone_;
    const ModelSource model_;
    const std::size_t parallel_;
    Listener listener_;
    InOrder in_order_;

    mutable std::mutex mutex_;
    std::condition_variable work_, running_changed_;
    std::deque<SessionId> ready_;
    std::unordered_map<SessionId, State> states_;
    std::unordered_set<std::int64_t> held_;  // records whose sender was not told yet
    std::unordered_map<std::int64_t, std::shared_ptr<Running>> running_;  // by record
    std::size_t idle_ = 0;
    bool more_in_table_ = false, closing_ = false;
    StopSource closing_stop_;
    std::vector<std::thread> threads_;
};

}  // namespace kith::core

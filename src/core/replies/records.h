// The table of AI records: one row for each question, which is also the queue of what is still to
// be answered. Functions over a connection; who calls them has the transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "base/zone.h"
#include "core/sessions/sessions.h"
#include "db/db.h"

namespace kith::core {

// Stored on disk and shown: never renumber.
enum class RecordState : std::uint8_t { running = 0, answered = 1, failed = 2 };

struct ReplyRecord {
    std::int64_t id{};  // grows over all sessions
    std::string key;    // "record_20250127120000_abc12345", as a message's
    SessionId session;
    std::string question;               // key of the user's message
    std::optional<std::string> answer;  // key of the reply; none until it is there
    RecordState state{};
    std::optional<std::int64_t> duration_ms;  // of the model's call; none unless answered
    std::optional<std::string> error;         // none unless failed; at most 500 code points
    Time created{};
    std::optional<Time> ended;  // none while it runs
};

struct RecordPage {
    std::vector<ReplyRecord> records;
    std::int64_t total{};  // of the whole session
};

// How a record ends.
struct Ending {
    RecordState state{};
    std::string answer;  // key of the reply, "" unless answered
    std::int64_t duration_ms{};
    std::string error;
    // What the model was asked: its name and the ids of the messages that it saw, as JSON. Their
    // texts live in the store and go with it.
    std::string request;
    Time ended{};
};

// The table, for store::Settings behind session_tables(): rows of a session go with it.
store::Subject reply_tables();

// Draws the key and fills in id and key. Throws as Statement::run().
void insert_record(db::Connection& on, ReplyRecord& record, const Zone& zone);
// False when there is none that runs: it was ended before, or went with its session.
bool end_record(db::Connection& on, std::int64_t id, const Ending& ending);
// Ends all that were made before and still run; returns how many.
std::int64_t end_records_before(db::Connection& on, Time time, std::string_view error, Time now);

std::optional<ReplyRecord> find_record(db::Connection& on, std::string_view key);
// The one whose answer has this key.
std::optional<ReplyRecord> find_answered(db::Connection& on, std::string_view answer_key);
// Failed ones that ended then or later, newest first.
std::vector<ReplyRecord> failed_since(db::Connection& on, SessionId session, Time since,
                                      std::int64_t limit);
// The oldest that runs, by an index that holds only those.
std::optional<ReplyRecord> first_running(db::Connection& on, SessionId session);
// The last ones of the session before this one, oldest first.
std::vector<ReplyRecord> records_before(db::Connection& on, SessionId session, std::int64_t id,
                                        std::int64_t count);
// Sessions in which some run, and how many; by session, at most `limit`.
std::vector<std::pair<SessionId, std::int64_t>> running_records(db::Connection& on,
                                                                std::int64_t limit);
// O(offset + count), and one step of an index for each record of the session for the total.
RecordPage record_page(db::Connection& on, SessionId session, PageOrder order, std::int64_t offset,
                       std::int64_t count);

}  // namespace kith::core

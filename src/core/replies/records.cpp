// See records.h.
#include "core/replies/records.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/error.h"

namespace kith::core {
namespace {

// `request` is JSON: which model, and the ids of the messages it saw.
constexpr std::string_view kTable = R"(
create table reply_record(id integer primary key, key text not null unique,
  session integer not null, question text not null, answer text, state integer not null,
  duration integer, error text, request text, created integer not null, ended integer) strict;
create index reply_of_session on reply_record(session, id);
create index reply_running on reply_record(session, id) where state = 0;
create index reply_failed on reply_record(session, ended) where state = 2;
create unique index reply_answer on reply_record(answer) where answer is not null;
create trigger reply_gone after delete on session
  begin delete from reply_record where session = old.id; end;
)";

constexpr int kKeyDraws = 8;  // more clashes in a row are no chance
constexpr std::size_t kKeyRandomBytes = 4;

constexpr std::string_view kColumns =
    "select id, key, session, question, answer, state, duration, error, created, ended "
    "from reply_record ";

std::string draw_key(Time time, const Zone& zone) {
    const auto at = zone.local(unix_seconds(time));
    return fmt::format("record_{:04}{:02}{:02}{:02}{:02}{:02}_{}", at.date.year, at.date.month,
                       at.date.day, at.hour, at.minute, at.second,
                       hex(random_bytes(kKeyRandomBytes)));
}

ReplyRecord record_at(const db::Statement& row) {
    ReplyRecord record;
    record.id = row.integer(0);
    record.key = row.text(1);
    record.session = SessionId{row.integer(2)};
    record.question = row.text(3);
    if (!row.is_null(4)) record.answer = row.text(4);
    record.state = static_cast<RecordState>(row.integer(5));
    if (!row.is_null(6)) record.duration_ms = row.integer(6);
    if (!row.is_null(7)) record.error = row.text(7);
    record.created = from_millis(row.integer(8));
    if (!row.is_null(9)) record.ended = from_millis(row.integer(9));
    return record;
}

std::optional<ReplyRecord> only(db::Statement& ask) {
    if (!ask.step()) return std::nullopt;
    auto record = record_at(ask);
    ask.reset();
    return record;
}

}  // namespace

store::Subject reply_tables() {
    return {.name = "reply", .steps = {{1, kTable}}};
}

void insert_record(db::Connection& on, ReplyRecord& record, const Zone& zone) {
    auto& insert = on.kept(
        "insert into reply_record(key, session, question, state, error, created, ended) "
        "values($1, $2, $3, $4, $5, $6, $7) on conflict(key) do nothing");
    for (int draw = 0; draw < kKeyDraws; ++draw) {
        record.key = draw_key(record.created, zone);
        insert.bind_all(record.key, record.session.value, record.question, record.state);
        if (record.error) {
            insert.bind(5, std::string_view{*record.error});
        } else {
            insert.bind_null(5);
        }
        if (record.ended) {
            insert.bind(7, unix_millis(*record.ended));
        } else {
            insert.bind_null(7);
        }
        if (insert.bind(6, unix_millis(record.created)).run() == 1) {
            record.id = on.last_id();
            return;
        }
    }
    throw Error{Errc::internal, "no free key for a record"};
}

bool end_record(db::Connection& on, std::int64_t id, const Ending& ending) {
    auto& update = on.kept(
        "update reply_record set state = $2, answer = $3, duration = $4, error = $5, request = $6, "
        "ended = $7 where id = $1 and state = 0");
    const bool answered = ending.state == RecordState::answered;
    update.bind_all(id, ending.state);
    if (answered) {
        update.bind(3, std::string_view{ending.answer}).bind(4, ending.duration_ms).bind_null(5);
    } else {
        update.bind_null(3).bind_null(4).bind(5, std::string_view{ending.error});
    }
    update.bind(6, std::string_view{ending.request}).bind(7, unix_millis(ending.ended));
    return update.run() == 1;
}

std::int64_t end_records_before(db::Connection& on, Time time, std::string_view error, Time now) {
    return on
        .kept(
            "update reply_record set state = 2, error = $2, ended = $3 "
            "where state = 0 and created <= $1")
        .bind_all(unix_millis(time), error, unix_millis(now))
        .run();
}

std::optional<ReplyRecord> find_record(db::Connection& on, std::string_view key) {
    return only(on.kept(std::string{kColumns} + "where key = $1").bind_all(key));
}

std::optional<ReplyRecord> find_answered(db::Connection& on, std::string_view answer_key) {
    return only(on.kept(std::string{kColumns} + "where answer = $1").bind_all(answer_key));
}

std::vector<ReplyRecord> failed_since(db::Connection& on, SessionId session, Time since,
                                      std::int64_t limit) {
    auto& ask = on.kept(std::string{kColumns} +
                        "where session = $1 and state = 2 and ended >= $2 "
                        "order by ended desc limit $3");
    ask.bind_all(session.value, unix_millis(since), limit);
    std::vector<ReplyRecord> found;
    while (ask.step()) found.push_back(record_at(ask));
    return found;
}

std::optional<ReplyRecord> first_running(db::Connection& on, SessionId session) {
    return only(
        on.kept(std::string{kColumns} + "where session = $1 and state = 0 order by id limit 1")
            .bind_all(session.value));
}

std::vector<ReplyRecord> records_before(db::Connection& on, SessionId session, std::int64_t id,
                                        std::int64_t count) {
    auto& ask =
        on.kept(std::string{kColumns} + "where session = $1 and id < $2 order by id desc limit $3");
    ask.bind_all(session.value, id, count);
    std::vector<ReplyRecord> found;
    while (ask.step()) found.push_back(record_at(ask));
    std::ranges::reverse(found);
    return found;
}

std::vector<std::pair<SessionId, std::int64_t>> running_records(db::Connection& on,
                                                                std::int64_t limit) {
    auto& ask = on.kept(
        "select session, count(*) from reply_record where state = 0 group by session limit $1");
    ask.bind_all(limit);
    std::vector<std::pair<SessionId, std::int64_t>> found;
    while (ask.step()) found.emplace_back(SessionId{ask.integer(0)}, ask.integer(1));
    return found;
}

RecordPage record_page(db::Connection& on, SessionId session, PageOrder order, std::int64_t offset,
                       std::int64_t count) {
    RecordPage page;
    auto& total = on.kept("select count(*) from reply_record where session = $1");
    total.bind_all(session.value).step();
    page.total = total.integer(0);
    total.reset();
    auto& ask =
        on.kept(std::string{kColumns} + "where session = $1 order by id " +
                (order == PageOrder::oldest_first ? "asc" : "desc") + " limit $3 offset $2");
    ask.bind_all(session.value, offset, count);
    while (ask.step()) page.records.push_back(record_at(ask));
    return page;
}

}  // namespace kith::core

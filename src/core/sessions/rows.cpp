// Sessions and their messages as rows of our tables.
#include "core/sessions/rows.h"

#include <algorithm>
#include <string>

namespace kith::core {

// session.last: the newest message, 0 = none; it decides between equal times. A message is named by
// its number in the store, which is never given again. Titles, often words of a message, stand
// alone: rows that change move about in their pages and leave copies there.
store::Subject session_tables() {
    return {"session", {{1, R"(
create table session(id integer primary key autoincrement, uuid text not null unique,
  chat integer not null, surface text not null, owner text not null, key text not null,
  created integer not null, active integer not null, last integer not null,
  messages integer not null, turn text not null, peer integer not null,
  assistant integer not null, unique(surface, owner, key)) strict;
create table session_title(session integer primary key, title text not null) strict;
create index session_of_owner on session(surface, owner, active, last);
create index session_of_surface on session(surface, active, last);
create table session_message(message integer primary key, key text not null unique,
  session integer not null, role integer not null, sender text not null, turn text not null) strict;
create index session_message_of_session on session_message(session);
create table session_profile(surface text not null, owner text not null, name text not null,
  phone text not null, email text not null, primary key(surface, owner)) strict, without rowid;
)"}}};
}

namespace session_rows {
namespace {

// What a select of whole rows begins with.
#define KITH_SESSION                                                                               \
    "select id, uuid, chat, surface, owner, key, coalesce((select title from session_title where " \
    "session = session.id), ''), created, active, messages, turn, peer, assistant from session "
#define KITH_MESSAGE "select message, key, session, role, sender, turn from session_message "

Session session_at(const db::Statement& at) {
    Session made;
    made.id = SessionId{at.integer(0)};
    made.uuid = at.text(1);
    made.chat = store::ChatId{at.integer(2)};
    made.owner = {std::string{at.text(3)}, std::string{at.text(4)}};
    made.key = at.text(5);
    made.title = at.text(6);
    made.created = from_millis(at.integer(7));
    made.active = from_millis(at.integer(8));
    made.messages = at.integer(9);
    made.turn = at.text(10);
    made.peer = store::PersonId{at.integer(11)};
    made.assistant = store::PersonId{at.integer(12)};
    return made;
}

SessionMessage message_at(const db::Statement& at) {
    SessionMessage made;
    made.id = at.integer(0);
    made.message = store::MessageId{made.id};
    made.key = at.text(1);
    made.session = SessionId{at.integer(2)};
    made.role = at.integer(3) == 0 ? Role::user : Role::assistant;
    made.sender = at.text(4);
    made.turn = at.text(5);
    return made;
}

template <class Make>
auto first_of(db::Statement& asked, Make make) {
    std::optional<decltype(make(asked))> found;
    if (asked.step()) found = make(asked);
    asked.reset();
    return found;
}

template <class Make>
auto all_of(db::Statement& asked, Make make) {
    std::vector<decltype(make(asked))> found;
    while (asked.step()) found.push_back(make(asked));
    return found;
}

}  // namespace

std::optional<Session> find(db::Connection& on, SessionId id) {
    return first_of(on.kept(KITH_SESSION "where id = $1").bind(1, id.value), session_at);
}

std::optional<Session> find(db::Connection& on, const Owner& owner, std::string_view key) {
    auto& asked = on.kept(KITH_SESSION "where surface = $1 and owner = $2 and key = $3");
    return first_of(asked.bind_all(owner.surface, owner.name, key), session_at);
}

std::optional<Session> find_uuid(db::Connection& on, std::string_view uuid) {
    return first_of(on.kept(KITH_SESSION "where uuid = $1").bind(1, uuid), session_at);
}

std::optional<Session> latest(db::Connection& on, const Owner& owner) {
    auto& asked = on.kept(KITH_SESSION
                          "where surface = $1 and owner = $2 order by active desc, "
                          "last desc, id desc limit 1");
    return first_of(asked.bind_all(owner.surface, owner.name), session_at);
}

std::vector<Session> of(db::Connection& on, const Owner& owner) {
    auto& asked = on.kept(KITH_SESSION
                          "where surface = $1 and owner = $2 order by active desc, "
                          "last desc, id desc");
    return all_of(asked.bind_all(owner.surface, owner.name), session_at);
}

std::vector<Session> list(db::Connection& on, std::string_view surface, std::size_t limit) {
    auto& asked = on.kept(KITH_SESSION
                          "where surface = $1 order by active desc, last desc, id desc limit $2");
    return all_of(asked.bind_all(surface, limit), session_at);
}

std::optional<SessionMessage> message(db::Connection& on, std::string_view key) {
    return first_of(on.kept(KITH_MESSAGE "where key = $1").bind(1, key), message_at);
}

std::optional<SessionMessage> message(db::Connection& on, store::MessageId id) {
    return first_of(on.kept(KITH_MESSAGE "where message = $1").bind(1, id.value), message_at);
}

std::vector<SessionMessage> after(db::Connection& on, SessionId session, std::int64_t id,
                                  std::int64_t count) {
    auto& asked =
        on.kept(KITH_MESSAGE "where session = $1 and message > $2 order by message limit $3");
    return all_of(asked.bind_all(session.value, id, count), message_at);
}

std::vector<SessionMessage> page(db::Connection& on, SessionId session, const Stretch& stretch) {
    const auto count = std::min(stretch.count, stretch.total - stretch.offset);
    if (count <= 0) return {};
    // From the end that is nearer.
    const auto behind = stretch.total - stretch.offset - count;
    const bool turned = behind < stretch.offset;
    const bool down = (stretch.order == PageOrder::newest_first) != turned;
    auto& asked =
        on.kept(down ? KITH_MESSAGE "where session = $1 order by message desc limit $2 offset $3"
                     : KITH_MESSAGE "where session = $1 order by message limit $2 offset $3");
    auto found =
        all_of(asked.bind_all(session.value, count, turned ? behind : stretch.offset), message_at);
    if (turned) std::ranges::reverse(found);
    return found;
}

SessionId insert(db::Connection& on, const Session& session) {
    on.kept(
          "insert into session(uuid, chat, surface, owner, key, created, active, last, messages, "
          "turn, peer, assistant) values($1, $2, $3, $4, $5, $6, $6, 0, 0, '', $7, $8)")
        .bind_all(session.uuid, session.chat.value, session.owner.surface, session.owner.name,
                  session.key, unix_millis(session.created), session.peer.value,
                  session.assistant.value)
        .run();
    const SessionId id{on.last_id()};
    on.kept("insert into session_title values($1, $2)").bind_all(id.value, session.title).run();
    return id;
}

void insert(db::Connection& on, const SessionMessage& message) {
    on.kept("insert into session_message values($1, $2, $3, $4, $5, $6)")
        .bind_all(message.id, message.key, message.session.value, message.role, message.sender,
                  message.turn)
        .run();
}

void move_on(db::Connection& on, const Session& session, store::MessageId newest) {
    on.kept("update session set active = $2, last = $3, messages = $4, turn = $5 where id = $1")
        .bind_all(session.id.value, unix_millis(session.active), newest.value, session.messages,
                  session.turn)
        .run();
}

bool remove(db::Connection& on, SessionId id) {
    on.kept("delete from session_message where session = $1").bind(1, id.value).run();
    // Emptied where it lies: see store/removal.cpp.
    on.kept("update session_title set title = '' where session = $1").bind(1, id.value).run();
    return on.kept("delete from session where id = $1").bind(1, id.value).run() != 0;
}

}  // namespace session_rows
}  // namespace kith::core

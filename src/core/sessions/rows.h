// Sessions and their messages as rows of our tables. Inside core/sessions only.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/sessions/sessions.h"
#include "db/db.h"

namespace kith::core::session_rows {

// -- any connection --
std::optional<Session> find(db::Connection& on, SessionId id);
std::optional<Session> find(db::Connection& on, const Owner& owner, std::string_view key);
std::optional<Session> find_uuid(db::Connection& on, std::string_view uuid);
std::optional<Session> latest(db::Connection& on, const Owner& owner);
// Latest activity first.
std::vector<Session> of(db::Connection& on, const Owner& owner);
std::vector<Session> list(db::Connection& on, std::string_view surface, std::size_t limit);

// Without time and text, which the store has.
std::optional<SessionMessage> message(db::Connection& on, std::string_view key);
std::optional<SessionMessage> message(db::Connection& on, store::MessageId id);
std::vector<SessionMessage> after(db::Connection& on, SessionId session, std::int64_t id,
                                  std::int64_t count);
struct Stretch {
    std::int64_t offset{}, count{}, total{};
    PageOrder order{};
};
std::vector<SessionMessage> page(db::Connection& on, SessionId session, const Stretch& stretch);

// -- inside a transaction --
SessionId insert(db::Connection& on, const Session& session);  // its id is not looked at
void insert(db::Connection& on, const SessionMessage& message);
// The session as it is with its newest message.
void move_on(db::Connection& on, const Session& session, store::MessageId newest);
// False when there is none.
bool remove(db::Connection& on, SessionId id);

}  // namespace kith::core::session_rows

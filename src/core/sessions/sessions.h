// Conversations that happen here: sessions of the IM surface and of other programs, with their
// messages. The texts live in the store like all others, so they are searchable at once; the tables
// here keep who, in which session, in which turn.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/zone.h"
#include "store/store.h"

namespace kith::core {

using SessionId = Id<struct SessionTag>;

// Stored on disk: never renumber.
enum class Role : std::uint8_t { user = 0, assistant = 1 };

// Whose session it is: a name that a surface believes, not a login.
struct Owner {
    std::string surface;  // "im", "v0"
    std::string name;     // user_id
    friend bool operator==(const Owner&, const Owner&) = default;
};

struct Session {
    SessionId id;
    std::string uuid;
    Owner owner;
    std::string key;    // unique for one owner
    std::string title;  // "" when nobody gave one
    Time created{};
    Time active{};  // of the newest message, else created
    std::int64_t messages{};
};

struct SessionMessage {
    std::int64_t id{};  // grows over all sessions
    std::string key;    // "msg_20250127120000_abc12345": local time and eight hex digits, unique
    SessionId session;
    Role role{};
    std::string sender;
    std::string text;
    Time time{};
    std::string turn;  // the same for a question and its answer
    store::MessageId message;
};

// A message on its way in.
struct SessionDraft {
    SessionId session;
    Role role{};
    std::string sender;
    std::string text;        // valid UTF-8, kept as it is
    std::string client_key;  // "" = none; a repeated one of the session gives the first message
    std::string turn;  // "" = a new one for a user, the newest of the session for an assistant
    // What belongs to the message in other tables: runs in its transaction, on the writer's thread,
    // not for a repeated key. What it throws refuses this message alone.
    std::function<void(db::Connection& on, const SessionMessage& message)> together;
};

struct AddedMessage {
    SessionMessage message;
    bool repeated{};  // the client's key was there already
};

struct SessionPage {
    std::vector<SessionMessage> messages;
    std::int64_t total{};  // of the whole session
};

enum class PageOrder { oldest_first, newest_first };

// Any thread. Cost: a page reads its rows by index and their texts by id, never a whole session.
class Sessions {
  public:
    Sessions(store::Store& store, const Clock& clock, const Zone& zone);

    // Found or made; durable when it returns.
    Session open(const Owner& owner, std::string_view key, std::string_view title = {});
    std::optional<Session> find(const Owner& owner, std::string_view key) const;
    std::optional<Session> find(SessionId id) const;
    // Latest activity first.
    std::vector<Session> of(const Owner& owner) const;
    std::vector<Session> list(std::string_view surface, std::size_t limit) const;

    // Returns when it is durable and visible. Throws Error: not_found (no such session), busy (too
    // many wait), unavailable (disk).
    AddedMessage add(SessionDraft draft);

    std::optional<SessionMessage> message(std::string_view key) const;
    SessionPage page(SessionId session, PageOrder order, std::int64_t offset,
                     std::int64_t count) const;

    // Takes the session and all its messages out, also out of the search, in one transaction; texts
    // do not stay in the file's tables. False when there is none.
    bool erase(SessionId session);

  private:
    store::Store& store_;
    const Clock& clock_;
    Zone zone_;
};

}  // namespace kith::core

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
    store::ChatId chat;  // where its messages lie in the store
    store::PersonId peer, assistant;
    Owner owner;
    std::string key;    // unique for one owner
    std::string title;  // "" when nobody gave one
    Time created{};
    Time active{};  // of the newest message, else created
    std::int64_t messages{};
    std::string turn;  // of the newest message, "" when there is none
};

struct SessionMessage {
    std::int64_t id{};  // grows over all sessions and is never used again
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
    SessionId session;  // not looked at by add_to()
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
    Session session;  // with this message in it
};

// Where a message goes: the owner's session of this key, made when there is none. The title is for
// a session that is made.
struct Place {
    std::string key, title;
};
// Chooses the place. `latest`: the owner's session with the latest activity, if any. Runs inside
// the message's transaction: two first messages at once meet in one session. What it throws refuses
// the message.
using ChoosePlace = std::function<Place(const std::optional<Session>& latest)>;

struct SessionPage {
    std::vector<SessionMessage> messages;
    std::int64_t total{};  // of the whole session
};

enum class PageOrder { oldest_first, newest_first };

inline constexpr std::int64_t kSessionPage = 1'000;  // messages of one answer, more are cut off

// The tables of sessions; for store::Settings.
store::Subject session_tables();

// Any thread. Messages of one session are in the order in which their calls were answered; time
// never goes back inside a session, whatever the clock does. A chat of its own in the store holds
// the texts of each session: network "kith", account = surface, flag kOfficial, so that statistics
// of people leave it out and the search finds it. Cost: a message is about 30 us on the writer's
// thread, committed together with others; a page reads its rows by index and their texts by id,
// never a whole session (an offset is walked over in the index, 20 ns a row, from the nearer end).
class Sessions {
  public:
    // Eight hex digits for the key of a message.
    using Draw = std::function<std::string()>;
    static std::string draw_hex();
    static std::string draw_uuid();  // RFC 9562, version 4

    Sessions(store::Store& store, const Clock& clock, Zone zone, Draw draw = draw_hex);

    // Found or made; durable when it returns.
    Session open(const Owner& owner, std::string_view key, std::string_view title = {});
    std::optional<Session> find(const Owner& owner, std::string_view key) const;
    std::optional<Session> find(SessionId id) const;
    std::optional<Session> find_uuid(std::string_view uuid) const;
    // Latest activity first.
    std::vector<Session> of(const Owner& owner) const;
    std::vector<Session> list(std::string_view surface, std::size_t limit) const;

    // Return when it is durable and visible. Throw Error: not_found (no_session), busy (too many
    // wait), too_large, unavailable (disk).
    AddedMessage add(SessionDraft draft);
    AddedMessage add_to(const Owner& owner, const ChoosePlace& choose, SessionDraft draft);

    std::optional<SessionMessage> message(std::string_view key) const;
    std::optional<SessionMessage> message(store::MessageId id) const;
    SessionPage page(SessionId session, PageOrder order, std::int64_t offset,
                     std::int64_t count) const;
    // The first messages with a higher id, oldest first.
    std::vector<SessionMessage> after(SessionId session, std::int64_t id, std::int64_t count) const;

    // Takes the session and all its messages out, also out of the search, in one transaction with
    // `together` (rows of the session in other tables); the texts do not stay in the files. False
    // when there is none.
    using Together = std::function<void(db::Connection& on, SessionId session)>;
    bool erase(SessionId session, const Together& together = {});
    // All sessions of the owner, in portions of some ten thousand messages. How many.
    std::size_t erase_all(const Owner& owner, const Together& together = {});

  private:
    class Adding;
    std::vector<SessionMessage> with_texts(std::vector<SessionMessage> found) const;
    std::size_t erase_some(const std::vector<Session>& sessions, const Together& together);

    store::Store& store_;
    const Clock& clock_;
    Zone zone_;
    Draw draw_;
};

}  // namespace kith::core

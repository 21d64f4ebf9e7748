// See sessions.h.
#include "core/sessions/sessions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/crypto.h"
#include "base/error.h"
#include "core/sessions/profiles.h"
#include "core/sessions/rows.h"

namespace kith::core {
namespace {

namespace rows = session_rows;

constexpr std::string_view kNetwork = "kith";
constexpr int kDraws = 16;  // keys that are tried before something must be wrong
constexpr std::int64_t kErasedMessages = 20'000;  // of one transaction, unless one session has more
constexpr std::size_t kErasedSessions = 2'000;    // of one transaction

Error no_session() {
    return Error{Errc::not_found, "session not found", "no_session"};
}

template <class Read>
auto looked(const store::Store& store, Read read) {
    std::invoke_result_t<Read, db::Connection&> found;
    store.look([&](db::Connection& on) { found = read(on); });
    return found;
}

}  // namespace

std::string Sessions::draw_hex() {
    return hex(random_bytes(4));
}

std::string Sessions::draw_uuid() {
    auto bytes = random_bytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    auto text = hex(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
    return text;
}

// One message or session on its way in, on the writer's thread.
class Sessions::Adding {
  public:
    Adding(const Sessions& of, store::Writing& to) : of_{of}, to_{to}, on_{to.on()} {}

    Session open(const Owner& owner, const Place& place) {
        if (auto known = rows::find(on_, owner, place.key)) return std::move(*known);
        Session made;
        made.uuid = draw_uuid();
        made.owner = owner;
        made.key = place.key;
        made.title = place.title;
        made.created = made.active = of_.clock_.now();
        make_chat(made);
        made.id = rows::insert(on_, made);
        return made;
    }

    AddedMessage add(Session session, const SessionDraft& draft) {
        AddedMessage added;
        session.active = std::max(session.active, of_.clock_.now());
        store::LiveRow row;
        row.chat = session.chat;
        row.client_key = draft.client_key;
        row.row.time = unix_millis(session.active);
        row.row.raw_type = 1;
        row.row.sender = draft.role == Role::user ? session.peer : session.assistant;
        row.row.text = draft.text;
        const auto [id, fresh] = to_.append(std::move(row));
        if (!fresh) {
            auto first = rows::message(on_, id);
            require(first.has_value(), Errc::internal, "a message without its session");
            return {std::move(*first), true, *rows::find(on_, session.id)};
        }
        auto& message = added.message;
        message = {.id = id.value,
                   .key = new_key(session.active),
                   .session = session.id,
                   .role = draft.role,
                   .sender = draft.sender,
                   .text = draft.text,
                   .time = session.active,
                   .turn = draft.turn,
                   .message = id};
        if (message.turn.empty())
            message.turn =
                draft.role == Role::assistant && !session.turn.empty() ? session.turn : message.key;
        rows::insert(on_, message);
        session.turn = message.turn;
        ++session.messages;
        rows::move_on(on_, session, id);
        if (draft.together) draft.together(on_, message);
        added.session = std::move(session);
        return added;
    }

  private:
    // The chat of a new session, and who speaks in it.
    void make_chat(Session& session) {
        const auto account = to_.account(kNetwork, session.owner.surface);
        store::Person assistant;
        assistant.account = account;
        assistant.key = "assistant";
        assistant.nick = "AI";
        assistant.flags = store::kOfficial;
        session.assistant = to_.person(assistant);
        to_.set_self(account, session.assistant);
        auto peer = profile_person(on_, session.owner);
        peer.account = account;
        session.peer = to_.person(peer);
        store::ChatInfo chat;
        chat.account = account;
        // Nobody else's key: the surface, then random.
        chat.key = session.owner.surface + ":" + session.uuid;
        chat.title = session.title;
        chat.peer = session.peer;
        session.chat = to_.chat(chat);
    }

    // Drawn again when it is taken.
    std::string new_key(Time time) {
        const auto at = of_.zone_.local(unix_seconds(time));
        for (int i = 0; i < kDraws; ++i) {
            auto key =
                fmt::format("msg_{:04}{:02}{:02}{:02}{:02}{:02}_{}", at.date.year, at.date.month,
                            at.date.day, at.hour, at.minute, at.second, of_.draw_());
            if (!rows::message(on_, key)) return key;
        }
        throw Error{Errc::internal, "no free key for a message"};
    }

    const Sessions& of_;
    store::Writing& to_;
    db::Connection& on_;
};

Sessions::Sessions(store::Store& store, const Clock& clock, Zone zone, Draw draw)
    : store_{store}, clock_{clock}, zone_{std::move(zone)}, draw_{std::move(draw)} {}

Session Sessions::open(const Owner& owner, std::string_view key, std::string_view title) {
    if (auto known = find(owner, key)) return std::move(*known);
    Session made;
    store_.write_rows([&](store::Writing& to) {
        made = Adding{*this, to}.open(owner, {std::string{key}, std::string{title}});
    });
    return made;
}

std::optional<Session> Sessions::find(const Owner& owner, std::string_view key) const {
    return looked(store_, [&](db::Connection& on) { return rows::find(on, owner, key); });
}

std::optional<Session> Sessions::find(SessionId id) const {
    return looked(store_, [&](db::Connection& on) { return rows::find(on, id); });
}

std::optional<Session> Sessions::find_uuid(std::string_view uuid) const {
    return looked(store_, [&](db::Connection& on) { return rows::find_uuid(on, uuid); });
}

std::vector<Session> Sessions::of(const Owner& owner) const {
    return looked(store_, [&](db::Connection& on) { return rows::of(on, owner); });
}

std::vector<Session> Sessions::list(std::string_view surface, std::size_t limit) const {
    return looked(store_, [&](db::Connection& on) { return rows::list(on, surface, limit); });
}

AddedMessage Sessions::add(SessionDraft draft) {
    AddedMessage added;
    store_.write_rows(
        [&](store::Writing& to) {
            auto session = rows::find(to.on(), draft.session);
            if (!session) throw no_session();
            added = Adding{*this, to}.add(std::move(*session), draft);
        },
        draft.text.size());
    if (added.repeated) added.message = message(added.message.message).value_or(added.message);
    return added;
}

AddedMessage Sessions::add_to(const Owner& owner, const ChoosePlace& choose, SessionDraft draft) {
    AddedMessage added;
    store_.write_rows(
        [&](store::Writing& to) {
            const auto place = choose(rows::latest(to.on(), owner));
            Adding adding{*this, to};
            added = adding.add(adding.open(owner, place), draft);
        },
        draft.text.size());
    if (added.repeated) added.message = message(added.message.message).value_or(added.message);
    return added;
}

// Leaves out what was taken away meanwhile.
std::vector<SessionMessage> Sessions::with_texts(std::vector<SessionMessage> found) const {
    std::vector<store::MessageId> ids;
    ids.reserve(found.size());
    for (const auto& one : found) ids.push_back(one.message);
    std::map<store::MessageId, store::Message> texts;
    for (auto& one : store_.read(ids)) texts.emplace(one.id, std::move(one));
    std::erase_if(found, [&](const SessionMessage& one) { return !texts.contains(one.message); });
    for (auto& one : found) {
        auto& row = texts.at(one.message).row;
        one.text = std::move(row.text);
        one.time = from_millis(row.time);
    }
    return found;
}

std::optional<SessionMessage> Sessions::message(std::string_view key) const {
    auto found = looked(store_, [&](db::Connection& on) { return rows::message(on, key); });
    if (!found) return std::nullopt;
    auto whole = with_texts({std::move(*found)});
    return whole.empty() ? std::nullopt : std::optional{std::move(whole.front())};
}

std::optional<SessionMessage> Sessions::message(store::MessageId id) const {
    auto found = looked(store_, [&](db::Connection& on) { return rows::message(on, id); });
    if (!found) return std::nullopt;
    auto whole = with_texts({std::move(*found)});
    return whole.empty() ? std::nullopt : std::optional{std::move(whole.front())};
}

SessionPage Sessions::page(SessionId session, PageOrder order, std::int64_t offset,
                           std::int64_t count) const {
    SessionPage page;
    store_.look([&](db::Connection& on) {
        const auto found = rows::find(on, session);
        if (!found) return;
        page.total = found->messages;
        page.messages = rows::page(on, session,
                                   {offset, std::min(count, kSessionPage), found->messages, order});
    });
    page.messages = with_texts(std::move(page.messages));
    return page;
}

std::vector<SessionMessage> Sessions::after(SessionId session, std::int64_t id,
                                            std::int64_t count) const {
    return with_texts(looked(store_, [&](db::Connection& on) {
        return rows::after(on, session, id, std::min(count, kSessionPage));
    }));
}

std::size_t Sessions::erase_some(const std::vector<Session>& sessions, const Together& together) {
    std::vector<store::ChatId> chats;
    for (const auto& session : sessions) chats.push_back(session.chat);
    std::size_t gone = 0;
    store_.remove_chats(chats, [&](db::Connection& on) {
        gone = 0;
        for (const auto& session : sessions) {
            if (together) together(on, session.id);
            gone += rows::remove(on, session.id) ? 1 : 0;
        }
    });
    return gone;
}

bool Sessions::erase(SessionId session, const Together& together) {
    const auto found = find(session);
    return found && erase_some({*found}, together) != 0;
}

std::size_t Sessions::erase_all(const Owner& owner, const Together& together) {
    std::size_t gone = 0;
    std::vector<Session> some;
    std::int64_t messages = 0;
    const auto erase_them = [&] {
        if (!some.empty()) gone += erase_some(some, together);
        some.clear();
        messages = 0;
    };
    for (auto& session : of(owner)) {
        messages += session.messages;
        some.push_back(std::move(session));
        if (messages >= kErasedMessages || some.size() >= kErasedSessions) erase_them();
    }
    erase_them();
    return gone;
}

}  // namespace kith::core

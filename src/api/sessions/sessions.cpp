// V03 to V06: listing, reading and deleting sessions.
#include "api/sessions/sessions.h"

#include "api/sessions/fields.h"

namespace kith::api::sessions {
namespace {

struct UserBody {
    std::string request_id, user_id;
};
BOOST_DESCRIBE_STRUCT(UserBody, (), (request_id, user_id))

struct SessionBody {
    std::string request_id, user_id, session_id;
};
BOOST_DESCRIBE_STRUCT(SessionBody, (), (request_id, user_id, session_id))

struct Done {
    std::string request_id;
    int ok{};
    std::string failed;
};
BOOST_DESCRIBE_STRUCT(Done, (), (request_id, ok, failed))

struct Name {
    std::string session_id, session_title;
};
BOOST_DESCRIBE_STRUCT(Name, (), (session_id, session_title))

struct Names {
    std::string request_id;
    int ok{};
    std::string failed;
    std::vector<Name> sessions;
};
BOOST_DESCRIBE_STRUCT(Names, (), (request_id, ok, failed, sessions))

struct Chat {
    std::string role, msg;
};
BOOST_DESCRIBE_STRUCT(Chat, (), (role, msg))

struct SessionView {
    std::string request_id, user_id, session_id;
    int ok{};
    std::string failed;
    std::vector<Chat> chats;
    std::string session_title;
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (request_id, user_id, session_id, ok, failed, chats, session_title))

Names names(core::Sessions& sessions, const Fields& fields) {
    Names view{.request_id = fields.request_id()};
    for (auto& session : sessions.of(fields.owner()))
        view.sessions.push_back({std::move(session.key), std::move(session.title)});
    return view;
}

// The whole session in pages. Cost: its messages, each read by id.
std::vector<Chat> chats_of(const core::Sessions& sessions, core::SessionId session,
                           const Stop& stop) {
    std::vector<Chat> chats;
    for (std::int64_t last = 0;;) {
        stop.check();
        auto page = sessions.after(session, last, core::kSessionPage);
        if (page.empty()) return chats;
        last = page.back().id;
        for (auto& message : page)
            chats.push_back(
                {message.role == core::Role::user ? "user" : "ai", std::move(message.text)});
    }
}

SessionView read(core::Sessions& sessions, const Fields& fields, const Stop& stop) {
    const auto owner = fields.owner();
    const auto key = fields.id("session_id", kSessionIdLength);
    SessionView view{.request_id = fields.request_id(), .user_id = owner.name, .session_id = key};
    const auto session = sessions.find(owner, key);
    if (!session) {
        view.ok = 2;
        view.failed = "session not found";
        return view;
    }
    view.chats = chats_of(sessions, session->id, stop);
    view.session_title = session->title;
    return view;
}

}  // namespace

void session_routes(http::Routes on, const Parts& parts) {
    auto& sessions = parts.sessions;
    on.post<SessionBody>("/delete_specific_session", [&sessions](http::Call& call) {
          const Fields fields{call};
          const auto owner = fields.owner();
          const auto key = fields.id("session_id", kSessionIdLength);
          const auto session = sessions.find(owner, key);
          require(session && sessions.erase(session->id), Errc::not_found, "session not found");
          return Done{.request_id = fields.request_id()};
      }).summary("V03 Delete one session");
    on.post<UserBody>("/delete_sessions", [&sessions](http::Call& call) {
          const Fields fields{call};
          sessions.erase_all(fields.owner());
          return Done{.request_id = fields.request_id()};
      }).summary("V04 Delete all sessions of a user");
    on.post<UserBody>("/query_session_names", [&sessions](http::Call& call) {
          return names(sessions, Fields{call});
      }).summary("V05 List the sessions of a user, latest activity first");
    on.post<SessionBody>("/query_session_info", [&sessions](http::Call& call) {
          return read(sessions, Fields{call}, call.stop());
      }).summary("V06 The chats of a session, oldest first");
}

}  // namespace kith::api::sessions

// V07: adding a message, and which session it goes to.
#include "api/sessions/fields.h"
#include "api/sessions/sessions.h"
#include "text/utf8.h"

namespace kith::api::sessions {
namespace {

constexpr std::size_t kTitleLength = 30;  // code points, of one made from a message
constexpr std::string_view kNoTitle = "新会话";

struct AddChatBody {
    std::string request_id, user_id, role, msg, session_id, session_title;
};
BOOST_DESCRIBE_STRUCT(AddChatBody, (), (request_id, user_id, role, msg, session_id, session_title))

struct Added {
    std::string request_id;
    int ok{};
    std::string failed, session_id;
};
BOOST_DESCRIBE_STRUCT(Added, (), (request_id, ok, failed, session_id))

// Runs of white space become one blank; none at the ends.
std::string collapsed(std::string_view text) {
    std::string made;
    while (!(text = text::trim(text)).empty()) {
        if (!made.empty()) made += ' ';
        while (!text.empty()) {
            const auto one = text.substr(0, text::first_code_point(text).bytes);
            if (text::trim(one).empty()) break;
            made += one;
            text.remove_prefix(one.size());
        }
    }
    return made;
}

struct Asked {
    core::Owner owner;
    core::Role role{};
    std::string msg;
    std::optional<std::string> session, title;
};

Asked asked(const Fields& fields) {
    Asked made;
    made.owner = fields.owner();
    const auto role = fields.text("role", kUserNameLength, Fields::Empty::no);
    if (role != "user" && role != "ai") bad_value("role");
    made.role = role == "user" ? core::Role::user : core::Role::assistant;
    made.msg = fields.text("msg", kMessageLength, Fields::Empty::yes);
    if (text::trim(made.msg).empty()) bad_value("msg");
    made.session = fields.optional_id("session_id", kSessionIdLength);
    made.title = fields.optional_text("session_title", kSessionTitleLength);
    return made;
}

// Of a session that this message begins.
std::string title_of(const Asked& asked) {
    if (asked.title && !text::trim(*asked.title).empty()) return *asked.title;
    if (asked.role == core::Role::assistant) return std::string{kNoTitle};
    return std::string{text::first_code_points(collapsed(asked.msg), kTitleLength)};
}

// The rule of the contract, section 3.1.
core::Place place_of(const Asked& asked, const std::optional<core::Session>& latest, Time now,
                     std::chrono::minutes idle) {
    if (asked.session) return {*asked.session, title_of(asked)};
    if (asked.role == core::Role::assistant) {
        require(latest.has_value(), Errc::not_found, "session not found");
        return {latest->key, ""};
    }
    const bool goes_on =
        latest && idle.count() != 0 && (idle.count() < 0 || now - latest->active <= idle);
    return goes_on ? core::Place{latest->key, ""}
                   : core::Place{core::Sessions::draw_uuid(), title_of(asked)};
}

}  // namespace

void chat_routes(http::Routes on, const Parts& parts) {
    on.post<AddChatBody>("/add_chat", [&sessions = parts.sessions, &clock = parts.clock,
                                       idle = parts.idle](http::Call& call) {
          const Fields fields{call};
          const auto said = asked(fields);
          const auto added =
              sessions.add_to(said.owner,
                              [&](const std::optional<core::Session>& latest) {
                                  return place_of(said, latest, clock.now(), idle);
                              },
                              {.role = said.role,
                               .sender = said.role == core::Role::user ? said.owner.name : "ai",
                               .text = said.msg,
                               .together = [&](db::Connection& with, const core::SessionMessage&) {
                                   core::Profiles::ensure(with, said.owner);
                               }});
          return Added{.request_id = fields.request_id(), .session_id = added.session.key};
      }).summary("V07 Add a message of the user or of the assistant");
}

}  // namespace kith::api::sessions

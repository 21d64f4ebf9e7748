// I01 to I03: sending and reading messages.
#include <algorithm>

#include "api/im/im.h"
#include "json/json.h"

namespace kith::api::im {
namespace {

constexpr std::string_view kDefaultUser = "default_user";
constexpr std::string_view kKeyHeader = "Idempotency-Key";
constexpr std::string_view kSendPath = "send";

struct SendBody {
    std::string content, session_id;
};
BOOST_DESCRIBE_STRUCT(SendBody, (), (content, session_id))

struct MessageView {
    std::int64_t id{};
    std::string message_id, session_id, from_user_id, msg_type, msg_content, created_at;
};
BOOST_DESCRIBE_STRUCT(MessageView, (),
                      (id, message_id, session_id, from_user_id, msg_type, msg_content, created_at))

struct ListView {
    std::vector<MessageView> messages;
    std::int64_t total{}, page{}, page_size{};
};
BOOST_DESCRIBE_STRUCT(ListView, (), (messages, total, page, page_size))

MessageView view(const core::SessionMessage& message, std::string session, const Zone& zone) {
    return {message.id,
            message.key,
            std::move(session),
            message.sender,
            message.role == core::Role::user ? "TEXT" : "AI_REPLY",
            message.text,
            stamp(zone, message.time)};
}

// Wrong types are told apart from what is missing, in the order of the contract: JSON, content,
// session.
Draft read_send(const http::Call& call) {
    const auto body = json::parse(call.body_text());
    require(body.is_object(), Errc::invalid, "expected an object");
    Draft draft;
    draft.text = checked_content(json::find(body, "content"));
    draft.session = checked_session(json::find(body, "session_id"));
    draft.sender = call.query_or("user_id", kDefaultUser);
    check_name(draft.sender);
    draft.client_key = call.header(kKeyHeader);
    check_key(draft.client_key);
    return draft;
}

ListView list(const http::Call& call, const core::Sessions& sessions, const Zone& zone) {
    std::string name;
    const auto session = session_asked(call, sessions, name);
    const auto asked = page_asked(call);
    ListView answer{{}, 0, asked.page, asked.size};
    if (!session) return answer;
    const auto page = sessions.page(session->id, asked.order, asked.offset(), asked.size);
    answer.total = page.total;
    for (const auto& message : page.messages) answer.messages.push_back(view(message, name, zone));
    return answer;
}

}  // namespace

void message_routes(http::Routes on, const Parts& parts) {
    const auto zone = Zone::named(parts.settings.timezone);
    on.waits()
        .post<SendBody>("/api/message/send",
                        [&desk = parts.desk, zone](http::Call& call) {
                            const auto draft = read_send(call);
                            return view(desk.send(draft, {}).message, draft.session, zone);
                        })
        .describe({.summary = "I01 Send a message; the reply follows",
                   .query = {{"user_id", "who sends, default: default_user"}}});

    on.get("/api/message/list", [&sessions = parts.sessions,
                                 zone](http::Call& call) { return list(call, sessions, zone); })
        .describe({.summary = "I03 Messages of a session",
                   .query = {{.name = "session_id", .about = "whose", .required = true},
                             {"page", "from 1", http::Kind::integer},
                             {"page_size", "1 to 100, default 20", http::Kind::integer},
                             {"order", "asc (default) or desc"}}});

    on.get("/api/message/{message_id}", [&sessions = parts.sessions, zone](http::Call& call) {
          const auto key = call.path("message_id");
          if (key == kSendPath) {  // a path of its own, which is no id
              call.reply_header("Allow", "POST, OPTIONS");
              throw Error{Errc::invalid, "method not allowed", "method_not_allowed"};
          }
          const auto message = sessions.message(key);
          const auto session = message ? sessions.find(message->session) : std::nullopt;
          // Messages of other surfaces are none of this one's business.
          require(session && session->owner.surface == kSurface, Errc::not_found, "no such message",
                  "no_message");
          return view(*message, session->key, zone);
      }).summary("I02 One message");
}

}  // namespace kith::api::im

// X14: the sessions of the IM surface, for the page.
#include <unordered_map>

#include "api/own/own.h"
#include "json/json.h"

namespace kith::api::own {
namespace {

constexpr std::string_view kSurface = "im";
constexpr std::size_t kSessions = 500;
constexpr std::size_t kStampBytes = 19;  // without a zone

// As the IM surface shows it.
struct MessageView {
    std::int64_t id{};
    std::string message_id, session_id, from_user_id, msg_type, msg_content, created_at;
};
BOOST_DESCRIBE_STRUCT(MessageView, (),
                      (id, message_id, session_id, from_user_id, msg_type, msg_content, created_at))

struct SessionView {
    std::string session_id;
    std::optional<MessageView> last;  // none: nothing was said yet
    std::int64_t count{};
    std::int64_t pending{};  // replies that are not there yet
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (session_id, last, count, pending))

std::optional<MessageView> last_of(const core::Session& session, const core::Sessions& sessions,
                                   const Zone& zone) {
    const auto page = sessions.page(session.id, core::PageOrder::newest_first, 0, 1);
    if (page.messages.empty()) return std::nullopt;
    const auto& message = page.messages.front();
    return MessageView{message.id,
                       message.key,
                       session.key,
                       message.sender,
                       message.role == core::Role::user ? "TEXT" : "AI_REPLY",
                       message.text,
                       zone.rfc3339(unix_seconds(message.time)).substr(0, kStampBytes)};
}

// Reads one row and one text for each session.
std::vector<SessionView> listed(const core::Sessions& sessions, const core::Replies& replies,
                                const Zone& zone) {
    const auto pending = replies.pending();
    std::vector<SessionView> answer;
    for (const auto& session : sessions.list(kSurface, kSessions)) {
        const auto waiting = pending.find(session.id);
        answer.push_back({session.key, last_of(session, sessions, zone), session.messages,
                          waiting == pending.end() ? 0 : waiting->second});
    }
    return answer;
}

}  // namespace

void live_routes(http::Routes on, const Parts& parts) {
    on.slow()
        .get("/api/kith/im/sessions", [&sessions = parts.sessions, &replies = parts.replies,
                                       zone = Zone::named(parts.host.timezone)](
                                          http::Call&) { return listed(sessions, replies, zone); })
        .summary("X14 Sessions of the IM surface, latest activity first");
}

}  // namespace kith::api::own

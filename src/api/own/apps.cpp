// X21: the sessions that other programs keep here, of all their users, for the page.
#include "api/own/own.h"

namespace kith::api::own {
namespace {

constexpr std::string_view kSurface = "v0";
constexpr std::int64_t kMost = 2'000;

struct AppSessionView {
    std::string user_id, session_id, session_title;
    std::int64_t chat{};    // where the messages lie in the archive
    std::int64_t active{};  // Unix seconds
    std::int64_t messages{};
};
BOOST_DESCRIBE_STRUCT(AppSessionView, (),
                      (user_id, session_id, session_title, chat, active, messages))

struct AppSessionsView {
    std::vector<AppSessionView> sessions;
    bool more{};  // there are others, less active
};
BOOST_DESCRIBE_STRUCT(AppSessionsView, (), (sessions, more))

// One row by index for each session.
AppSessionsView listed(const core::Sessions& sessions, const http::Call& call) {
    const auto limit = call.query_whole("limit").value_or(100);
    require(limit >= 1 && limit <= kMost, Errc::invalid, "limit: expected 1 to 2000");
    const auto found = sessions.list(kSurface, static_cast<std::size_t>(limit) + 1);
    AppSessionsView answer;
    answer.more = found.size() > static_cast<std::size_t>(limit);
    for (const auto& session : found) {
        if (answer.sessions.size() == static_cast<std::size_t>(limit)) break;
        answer.sessions.push_back({session.owner.name, session.key, session.title,
                                   static_cast<std::int64_t>(session.chat.value),
                                   unix_seconds(session.active), session.messages});
    }
    return answer;
}

}  // namespace

void app_routes(http::Routes on, core::Sessions& sessions) {
    on.get("/api/kith/apps/sessions",
           [&sessions](http::Call& call) { return listed(sessions, call); })
        .describe({.summary = "X21 Sessions of other programs, latest activity first",
                   .query = {{"limit", "1 to 2000, default 100", http::Kind::integer}}});
}

}  // namespace kith::api::own

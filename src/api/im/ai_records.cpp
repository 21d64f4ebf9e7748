// I04: how the replies of a session were made.
#include "api/im/im.h"
#include "json/json.h"

namespace kith::api::im {
namespace {

struct RecordView {
    std::int64_t id{};
    std::string record_id, session_id, user_message_id;
    std::optional<std::string> ai_message_id;
    int status{};
    std::optional<std::int64_t> duration_ms;
    std::optional<std::string> error_message;
    std::string created_at;
};
BOOST_DESCRIBE_STRUCT(RecordView, (),
                      (id, record_id, session_id, user_message_id, ai_message_id, status,
                       duration_ms, error_message, created_at))

struct ListView {
    std::vector<RecordView> records;
    std::int64_t total{}, page{}, page_size{};
};
BOOST_DESCRIBE_STRUCT(ListView, (), (records, total, page, page_size))

RecordView view(const core::ReplyRecord& record, const std::string& session, const Zone& zone) {
    return {record.id,          record.key,    session,
            record.question,    record.answer, static_cast<int>(record.state),
            record.duration_ms, record.error,  stamp(zone, record.created)};
}

ListView list(const http::Call& call, const core::Sessions& sessions, const core::Replies& replies,
              const Zone& zone) {
    std::string name;
    const auto session = session_asked(call, sessions, name);
    const auto asked = page_asked(call);
    ListView answer{{}, 0, asked.page, asked.size};
    if (!session) return answer;
    const auto page = replies.records(session->id, asked.order, asked.offset(), asked.size);
    answer.total = page.total;
    for (const auto& record : page.records) answer.records.push_back(view(record, name, zone));
    return answer;
}

}  // namespace

void ai_record_routes(http::Routes on, const Parts& parts) {
    on.get("/api/ai/records", [&sessions = parts.sessions, &replies = parts.replies,
                               zone = Zone::named(parts.settings.timezone)](
                                  http::Call& call) { return list(call, sessions, replies, zone); })
        .describe({.summary = "I04 AI records of a session",
                   .query = {{.name = "session_id", .about = "whose", .required = true},
                             {"page", "from 1", http::Kind::integer},
                             {"page_size", "1 to 100, default 20", http::Kind::integer},
                             {"order", "asc (default) or desc"}}});
}

}  // namespace kith::api::im

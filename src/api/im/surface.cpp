// The dialect of surface I, the checks that its endpoints share, and the list of its groups.
#include "api/im/im.h"
#include "json/json.h"
#include "text/utf8.h"

namespace kith::api::im {
namespace {

struct ErrorBody {
    int code{};
    std::string message, detail;
    std::optional<std::string> details;
    std::string timestamp;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (code, message, detail, details, timestamp))

struct Worded {
    std::string_view reason;
    int code;
    std::string_view message;
};

// By reason of the error: the codes of the contract.
constexpr Worded kByReason[] = {{"content_empty", 1001, "消息内容不能为空"},
                                {"content_long", 1002, "消息内容过长"},
                                {"session_empty", 1003, "会话ID不能为空"},
                                {"no_message", 404, "消息不存在"},
                                {"method_not_allowed", 405, "Method Not Allowed"}};

// By status: everything that has no code of its own.
constexpr std::pair<int, std::string_view> kByStatus[] = {{400, "请求参数错误"},
                                                          {401, "未授权"},
                                                          {403, "禁止访问"},
                                                          {404, "资源不存在"},
                                                          {405, "Method Not Allowed"},
                                                          {408, "请求超时"},
                                                          {409, "请求冲突"},
                                                          {413, "请求体过大"},
                                                          {414, "请求地址过长"},
                                                          {421, "不提供此主机名"},
                                                          {426, "需要升级到 WebSocket"},
                                                          {429, "请求过于频繁"},
                                                          {431, "请求头过大"},
                                                          {503, "服务繁忙，请稍后重试"},
                                                          {504, "处理超时"}};

constexpr std::string_view kInternal = "服务器内部错误";
constexpr std::size_t kStampBytes = 19;

Worded worded(const Error& error) {
    for (const auto& one : kByReason)
        if (one.reason == error.reason()) return one;
    const int status = http::status_of(error);
    for (const auto& [code, message] : kByStatus)
        if (code == status) return {{}, code, message};
    return {{}, status >= 500 ? 500 : status, kInternal};
}

// "请求参数错误" alone helps nobody: what is wrong stands in `details`.
std::optional<std::string> details_of(const Error& error, const Worded& words) {
    const bool tells = words.code == 400 || words.code == 409;
    return tells ? std::optional{error.message()} : std::nullopt;
}

bool has_control_character(std::string_view name) {
    while (!name.empty()) {
        const auto next = text::first_code_point(name);
        if (next.value < 0x20 || (next.value >= 0x7F && next.value < 0xA0)) return true;
        name.remove_prefix(next.bytes);
    }
    return false;
}

bool is_absent(const json::value* value) {
    return value == nullptr || value->is_null();
}

}  // namespace

std::string stamp(const Zone& zone, Time time) {
    return zone.rfc3339(unix_seconds(time)).substr(0, kStampBytes);
}

http::Surface surface(const Clock& clock, const Zone& zone) {
    return {.name = "im",
            .fail =
                [&clock, zone](const Error& error, const http::Call&) {
                    const auto words = worded(error);
                    const int status = http::status_of(error);
                    return http::json_text(
                        status == 502 || status == 504 ? 500 : status,
                        json::write(ErrorBody{words.code, std::string{words.message},
                                              std::string{words.message}, details_of(error, words),
                                              stamp(zone, clock.now())}));
                },
            .error_schema =
                [](json::Schemas& schemas) { return schemas.of<ErrorBody>(json::Use::written); }};
}

std::string checked_content(const json::value* content) {
    require(!is_absent(content), Errc::invalid, "content: required", "content_empty");
    require(content->is_string(), Errc::invalid, "content: expected a text");
    const auto text = json::view(content->get_string());
    require(!text::trim(text).empty(), Errc::invalid, "content: blank", "content_empty");
    require(text::length(text) <= kContentPoints, Errc::invalid, "content: too long",
            "content_long");
    return std::string{text};
}

std::string checked_session(const json::value* session) {
    require(!is_absent(session), Errc::invalid, "session_id: required", "session_empty");
    require(session->is_string(), Errc::invalid, "session_id: expected a text");
    const auto text = json::view(session->get_string());
    check_session(text);
    return std::string{text};
}

void check_session(std::string_view session) {
    require(!text::trim(session).empty(), Errc::invalid, "session_id: blank", "session_empty");
    require(text::valid_utf8(session), Errc::invalid, "session_id: expected UTF-8");
    require(text::length(session) <= kNamePoints, Errc::invalid,
            "session_id: at most 48 characters");
    require(!has_control_character(session), Errc::invalid, "session_id: no control characters");
}

void check_name(std::string_view name) {
    require(!name.empty() && text::valid_utf8(name) && text::length(name) <= kNamePoints &&
                !has_control_character(name),
            Errc::invalid, "user_id: expected 1 to 48 characters without control characters");
}

void check_key(std::string_view key) {
    require(key.size() <= kKeyBytes && text::valid_utf8(key), Errc::invalid,
            "the key of a message: at most 255 bytes of UTF-8");
}

std::int64_t PageAsked::offset() const {
    constexpr std::int64_t kBeyond = std::int64_t{1} << 53;
    return page - 1 > kBeyond / size ? kBeyond : (page - 1) * size;
}

PageAsked page_asked(const http::Call& call) {
    PageAsked asked;
    asked.page = call.query_whole("page").value_or(1);
    require(asked.page >= 1, Errc::invalid, "page: from 1");
    asked.size = call.query_whole("page_size").value_or(kPageSize);
    require(asked.size >= 1 && asked.size <= kPageSizeMax, Errc::invalid, "page_size: 1 to 100");
    const auto order = call.query_or("order", "asc");
    require(order == "asc" || order == "desc", Errc::invalid, "order: asc or desc");
    if (order == "desc") asked.order = core::PageOrder::newest_first;
    return asked;
}

std::optional<core::Session> session_asked(const http::Call& call, const core::Sessions& sessions,
                                           std::string& name) {
    name = call.query_or("session_id", "");
    check_session(name);
    return sessions.find({std::string{kSurface}, name}, name);
}

void routes(http::Router& router, const Parts& parts) {
    const auto on = router
                        .surface(surface(parts.clock, Zone::named(parts.settings.timezone)),
                                 {"/api/message", "/api/ai/records", "/ws"})
                        .tagged("im");
    message_routes(on, parts);
    ai_record_routes(on, parts);
    socket_routes(on, parts);
    ticket_routes(router, parts.tickets);
}

}  // namespace kith::api::im

// The dialect of surface V: request_id, ok and failed in every answer, and the list of its groups.
#include "api/sessions/fields.h"
#include "api/sessions/sessions.h"

namespace kith::api::sessions {
namespace {

struct FailedBody {
    std::string request_id;
    int ok = 1;
    std::string failed;
};
BOOST_DESCRIBE_STRUCT(FailedBody, (), (request_id, ok, failed))

struct Wording {
    int status, ok;
    std::string failed;
};

Wording wording(const Error& error) {
    const auto status = http::status_of(error);
    switch (error.code()) {
        case Errc::invalid:
            if (error.reason() == kBadValue) return {200, 1, error.message()};
            return {status, 1, error.message()};
        case Errc::too_large:
            return {status, 1, "bad request: body"};
        case Errc::not_found:
            return {error.reason() == "route" ? status : 200, 2, error.message()};
        case Errc::unauthorized:
        case Errc::forbidden:
            return {status, 4, "forbidden"};
        default:
            return {status, 9, "internal error"};
    }
}

http::Response fail(const Error& error, const http::Call& call) {
    const auto worded = wording(error);
    // Another method has no body of this surface.
    auto id = error.reason() == "method_not_allowed" ? "" : request_id_of(call.body_text());
    return http::json_text(worded.status,
                           json::write(FailedBody{std::move(id), worded.ok, worded.failed}));
}

}  // namespace

http::Surface surface() {
    return {.name = "sessions", .fail = fail, .error_schema = [](json::Schemas& schemas) {
                return schemas.of<FailedBody>(json::Use::written);
            }};
}

void routes(http::Router& router, const Parts& parts) {
    const auto on =
        router
            .surface(surface(), {"/add_user", "/query_user_info", "/delete_specific_session",
                                 "/delete_sessions", "/query_session_names", "/query_session_info",
                                 "/add_chat"})
            .tagged("sessions");
    user_routes(on, parts.profiles);
    session_routes(on, parts);
    chat_routes(on, parts);
}

}  // namespace kith::api::sessions

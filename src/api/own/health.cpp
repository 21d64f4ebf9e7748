// GET /health: answers as long as the process lives, also when every lane is full.
#include "api/own/own.h"
#include "base/time.h"
#include "base/zone.h"

namespace kith::api::own {
namespace {

struct Health {
    std::string status, version;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, version))

// The dialect of /health and its neighbours (surfaces contract §2.1).
struct ErrorBody {
    int code{};
    std::string message, detail;
    std::optional<std::string> details;
    std::string timestamp;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (code, message, detail, details, timestamp))

// "2025-01-27T12:00:00": this dialect names no zone.
constexpr std::size_t kStampBytes = 19;
constexpr std::string_view kNotAllowed = "Method Not Allowed";  // IM contract §1

}  // namespace

void health_routes(http::Router& router, const Clock& clock, const Host& host) {
    const http::Surface dialect{
        .name = "health",
        .fail =
            [&clock, zone = Zone::named(host.timezone)](const Error& error, const http::Call&) {
                const int status = http::status_of(error);
                const auto now = zone.rfc3339(unix_seconds(clock.now())).substr(0, kStampBytes);
                const auto text = status == 405 ? std::string{kNotAllowed} : error.message();
                return http::json_text(status, json::write(ErrorBody{status, text, text, {}, now}));
            },
        .error_schema =
            [](json::Schemas& schemas) { return schemas.of<ErrorBody>(json::Use::written); }};
    router.surface(dialect, {"/health"})
        .get("/health", [text = json::write(Health{"ok", host.version})](
                            http::Call&) { return http::json_text(200, text); })
        .answers<Health>()
        .immediate()
        .summary("I05 The process is alive");
}

}  // namespace kith::api::own

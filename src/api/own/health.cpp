// GET /health: answers as long as the process lives, also when every lane is full.
#include "api/own/own.h"

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

}  // namespace

void health_routes(http::Router& router, std::string version) {
    const http::Surface dialect{
        .name = "health", .fail = [](const Error& error, const http::Call&) {
            const int status = http::status_of(error);
            return http::json_text(
                status, json::write(ErrorBody{status, error.message(), error.message(), {}, ""}));
        }};
    router.surface(dialect, {"/health"})
        .get("/health", [text = json::write(Health{"ok", version})](
                            http::Call&) { return http::json_text(200, text); })
        .immediate()
        .summary("I05 The process is alive");
}

}  // namespace kith::api::own

// The dialect of our own endpoints, and the list of their groups.
#include "api/own/own.h"

namespace kith::api::own {
namespace {

struct ErrorBody {
    std::string error;
    json::OmitDefault<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (error, reason))

http::Response fail(const Error& error, const http::Call&) {
    const bool hidden = error.code() == Errc::internal;
    return http::json_text(http::status_of(error),
                           json::write(ErrorBody{hidden ? "internal error" : error.message(),
                                                 hidden ? std::string{} : error.reason()}));
}

void fail_stream(const Error& error, http::EventStream& out) {
    out.send(ErrorBody{error.code() == Errc::internal ? "internal error" : error.message(),
                       error.reason()},
             {.name = "error"});
}

}  // namespace

http::Surface surface() {
    return {.name = "kith",
            .fail = fail,
            .error_schema =
                [](json::Schemas& schemas) { return schemas.of<ErrorBody>(json::Use::written); },
            .fail_stream = fail_stream};
}

void routes(http::Router& router, const Parts& parts) {
    const auto on = router.surface(surface(), {"/api/kith"}).tagged("kith");
    boot_routes(on, parts);
    batch_routes(on, router);
    directory_routes(on, parts.store);
    find_routes(on, parts);
    conversation_routes(on, parts);
    upload_routes(on, parts.uploads);
    import_routes(on, parts.imports, parts.uploads);
    live_routes(on, parts);
    job_routes(on, parts.jobs, parts.events);
    model_routes(on, parts.models);
    app_routes(on, parts.sessions);
    health_routes(router, parts.clock, parts.host);
}

}  // namespace kith::api::own

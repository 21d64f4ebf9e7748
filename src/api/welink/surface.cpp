// The dialect of surface W, and the list of its groups.
#include "api/welink/analysis.h"
#include "api/welink/welink.h"

namespace kith::api::welink {
namespace {

struct ErrorBody {
    std::string error;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (error))

}  // namespace

http::Surface surface() {
    return {.name = "welink",
            .fail =
                [](const Error& error, const http::Call&) {
                    const auto text = error.code() == Errc::internal ? std::string{"internal error"}
                                                                     : error.message();
                    return http::json_text(http::status_of(error), json::write(ErrorBody{text}));
                },
            .error_schema =
                [](json::Schemas& schemas) { return schemas.of<ErrorBody>(json::Use::written); },
            .fail_stream = {},
            .trailing_slash = http::TrailingSlash::redirects};
}

http::Guard needs_archive(const core::Archive& archive) {
    return [&archive](http::Call&) {
        require(archive.ready(), Errc::unavailable, "not_configured", "not_configured");
    };
}

void routes(http::Router& router, const Parts& parts) {
    auto open = router.surface(surface(), {"/api"}).tagged("archive");
    auto guarded = open.guarded(needs_archive(parts.archive));
    init_routes(open, guarded, parts.analysis, parts.archive);
    diagnostics_routes(open, parts);
    contact_routes(guarded, parts.analysis, parts.store);
    message_routes(guarded, parts.analysis, parts.store);
    calendar_routes(guarded, parts.analysis, parts.store, parts.clock);
    search_routes(guarded, parts.analysis, parts.store, parts.scan);
    app_routes(open, parts);
    lock_routes(open, parts.lock);
    avatar_routes(open, parts.net, parts.host);
    description_routes(open, router, parts.host.version);
}

}  // namespace kith::api::welink

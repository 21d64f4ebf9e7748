// The dialect of surface W, and the list of its groups.
#include "api/welink/analysis.h"
#include "api/welink/welink.h"

namespace kith::api::welink {
namespace {

struct ErrorBody {
    std::string error;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (error))

// Models that fail, and preferences that can be neither read nor written, are 500 (§14).
int status_of(const Error& error) {
    const bool storage = error.reason() == kNotSaved || error.reason() == "preferences";
    return error.code() == Errc::upstream || storage ? 500 : http::status_of(error);
}

http::Guard demo_guard(const Host& host) {
    return [locks = host.demo_locks_models](http::Call&) {
        require(!locks, Errc::forbidden, "Demo 模式下不允许修改 AI 配置", "demo");
    };
}

}  // namespace

http::Surface surface() {
    return {.name = "welink",
            .fail =
                [](const Error& error, const http::Call&) {
                    const auto text = error.code() == Errc::internal ? std::string{"internal error"}
                                                                     : error.message();
                    return http::json_text(status_of(error), json::write(ErrorBody{text}));
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
    const auto demo = demo_guard(parts.host);
    preference_routes(open, parts.preferences, parts.lock, demo);
    model_routes(open, parts.models, parts.host.model_test, demo);
    avatar_routes(open, parts.net, parts.host);
    description_routes(open, router, parts.host.version);
}

}  // namespace kith::api::welink

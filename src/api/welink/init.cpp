// W001 W002 W003 W005: choose a range, watch the index run, stop it, health.
#include "api/welink/analysis.h"
#include "api/welink/welink.h"

namespace kith::api::welink {
namespace {

struct InitBody {
    std::int64_t from{}, to{};
};
BOOST_DESCRIBE_STRUCT(InitBody, (), (from, to))

struct Started {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(Started, (), (status))

struct Cancelled {
    bool cancelled{};
};
BOOST_DESCRIBE_STRUCT(Cancelled, (), (cancelled))

struct Health {
    std::string status;
    std::int64_t db_connected{};
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, db_connected))

InitBody read_init(const http::Call& call) {
    try {
        const auto body = json::parse(call.body_text(), {.trailing = json::Trailing::ignored});
        return body.is_null() ? InitBody{} : json::from<InitBody>(body, json::Keys::any_case);
    } catch (const Error&) {  // the surface has one word for all of them
        throw Error{Errc::invalid, "invalid body"};
    }
}

}  // namespace

void init_routes(http::Routes open, http::Routes guarded, Analysis& analysis,
                 const core::Archive& archive) {
    guarded
        .post<InitBody>("/api/init",
                        [&analysis](http::Call& call) {
                            const auto body = read_init(call);
                            analysis.init({body.from, body.to});
                            return Started{"indexing"};
                        })
        .summary("W001 Start counting over a range, in the background");

    open.get("/api/status",
             [&analysis, &archive](http::Call&) {
                 return archive.ready() ? analysis.status() : IndexStatus{};
             })
        .summary("W002 State and progress of the index");

    guarded
        .post("/api/cancel-index",
              [&analysis](http::Call&) { return Cancelled{analysis.cancel()}; })
        .summary("W003 Stop a running index");

    open.get("/api/health",
             [&archive](http::Call&) { return Health{"ok", archive.attached().databases}; })
        .summary("W005 Number of message databases");
}

}  // namespace kith::api::welink

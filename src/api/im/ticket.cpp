// X14: a ticket for one WebSocket of one user, for browsers that cannot send a key with a
// handshake.
#include "api/im/im.h"
#include "json/json.h"

namespace kith::api::im {
namespace {

struct TicketBody {
    std::string user_id;
};
BOOST_DESCRIBE_STRUCT(TicketBody, (), (user_id))

struct TicketView {
    std::string ticket;
    std::int64_t expires_in{};  // seconds
};
BOOST_DESCRIBE_STRUCT(TicketView, (), (ticket, expires_in))

struct ErrorBody {
    std::string error;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (error))

http::Surface dialect() {
    return {.name = "im-ticket",
            .fail =
                [](const Error& error, const http::Call&) {
                    const bool hidden = error.code() == Errc::internal;
                    return http::json_text(
                        http::status_of(error),
                        json::write(ErrorBody{hidden ? "internal error" : error.message()}));
                },
            .error_schema =
                [](json::Schemas& schemas) { return schemas.of<ErrorBody>(json::Use::written); }};
}

}  // namespace

void ticket_routes(http::Router& router, core::Tickets& tickets) {
    router.surface(dialect(), {"/api/im"})
        .tagged("kith")
        .post("/api/im/ticket",
              [&tickets](http::Call&, const TicketBody& body) {
                  check_name(body.user_id);
                  return TicketView{tickets.make(body.user_id), core::kTicketLife.count()};
              })
        .summary("X14 A ticket that lets one WebSocket of a user in, once, within a minute");
}

}  // namespace kith::api::im

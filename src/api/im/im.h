// Surface I: messages, AI records and the WebSocket of a small chat service. Contract:
// shared/contract/im.md; what goes beyond it: docs/live.md. Numbers I01… stand at the routes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/im/desk.h"
#include "base/clock.h"
#include "base/zone.h"
#include "core/replies/replies.h"
#include "core/sessions/sessions.h"
#include "core/tickets/tickets.h"
#include "http/router.h"

namespace kith::api::im {

inline constexpr std::size_t kContentPoints = 5000;  // code points
inline constexpr std::size_t kNamePoints = 48;       // of session and user ids
inline constexpr std::size_t kKeyBytes = 255;        // of keys that clients make
inline constexpr std::int64_t kPageSize = 20, kPageSizeMax = 100;
inline constexpr int kSockets = 1000;  // open at once, unless the settings say otherwise

struct Settings {
    std::string timezone;
    int sockets = kSockets;
};

struct Parts {
    core::Sessions& sessions;
    core::Replies& replies;
    core::Tickets& tickets;
    const Clock& clock;
    Desk& desk;
    Settings settings;
};

http::Surface surface(const Clock& clock, const Zone& zone);
void routes(http::Router& router, const Parts& parts);

void message_routes(http::Routes on, const Parts& parts);
void ai_record_routes(http::Routes on, const Parts& parts);
void socket_routes(http::Routes on, const Parts& parts);
void ticket_routes(http::Router& router, core::Tickets& tickets);

// "2025-01-27T12:00:00": local time, no zone.
std::string stamp(const Zone& zone, Time time);

// Checks of the contract's tables; each throws Error{invalid} with the reason of its code.
// `content`: null, absent, of a wrong type.
std::string checked_content(const json::value* content);
std::string checked_session(const json::value* session);
void check_session(std::string_view session);
// Of a person: 1..48 code points without control characters.
void check_name(std::string_view name);
void check_key(std::string_view key);

struct PageAsked {
    std::int64_t page = 1, size = kPageSize;
    core::PageOrder order = core::PageOrder::oldest_first;
    std::int64_t offset() const;  // beyond any session when the page is
};
// Throws Error{invalid}.
PageAsked page_asked(const http::Call& call);
// The session of a list. None when nobody has written in it. Throws Error{invalid}.
std::optional<core::Session> session_asked(const http::Call& call, const core::Sessions& sessions,
                                           std::string& name);

}  // namespace kith::api::im

// Surface V: users and sessions of other programs, seven POSTs at the root. Numbers V01… stand at
// the routes.
#pragma once

#include "base/clock.h"
#include "core/sessions/profiles.h"
#include "core/sessions/sessions.h"
#include "http/router.h"

namespace kith::api::sessions {

struct Parts {
    core::Sessions& sessions;
    core::Profiles& profiles;
    const Clock& clock;
    // After so long without a message a user's next one begins a session; 0 = each one does,
    // negative = never.
    std::chrono::minutes idle{30};
};

http::Surface surface();
void routes(http::Router& router, const Parts& parts);

void user_routes(http::Routes on, core::Profiles& profiles);
void session_routes(http::Routes on, const Parts& parts);
void chat_routes(http::Routes on, const Parts& parts);

}  // namespace kith::api::sessions

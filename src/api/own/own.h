// Our own endpoints below /api/kith: what the page and other clients need beyond the five surfaces.
// Numbers X01… stand at the routes.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/clock.h"
#include "core/archive/archive.h"
#include "core/events/events.h"
#include "core/imports/imports.h"
#include "core/jobs/jobs.h"
#include "core/preferences/screen_lock.h"
#include "core/replies/replies.h"
#include "core/sessions/sessions.h"
#include "core/uploads/uploads.h"
#include "http/router.h"
#include "search/scan_pool.h"
#include "store/store.h"

namespace kith::core {
class Egress;
class Models;
}  // namespace kith::core

namespace kith::api::own {

struct Host {
    std::string version, mode, language, timezone;  // mode: "local" or "insecure"
    std::filesystem::path data;
    bool remote_avatars = false;  // addresses outside this machine may be asked for avatars
};

struct Parts {
    store::Store& store;
    core::Archive& archive;
    core::Imports& imports;
    core::Uploads& uploads;
    core::Jobs& jobs;
    core::Events& events;
    core::Sessions& sessions;
    core::Replies& replies;
    core::ScreenLock& lock;
    core::Models& models;
    core::Egress& egress;
    search::ScanPool& scan;
    const Clock& clock;
    Host host;
};

// X01 as JSON, for the page itself: a page that locks itself at its start gets the part that it
// needs while it is locked, and asks for the rest afterwards. O(chats).
std::string boot_json(const Parts& parts);

http::Surface surface();
void routes(http::Router& router, const Parts& parts);

void boot_routes(http::Routes on, const Parts& parts);
void batch_routes(http::Routes on, const http::Router& router);
void directory_routes(http::Routes on, store::Store& store);
void find_routes(http::Routes on, const Parts& parts);
void conversation_routes(http::Routes on, const Parts& parts);
void upload_routes(http::Routes on, core::Uploads& uploads);
void import_routes(http::Routes on, core::Imports& imports, core::Uploads& uploads);
void live_routes(http::Routes on, const Parts& parts);
void job_routes(http::Routes on, core::Jobs& jobs, core::Events& events);
void model_routes(http::Routes on, const core::Models& models);
void app_routes(http::Routes on, core::Sessions& sessions);
void health_routes(http::Router& router, const Clock& clock, const Host& host);

}  // namespace kith::api::own

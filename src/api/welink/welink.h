// Surface W: archive and analysis (WeLink-compatible), all below /api. One file per group of
// endpoints; contract numbers stand at the routes.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/clock.h"
#include "core/archive/archive.h"
#include "core/preferences/screen_lock.h"
#include "http/router.h"
#include "net/client.h"
#include "search/scan_pool.h"
#include "store/store.h"

namespace kith::core {
class Models;
class Preferences;
}  // namespace kith::core

namespace kith::api::welink {

class Analysis;

// What this machine and this process are, for W116 and W004.
struct Host {
    std::string version;
    std::filesystem::path data;  // our own data folder
    std::filesystem::path home;  // of the person, where a folder picker starts
    std::filesystem::path avatar_cache;
    std::vector<std::string> probed;               // places where archives are usually found
    bool remote_avatars = false;                   // other machines may be asked for avatars
    bool demo_locks_models = false;                // a public demo: nobody changes or tests models
    std::chrono::milliseconds model_test{60'000};  // longest test of a model
};

// Everything the surface works on; each route function takes exactly what it uses.
struct Parts {
    store::Store& store;
    Analysis& analysis;
    core::Archive& archive;
    core::Imports& imports;
    core::ScreenLock& lock;
    core::Preferences& preferences;
    core::Models& models;
    search::ScanPool& scan;
    net::Client& net;
    const Clock& clock;
    Host host;
};

// The reason of an Error{unavailable} for what could not be written: 500 here.
inline constexpr std::string_view kNotSaved = "not_saved";

http::Surface surface();
// Throws Error{unavailable, "not_configured"} while there is nothing to show (503 rule, archive
// contract §2).
http::Guard needs_archive(const core::Archive& archive);

// Registers the whole surface.
void routes(http::Router& router, const Parts& parts);

void init_routes(http::Routes open, http::Routes guarded, Analysis& analysis,
                 const core::Archive& archive);
void diagnostics_routes(http::Routes open, const Parts& parts);
void contact_routes(http::Routes guarded, Analysis& analysis, store::Store& store);
void message_routes(http::Routes guarded, Analysis& analysis, store::Store& store);
void calendar_routes(http::Routes guarded, Analysis& analysis, store::Store& store,
                     const Clock& clock);
void search_routes(http::Routes guarded, Analysis& analysis, store::Store& store,
                   search::ScanPool& scan);
void app_routes(http::Routes open, const Parts& parts);
void lock_routes(http::Routes open, core::ScreenLock& lock);
// `demo` refuses what a public demo does not allow.
void preference_routes(http::Routes open, core::Preferences& preferences,
                       const core::ScreenLock& lock, const http::Guard& demo);
void model_routes(http::Routes open, core::Models& models, std::chrono::milliseconds patience,
                  const http::Guard& demo);
void avatar_routes(http::Routes open, net::Client& net, const Host& host);
void description_routes(http::Routes open, const http::Router& router, std::string version);

}  // namespace kith::api::welink

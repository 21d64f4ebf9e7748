// The program put together: store, jobs, surfaces, server. The only place that knows everything.
#pragma once

#include <memory>
#include <vector>

#include "app/settings.h"
#include "base/clock.h"
#include "core/archive/archive.h"
#include "core/embedded/inside.h"
#include "core/imports/imports.h"
#include "core/jobs/jobs.h"
#include "core/preferences/screen_lock.h"
#include "http/router.h"
#include "http/server.h"
#include "store/store.h"

namespace kith::app {

// Made: the store is open, nothing listens. Members from one thread, except router().handle().
class App {
  public:
    // Throws Error: unavailable (another process uses the data folder, disk), invalid (wrong key,
    // insecure address).
    explicit App(const Settings& settings);
    ~App();  // stops
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // What a start after the last stop has to catch up with: unfinished imports, the attached
    // archive, archives of the settings, the index, the demo.
    void begin();
    // Listens, and goes on with waiting replies. Throws Error{unavailable} when an address is
    // taken.
    void listen();
    std::vector<http::Address> addresses() const;
    // Ends everything in order: server, jobs, cache file. Idempotent.
    void stop();

    const http::Router& router() const;
    store::Store& store();
    core::Jobs& jobs();
    core::Imports& imports();
    core::Archive& archive();
    core::Inside& inside();
    core::ScreenLock& screen_lock();
    const Clock& clock() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// An address outside loopback without a password needs the operator's word. Throws Error{invalid}.
void check_addresses(const Settings& settings);

}  // namespace kith::app

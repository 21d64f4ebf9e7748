// See app.h.
#include "app/app.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/im/im.h"
#include "api/own/own.h"
#include "api/sessions/sessions.h"
#include "api/welink/analysis.h"
#include "api/welink/welink.h"
#include "app/pages.h"
#include "base/log.h"
#include "core/events/events.h"
#include "core/events/pulse.h"
#include "core/models/egress.h"
#include "core/models/models.h"
#include "core/preferences/preferences.h"
#include "core/preferences/screen_lock.h"
#include "core/replies/replies.h"
#include "core/sessions/profiles.h"
#include "core/sessions/sessions.h"
#include "core/tickets/tickets.h"
#include "core/uploads/uploads.h"
#include "net/curl_client.h"
#include "search/scan_pool.h"

namespace kith::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kWatchEvery{3};
constexpr unsigned kScanThreads = 2;

std::unique_ptr<Clock> make_clock(const Settings& settings) {
    if (settings.fixed_clock)
        return std::make_unique<FixedClock>(from_seconds(*settings.fixed_clock));
    return std::make_unique<SystemClock>();
}

fs::path make_folder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    require(!problem, Errc::unavailable, "the folder cannot be made: " + folder.string());
    fs::permissions(folder, fs::perms::owner_all, problem);  // nobody else's business
    return folder;
}

store::Settings store_settings(const Settings& settings) {
    store::Settings made;
    made.file = make_folder(settings.data) / "kith.db";
    made.key = settings.key;
    made.subjects = {core::session_tables(), core::reply_tables()};
    return made;
}

http::Settings http_settings(const Settings& settings) {
    http::Settings made;
    made.listen = settings.listen;
    made.io_threads = settings.io_threads;
    return made;
}

core::InsideSettings inside_settings(const Settings& settings) {
    return {.folder = settings.models.empty() ? settings.data / "models" : settings.models,
            .idle = settings.model_idle};
}

core::InsideModels models_of(core::Inside& inside) {
    return {.chat = [&inside] { return inside.chat(); },
            .embedder = [&inside] { return inside.embedder(); },
            .chat_state = [&inside] { return inside.chat_state(); },
            .embedder_state = [&inside] { return inside.embedder_state(); }};
}

std::string_view mode_of(const Settings& settings) {
    for (const auto& address : settings.listen)
        if (!http::is_loopback(address)) return "insecure";
    return "local";
}

// Whose answers are asked for: none is no error, anything else that is wrong is one of the reply.
core::Replies::ModelSource model_source(const Settings& settings, core::Models& models) {
    if (settings.model) return settings.model;
    return [&models]() -> std::shared_ptr<llm::Model> {
        try {
            return models.model("reply");
        } catch (const Error& error) {
            if (error.reason() == "no_model") return nullptr;
            throw;
        }
    };
}

std::vector<std::string> probed_folders(const Settings& settings) {
    std::vector<std::string> folders{fs::current_path().string()};
    for (const auto* name : {"decrypted", "../decrypted"})
        folders.push_back((fs::current_path() / name).lexically_normal().string());
    folders.push_back((settings.data / "archive").string());
    return folders;
}

}  // namespace

void check_addresses(const Settings& settings) {
    if (settings.insecure) return;
    for (const auto& address : settings.listen)
        require(http::is_loopback(address), Errc::invalid,
                http::to_string(address) +
                    " is reachable from other machines and Kith has no password yet: add "
                    "--insecure if that is meant");
}

struct App::Parts {
    explicit Parts(const Settings& given)
        : settings{given},
          clock{make_clock(given)},
          store{store::Store::open(store_settings(given), *clock)},
          inside{inside_settings(given), inside_net, quiet},
          jobs{*clock, events, &quiet},
          imports{*store, jobs, *clock, given.timezone, make_folder(given.data / "temp")},
          archive{*store, imports, *clock, given.timezone},
          screen_lock{*store, *clock},
          sessions{*store, *clock, Zone::named(given.timezone)},
          profiles{*store},
          preferences{given.data, given.key},
          egress{events},
          models{preferences, net, *clock, models_of(inside),
                 [this](const llm::Outgoing& one) { egress.add(one); }},
          tickets{*clock},
          replies{*store,
                  sessions,
                  *clock,
                  Zone::named(given.timezone),
                  model_source(given, models),
                  given.parallel_replies},
          desk{sessions, replies, pulse},
          uploads{given.data / "uploads", *clock},
          scan{kScanThreads},
          analysis{*store, jobs, *clock, {.zone = Zone::named(given.timezone)}},
          router{{given.hosts, given.origins}} {}

    Settings settings;
    std::unique_ptr<Clock> clock;
    core::Events events;
    core::Pulse pulse{events};
    std::unique_ptr<store::Store> store;
    net::CurlClient inside_net;  // to the chat model's process alone: never through a proxy
    Quiet quiet;
    core::Inside inside;
    core::Jobs jobs;
    core::Imports imports;
    core::Archive archive;
    core::ScreenLock screen_lock;
    core::Sessions sessions;
    core::Profiles profiles;
    core::Preferences preferences;
    core::Egress egress;
    net::CurlClient net;
    core::Models models;
    core::Tickets tickets;
    core::Replies replies;
    api::im::Desk desk;
    core::Uploads uploads;
    search::ScanPool scan;
    api::welink::Analysis analysis;
    http::Router router;
    std::unique_ptr<http::Server> server;

    std::mutex mutex;
    std::condition_variable woken;
    bool stopping = false;
    std::thread watcher;

    void watch();
};

// Looks after the attached archive until the program stops.
void App::Parts::watch() {
    std::unique_lock lock{mutex};
    while (!woken.wait_for(lock, kWatchEvery, [this] { return stopping; })) {
        lock.unlock();
        try {
            archive.look_for_changes();
            uploads.clean();
        } catch (const Error& error) {  // the next look may find it well again
            log::warn("looking at the attached archive failed: {}", error.message());
        }
        lock.lock();
    }
}

App::App(const Settings& settings) {
    check_addresses(settings);
    parts_ = std::make_unique<Parts>(settings);
    auto& p = *parts_;
    const api::welink::Host host{.version = KITH_VERSION,
                                 .data = settings.data,
                                 .home = settings.home,
                                 .avatar_cache = settings.data / "avatars",
                                 .probed = probed_folders(settings),
                                 .remote_avatars = settings.remote_avatars,
                                 .demo_locks_models = settings.demo_locks_models,
                                 .model_test = settings.model_test};
    api::welink::routes(p.router, {*p.store, p.analysis, p.archive, p.imports, p.screen_lock,
                                   p.preferences, p.models, p.scan, p.net, *p.clock, host});
    const api::own::Host own{.version = KITH_VERSION,
                             .mode = std::string{mode_of(settings)},
                             .language = settings.language,
                             .timezone = settings.timezone,
                             .data = settings.data,
                             .remote_avatars = settings.remote_avatars};
    const api::own::Parts parts{*p.store,   p.archive, p.imports,     p.uploads, p.jobs,   p.events,
                                p.sessions, p.replies, p.screen_lock, p.models,  p.egress, p.scan,
                                *p.clock,   own};
    api::own::routes(p.router, parts);
    api::sessions::routes(p.router, {p.sessions, p.profiles, *p.clock,
                                     std::chrono::minutes{settings.v0_idle_minutes}});
    api::im::routes(p.router, {p.sessions,
                               p.replies,
                               p.tickets,
                               *p.clock,
                               p.desk,
                               {settings.timezone, settings.sockets}});
    serve_pages(p.router, settings.web, [parts] { return api::own::boot_json(parts); });
    p.store->on_change([&p](std::uint64_t generation) { p.pulse.archive(generation); });
    p.imports.on_finished([&p](core::Counting counting) {
        if (counting == core::Counting::starts) p.analysis.init_once();
    });
}

App::~App() {
    stop();
}

void App::begin() {
    auto& p = *parts_;
    p.imports.resume_unfinished();
    p.archive.attach_again();
    for (const auto& folder : p.settings.archives) {
        if (p.archive.attached().folder == folder.string()) continue;
        p.archive.attach(folder, core::Counting::starts);
    }
    if (p.settings.demo && !p.archive.ready()) p.archive.attach_demo(core::Counting::starts);
    p.analysis.init_again();
    if (p.settings.fetch_models) p.inside.prepare();
    p.watcher = std::thread{[&p] { p.watch(); }};
}

void App::listen() {
    auto& p = *parts_;
    p.server = std::make_unique<http::Server>(http_settings(p.settings), p.router);
    p.server->start();
    p.replies.resume();
}

std::vector<http::Address> App::addresses() const {
    return parts_->server ? parts_->server->addresses() : std::vector<http::Address>{};
}

void App::stop() {
    auto& p = *parts_;
    {
        const std::lock_guard guard{p.mutex};
        if (p.stopping) return;
        p.stopping = true;
    }
    p.woken.notify_all();
    if (p.watcher.joinable()) p.watcher.join();
    if (p.server) p.server->stop();
    p.replies.shutdown();
    p.jobs.shutdown();
    p.store->on_change({});
    p.pulse.shutdown();
    p.store->write_cache(Stop{});
}

const http::Router& App::router() const {
    return parts_->router;
}
store::Store& App::store() {
    return *parts_->store;
}
core::Jobs& App::jobs() {
    return parts_->jobs;
}
core::Imports& App::imports() {
    return parts_->imports;
}
core::Archive& App::archive() {
    return parts_->archive;
}
core::ScreenLock& App::screen_lock() {
    return parts_->screen_lock;
}
core::Inside& App::inside() {
    return parts_->inside;
}

const Clock& App::clock() const {
    return *parts_->clock;
}

}  // namespace kith::app

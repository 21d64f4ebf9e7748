// What the operator decides before start: defaults, then kith.json in the data folder, then KITH_…
// variables, then flags. Read once, immutable after.
#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "http/server.h"
#include "llm/model.h"

namespace kith::app {

struct Settings {
    std::filesystem::path data;         // everything Kith writes lies here
    std::filesystem::path home;         // of the person
    std::vector<http::Address> listen;  // default 127.0.0.1:8080
    std::vector<std::string> hosts;     // further names that may stand in Host
    std::vector<std::string> origins;   // further origins that may change things
    bool insecure = false;              // allow addresses outside loopback without a password
    bool demo = false;                  // fill an empty data folder with the demo archive
    std::vector<std::filesystem::path> archives;  // imported at start and watched
    std::string timezone = "Asia/Shanghai";
    std::string log_level = "info";
    bool remote_avatars = false;     // avatars may be fetched from the addresses in the archive
    bool demo_locks_models = false;  // a public demo: nobody changes or tests models
    std::chrono::seconds model_test{60};  // longest test of a model or an embedder
    Secret key;                           // encryption at rest: 64 hex digits, "" = off
    std::filesystem::path web;            // folder with the built page, "" = the static screen
    std::filesystem::path models;         // folder of the models inside
    bool fetch_models = false;            // what is missing there is fetched
    std::chrono::minutes model_idle{10};  // then the chat model's process is stopped
    int io_threads = 2;
    int parallel_replies = 4;  // sessions that are answered at once
    int sockets = 1000;        // open WebSockets of the IM surface
    // "v0": {"session_idle_minutes": …} in kith.json: see api/sessions.
    std::int64_t v0_idle_minutes = 30;
    std::optional<std::int64_t> fixed_clock;  // Unix seconds; tests only
    std::string language;                     // "zh-CN" or "en"
    // Answers instead of the models that were chosen; tests only.
    std::function<std::shared_ptr<llm::Model>()> model;
};

// What a command line may set; nothing = not given. The command line itself is read in cli/.
struct Flags {
    std::optional<std::string> data, log_level, timezone, key_file, web, language, models;
    std::vector<std::string> listen, archives;
    bool insecure = false, demo = false, remote_avatars = false, fetch_models = false;
    std::optional<std::int64_t> clock;
};

using Environment = std::function<std::optional<std::string>(std::string_view name)>;
Environment process_environment();

// Throws Error{invalid} that names the setting and where it came from.
Settings load_settings(const Flags& flags, const Environment& environment);

// $KITH_DATA, else $XDG_DATA_HOME/kith, else ~/.local/share/kith.
std::filesystem::path default_data_folder(const Environment& environment);
// $KITH_MODELS, else $XDG_CACHE_HOME/kith/models, else ~/.cache/kith/models; "" without a home. One
// for all data folders of a person.
std::filesystem::path default_models_folder(const Environment& environment);

}  // namespace kith::app

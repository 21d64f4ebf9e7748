// See settings.h.
#include "app/settings.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "base/error.h"
#include "base/zone.h"
#include "json/json.h"

namespace kith::app {
namespace {

constexpr std::size_t kKeyDigits = 64;

constexpr std::int64_t kLongestIdle = 1'000'000'000;  // minutes

struct FileOfV0 {
    std::optional<std::int64_t> session_idle_minutes;
};
BOOST_DESCRIBE_STRUCT(FileOfV0, (), (session_idle_minutes))

// kith.json: the same names as the flags.
struct File {
    std::vector<std::string> listen, hosts, origins, archives;
    bool insecure = false, remote_avatars = false;
    std::string timezone, log_level, key_file, web, language, models;
    int io_threads = 0, model_test_seconds = 0, model_idle_minutes = 0, parallel_replies = 0,
        sockets = 0;
    FileOfV0 v0;
};
BOOST_DESCRIBE_STRUCT(File, (),
                      (listen, hosts, origins, archives, insecure, remote_avatars, timezone,
                       log_level, key_file, web, language, models, io_threads, model_test_seconds,
                       model_idle_minutes, parallel_replies, sockets, v0))

std::string read_text(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    require(in.good(), Errc::invalid, "cannot read " + file.string());
    return {std::istreambuf_iterator<char>{in}, {}};
}

File read_file(const std::filesystem::path& data) {
    const auto path = data / "kith.json";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return {};
    try {
        return json::read<File>(read_text(path));
    } catch (Error& error) {
        throw Error{Errc::invalid, "kith.json: " + error.message()};
    }
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto comma = list.find(',');
        if (comma != 0) parts.emplace_back(list.substr(0, comma));
        if (comma == std::string_view::npos) break;
        list.remove_prefix(comma + 1);
    }
    return parts;
}

Secret read_key(const std::string& file) {
    auto text = read_text(file);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    std::string bytes;
    require(text.size() == kKeyDigits && unhex(text, bytes), Errc::invalid,
            "the key file does not hold 64 hexadecimal digits");
    return Secret{text};
}

std::string preferred_language(const Environment& environment) {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const auto value = environment(name);
        if (value && !value->empty()) return value->starts_with("zh") ? "zh-CN" : "en";
    }
    return "en";
}

// The first that was given: flag, variable, file.
std::string choose(const std::optional<std::string>& flag,
                   const std::optional<std::string>& variable, const std::string& file) {
    if (flag) return *flag;
    return variable && !variable->empty() ? *variable : file;
}

std::vector<std::string> choose(const std::vector<std::string>& flag,
                                const std::optional<std::string>& variable,
                                const std::vector<std::string>& file) {
    if (!flag.empty()) return flag;
    return variable ? split(*variable) : file;
}

// Each message alone, or never: both sides of a span of time.
std::int64_t idle_minutes(const Environment& environment, const File& file) {
    auto minutes = file.v0.session_idle_minutes;
    if (const auto text = environment("KITH_V0_SESSION_IDLE_MINUTES"); text && !text->empty()) {
        std::int64_t read = 0;
        const auto* end = text->data() + text->size();
        const auto [at, problem] = std::from_chars(text->data(), end, read);
        require(problem == std::errc{} && at == end, Errc::invalid,
                "KITH_V0_SESSION_IDLE_MINUTES: expected a number of minutes");
        minutes = read;
    }
    return std::clamp(minutes.value_or(Settings{}.v0_idle_minutes), std::int64_t{-1}, kLongestIdle);
}

// The names are those of the surface's origin: whoever shows a demo to the public sets them.
bool is_public_demo(const Environment& environment) {
    return environment("DEMO_MODE") == "true" && environment("DEMO_DISABLE_AI") != "false";
}

void set_clock(Settings& settings, const Flags& flags, const Environment& environment) {
    if (!flags.clock) return;
    require(environment("KITH_TEST") == "1", Errc::invalid, "--clock works only with KITH_TEST=1");
    settings.fixed_clock = flags.clock;
}

void set_models(Settings& settings, const Flags& flags, const Environment& environment,
                const File& file) {
    settings.models = choose(flags.models, environment("KITH_MODELS"), file.models);
    if (settings.models.empty()) settings.models = default_models_folder(environment);
    if (settings.models.empty()) settings.models = settings.data / "models";
    settings.models = std::filesystem::absolute(settings.models).lexically_normal();
    settings.fetch_models = flags.fetch_models;
    if (file.model_idle_minutes > 0)
        settings.model_idle = std::chrono::minutes{file.model_idle_minutes};
}

}  // namespace

Environment process_environment() {
    return [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string{name}.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>{value};
    };
}

std::filesystem::path default_data_folder(const Environment& environment) {
    if (const auto set = environment("KITH_DATA"); set && !set->empty()) return *set;
    if (const auto xdg = environment("XDG_DATA_HOME"); xdg && xdg->starts_with('/'))
        return std::filesystem::path{*xdg} / "kith";
    const auto home = environment("HOME");
    require(home && !home->empty(), Errc::invalid,
            "neither KITH_DATA nor HOME is set: give --data DIR");
    return std::filesystem::path{*home} / ".local" / "share" / "kith";
}

std::filesystem::path default_models_folder(const Environment& environment) {
    if (const auto set = environment("KITH_MODELS"); set && !set->empty()) return *set;
    if (const auto xdg = environment("XDG_CACHE_HOME"); xdg && xdg->starts_with('/'))
        return std::filesystem::path{*xdg} / "kith" / "models";
    const auto home = environment("HOME");
    if (!home || home->empty()) return {};
    return std::filesystem::path{*home} / ".cache" / "kith" / "models";
}

Settings load_settings(const Flags& flags, const Environment& environment) {
    Settings settings;
    settings.data =
        flags.data ? std::filesystem::path{*flags.data} : default_data_folder(environment);
    settings.data = std::filesystem::absolute(settings.data).lexically_normal();
    settings.home = environment("HOME").value_or("/");
    const auto file = read_file(settings.data);
    for (const auto& text : choose(flags.listen, environment("KITH_LISTEN"), file.listen))
        settings.listen.push_back(http::parse_address(text));
    if (settings.listen.empty()) settings.listen.push_back({});
    settings.hosts = choose({}, environment("KITH_HOSTS"), file.hosts);
    settings.origins = choose({}, environment("KITH_ORIGINS"), file.origins);
    for (const auto& path : choose(flags.archives, environment("KITH_ARCHIVES"), file.archives))
        settings.archives.emplace_back(std::filesystem::absolute(path).lexically_normal());
    settings.insecure = flags.insecure || file.insecure;
    settings.remote_avatars = flags.remote_avatars || file.remote_avatars;
    settings.demo = flags.demo;
    if (const auto zone = choose(flags.timezone, environment("KITH_TIMEZONE"), file.timezone);
        !zone.empty()) {
        require(Zone::known(zone), Errc::invalid, "timezone: no such zone: " + zone);
        settings.timezone = zone;
    }
    if (const auto level = choose(flags.log_level, environment("KITH_LOG_LEVEL"), file.log_level);
        !level.empty())
        settings.log_level = level;
    const std::vector<std::string> levels{"debug", "info", "warn", "error"};
    require(std::ranges::find(levels, settings.log_level) != levels.end(), Errc::invalid,
            "log_level: one of debug, info, warn, error");
    if (const auto key = choose(flags.key_file, environment("KITH_KEY_FILE"), file.key_file);
        !key.empty())
        settings.key = read_key(key);
    settings.web = choose(flags.web, environment("KITH_WEB"), file.web);
    settings.language = choose(flags.language, environment("KITH_LANGUAGE"), file.language);
    if (settings.language.empty()) settings.language = preferred_language(environment);
    if (file.io_threads > 0) settings.io_threads = file.io_threads;
    if (file.parallel_replies > 0) settings.parallel_replies = file.parallel_replies;
    if (file.sockets > 0) settings.sockets = file.sockets;
    settings.v0_idle_minutes = idle_minutes(environment, file);
    if (file.model_test_seconds > 0)
        settings.model_test = std::chrono::seconds{file.model_test_seconds};
    settings.demo_locks_models = is_public_demo(environment);
    set_models(settings, flags, environment, file);
    set_clock(settings, flags, environment);
    return settings;
}

}  // namespace kith::app

// kith serve: the program listens until it is told to stop.
#include <algorithm>
#include <optional>

#include "app/app.h"
#include "app/cli/commands.h"
#include "app/cli/serving.h"
#include "app/cli/width.h"
#include "app/pages.h"
#include "base/error.h"
#include "base/log.h"

namespace kith::app::cli {
namespace {

constexpr std::chrono::minutes kLook{1};  // between looks whether to stop; a stop wakes at once

log::Level level_named(std::string_view name) {
    if (name == "debug") return log::Level::debug;
    if (name == "warn") return log::Level::warn;
    if (name == "error") return log::Level::error;
    return log::Level::info;
}

// Everything here is made up: no import but the demo's.
bool is_demo(App& app) {
    auto imports = app.imports().list();
    std::erase_if(imports, [](const auto& one) { return one.state == "undone"; });
    return !imports.empty() &&
           std::ranges::all_of(imports, [](const auto& one) { return one.format == "demo"; });
}

bool reaches_out(const std::vector<http::Address>& addresses) {
    return !std::ranges::all_of(addresses, http::is_loopback);
}

std::unique_ptr<App> open(const Settings& settings, const Texts& say) {
    try {
        return std::make_unique<App>(settings);
    } catch (const Error& error) {  // the one who holds the folder may say where it is
        const auto note = read_serving(settings.data);
        if (error.reason() != "locked" || !note || note->addresses.empty()) throw;
        throw Error{Errc::unavailable, say(Text::runs_already, note->addresses.front()), kTold};
    }
}

void greet(App& app, const Settings& settings, bool demo, Console& console) {
    const auto& say = console.texts;
    auto& out = console.out;
    for (const auto& address : app.addresses())
        out.stream << out.in(Style::bold, say(Text::kith_is_at, url_of(address))) << '\n';
    out.stream << say(Text::data_is_in, printable(settings.data.string())) << '\n';
    const auto snapshot = app.store().snapshot();
    if (demo)
        out.stream << say(Text::this_is_the_demo) << '\n';
    else if (snapshot->messages > 0)
        out.stream << say(Text::own_data, grouped(snapshot->messages),
                          grouped(snapshot->chats.size()))
                   << '\n';
    else
        out.stream << say(Text::nothing_yet) << '\n';
    if (reaches_out(app.addresses()))
        out.stream << out.in(Style::warning, say(Text::insecure_warning)) << '\n';
    out.stream << say(Text::how_to_stop) << '\n' << std::flush;
}

}  // namespace

ExitCode serve(const Settings& settings, Demo demo, Console& console) {
    check_addresses(settings);
    Settings used = settings;
    used.demo = demo != Demo::no;
    std::error_code unknown;  // a system without /proc: the page has to be named
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    if (used.web.empty() && !unknown) used.web = page_beside(program);
    const auto app = open(used, console.texts);
    log::start(level_named(used.log_level), used.data / "kith.log");
    const bool had_data = app->archive().ready();
    if (demo == Demo::wanted && had_data)
        console.err.stream << console.texts(Text::has_data_already) << '\n';
    app->begin();
    app->listen();
    {
        const ServingNote note{used.data, app->addresses()};
        const bool fills = used.demo && used.archives.empty() && !had_data;
        greet(*app, used, fills || is_demo(*app), console);
        while (!console.stop.wait_for(kLook)) {
        }
    }
    console.err.stream << console.texts(Text::stopping) << '\n' << std::flush;
    app->stop();
    console.err.stream << console.texts(Text::stopped) << '\n' << std::flush;
    return ExitCode::done;
}

}  // namespace kith::app::cli

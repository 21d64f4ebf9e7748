// kith demo: a data folder with the demo archive, to look around.
#include "app/cli/commands.h"
#include "app/cli/door.h"
#include "app/cli/follow.h"
#include "app/cli/width.h"

namespace kith::app::cli {
namespace {

namespace fs = std::filesystem;

// Somebody else's folder: files, but none of ours.
bool is_foreign(const fs::path& folder) {
    std::error_code problem;
    return fs::exists(folder, problem) && !fs::is_empty(folder, problem) &&
           !fs::exists(folder / "kith.db", problem) && !fs::exists(folder / "kith.json", problem);
}

ExitCode refused(Console& console, Text why, const fs::path& folder) {
    console.err.stream << console.texts(Text::error_prefix,
                                        console.texts(why, printable(folder.string())))
                       << '\n';
    return ExitCode::failed;
}

}  // namespace

ExitCode demo(const Settings& settings, const std::string& folder, Console& console) {
    Settings used = settings;
    if (!folder.empty()) used.data = fs::absolute(folder).lexically_normal();
    if (is_foreign(used.data)) return refused(console, Text::demo_foreign, used.data);
    Door door{used, Missing::make, console.stop};
    if (door.app() == nullptr || door.app()->archive().ready())
        return refused(console, Text::demo_refused, used.data);
    const auto over = follow(door, door.app()->archive().attach_demo(), console);
    if (over.state == core::JobState::failed)
        throw Error{Errc::unavailable, over.error, "demo_failed"};
    console.stop.check();
    const auto boot = door.get<Boot>("/api/kith/boot", console.stop);
    console.out.stream << console.texts(Text::demo_ready, grouped(boot.archive.messages),
                                        printable(used.data.string()))
                       << '\n';
    const auto command = folder.empty() ? std::string{"kith serve"} : "kith serve --data " + folder;
    console.out.stream << console.texts(Text::demo_next, command) << '\n';
    return ExitCode::done;
}

}  // namespace kith::app::cli

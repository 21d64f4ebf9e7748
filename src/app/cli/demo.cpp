// kith demo: a data folder with the demo archive, to look around.
#include <algorithm>

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

// As one word of a shell.
std::string shell_word(std::string_view path) {
    constexpr std::string_view kPlain = "/._-+,:@%";
    const bool plain = std::ranges::all_of(path, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               static_cast<unsigned char>(c) >= 0x80 || kPlain.find(c) != std::string_view::npos;
    });
    if (plain) return printable(path);
    std::string word = "'";
    for (const char c : path) word += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return printable(word + "'");
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
    const auto job = door.app()->archive().attach_demo(core::Counting::starts);
    const auto over = follow(door, job, console);
    if (over.state == core::JobState::failed)
        throw Error{Errc::unavailable, over.error, "demo_failed"};
    console.stop.check();
    const auto boot = door.get<Boot>("/api/kith/boot", console.stop);
    console.out.stream << console.texts(Text::demo_ready, grouped(boot.archive.messages),
                                        printable(used.data.string()))
                       << '\n';
    console.out.stream << console.texts(Text::demo_next,
                                        "kith serve --data " + cli::shell_word(used.data.string()))
                       << '\n';
    return ExitCode::done;
}

}  // namespace kith::app::cli

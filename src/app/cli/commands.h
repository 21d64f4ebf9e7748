// The commands: what each is told, and that it returns the exit code. They write to the console
// they are given and throw Error for what their reader has to know.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/terminal.h"
#include "app/settings.h"

namespace kith::app::cli {

enum class ExitCode : std::uint8_t { done = 0, failed = 1, wrong_arguments = 2 };
enum class Form : std::uint8_t { text, json };

// What the empty data folder of a server gets.
enum class Demo : std::uint8_t { no, wanted, if_empty };

// Serves until the console's stop is requested. No folder is touched when an address is refused.
ExitCode serve(const Settings& settings, Demo demo, Console& console);

struct ImportOptions {
    enum class Act : std::uint8_t { import, dry_run, list, undo };
    enum class Wait : std::uint8_t { yes, no };
    Act act = Act::import;
    Wait wait = Wait::yes;
    Form form = Form::text;
    std::vector<std::string> paths;
    std::string me, timezone;
    std::int64_t undo{};  // id of an import
};
ExitCode import_archive(const Settings& settings, const ImportOptions& options, Console& console);

// `folder` = "": the data folder of the settings.
ExitCode demo(const Settings& settings, const std::string& folder, Console& console);

struct PeopleOptions {
    enum class Sort : std::uint8_t { recent, most, name };
    Sort sort = Sort::recent;
    std::size_t limit = 50;  // 0 = all
    Form form = Form::text;
};
ExitCode people(const Settings& settings, const PeopleOptions& options, Console& console);

struct SearchOptions {
    std::string query;
    std::string sort;        // "new", "old", "best", "" = as the query says
    std::size_t limit = 20;  // 0 = all
    std::optional<std::size_t>
        context;  // messages around a hit; unless given 1 in texts, 0 in JSON
    Form form = Form::text;
};
ExitCode search(const Settings& settings, const SearchOptions& options, Console& console);

struct ShowOptions {
    std::string chat;                // name, key or number
    std::string at;                  // a date; "" = the newest messages
    std::int64_t before{}, after{};  // ids of messages, 0 = not given; at most one of the three
    std::size_t limit = 50;          // 0 = all
    Form form = Form::text;
};
ExitCode show(const Settings& settings, const ShowOptions& options, Console& console);

struct ModelsOptions {
    enum class Act : std::uint8_t { list, fetch, verify, use };
    Act act = Act::list;
    Form form = Form::text;
    std::vector<std::string>
        words;  // fetch: ids, none = the usual set, "all"; use: a file or "default"
    std::vector<std::string> from;  // fetch: files of the person's own to copy
};
ExitCode models(const Settings& settings, const ModelsOptions& options, Console& console);

ExitCode doctor(const Settings& settings, Console& console);
// Takes the PIN of the screen lock away. Only while no server runs on the data folder: its page may
// be locked against whoever stands there.
ExitCode forget_pin(const Settings& settings, Console& console);
ExitCode version(Form form, Console& console);
// The description of all routes, without any data.
ExitCode dump_openapi(const Settings& settings, Console& console);

// Reads the arguments (without the program's name) and runs what they ask for. Never throws.
ExitCode run(std::span<const std::string> arguments, const Environment& environment,
             Console& console);

}  // namespace kith::app::cli

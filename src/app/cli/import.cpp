// kith import: archives into the store, with a bar and a report; the list of imports; taking one
// out again.
#include <algorithm>
#include <charconv>

#include "app/cli/commands.h"
#include "app/cli/door.h"
#include "app/cli/follow.h"
#include "app/cli/report.h"
#include "app/cli/temp_data.h"
#include "app/cli/width.h"
#include "base/zone.h"

namespace kith::app::cli {
namespace {

struct PathBody {
    std::string path;
};
BOOST_DESCRIBE_STRUCT(PathBody, (), (path))

struct ImportBody {
    std::vector<PathBody> sources;
    std::string me, timezone;
    bool dry_run{};
};
BOOST_DESCRIBE_STRUCT(ImportBody, (), (sources, me, timezone, dry_run))

struct Scanned {
    std::vector<core::ScannedSource> sources;
};
BOOST_DESCRIBE_STRUCT(Scanned, (), (sources))

struct Listed {
    std::vector<core::ImportView> imports;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (imports))

struct Jobs {
    std::vector<core::JobInfo> jobs;
};
BOOST_DESCRIBE_STRUCT(Jobs, (), (jobs))

struct Outcome {
    std::string state, error;
    std::vector<core::ImportView> imports;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (state, error, imports))

std::vector<core::ImportView> imports_of(Door& door) {
    return door.get<Listed>("/api/kith/imports", Stop{}).imports;
}

std::string span_text(const core::ScannedSource& source, const std::string& timezone) {
    if (source.first == 0 || source.last == 0) return "?";
    const auto zone = Zone::named(timezone);
    return format_date(zone.day_at(source.first)) + " – " + format_date(zone.day_at(source.last));
}

void write_candidates(const std::vector<core::OwnerCandidate>& candidates, Console& console) {
    auto& err = console.err.stream;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& one = candidates[i];
        err << right(std::to_string(i + 1), 4) << "  " << printable(one.name) << "  ["
            << printable(one.id) << "]";
        if (!one.sample.empty()) err << "  " << cut(printable(one.sample), 40);
        err << '\n';
    }
}

// Who of them the owner is: asked where somebody can answer, else "".
std::string ask_owner(const std::vector<core::OwnerCandidate>& candidates, Console& console) {
    auto& err = console.err.stream;
    if (console.answers == nullptr) {
        err << console.texts(Text::owner_unknown) << '\n';
        write_candidates(candidates, console);
        return {};
    }
    write_candidates(candidates, console);
    err << console.texts(Text::who_are_you) << std::flush;
    std::string answer;
    std::getline(*console.answers, answer);
    std::size_t number = 0;
    std::from_chars(answer.data(), answer.data() + answer.size(), number);
    return number >= 1 && number <= candidates.size() ? candidates[number - 1].id : "";
}

// Says what lies there; finds out who the owner is when nobody said so.
void look(Door& door, ImportBody& body, Console& console) {
    const auto boot = door.get<Boot>("/api/kith/boot", console.stop);
    for (const auto& path : body.sources) {
        console.err.stream << console.texts(Text::reading, printable(path.path)) << '\n'
                           << std::flush;
        const auto scanned =
            door.post<Scanned>("/api/kith/imports/scan", json::write(path), console.stop);
        for (const auto& source : scanned.sources) {
            console.err.stream << "  "
                               << console.texts(
                                      Text::found_source, source.format,
                                      grouped(static_cast<std::uint64_t>(source.chats)),
                                      grouped(static_cast<std::uint64_t>(source.messages)),
                                      span_text(source, boot.timezone))
                               << '\n';
            if (body.me.empty() && source.account.empty() && !source.me.empty())
                body.me = ask_owner(source.me, console);
        }
    }
}

void write_done(const core::ImportView& import, Console& console) {
    const auto& report = import.report;
    const auto rows = static_cast<double>(report.new_ + report.duplicate + report.changed);
    const auto rate = report.seconds > 0 ? rows / report.seconds : rows;
    console.out.stream << console.out.in(Style::bold,
                                         console.texts(Text::import_done, import.id,
                                                       fmt::format("{:.1f}", report.seconds),
                                                       grouped(static_cast<std::uint64_t>(rate))))
                       << '\n';
    write_report(console.out, report, console.texts);
    // What did not change is not read again, so that it is not counted either.
    if (report.new_ + report.changed + report.duplicate == 0 && report.skipped.empty())
        console.err.stream << console.texts(Text::nothing_changed) << '\n';
    if (report.new_ > 0 || report.changed > 0)
        console.err.stream << console.texts(Text::undo_hint, import.id) << '\n';
}

// An import that a crash or a stop left half done goes on before a new one begins.
void go_on(Door& door, const ImportOptions& options, Console& console) {
    if (door.app() == nullptr) return;
    door.app()->imports().resume_unfinished();
    for (const auto& job : door.get<Jobs>("/api/kith/jobs", Stop{}).jobs) {
        console.err.stream << console.texts(Text::goes_on, printable(job.label)) << '\n'
                           << std::flush;
        const auto over = follow(door, job, console);
        if (over.state == core::JobState::failed)
            console.err.stream << console.texts(Text::warning, printable(over.error)) << '\n';
        const auto import = door.app()->imports().find(over.subject);
        if (options.form == Form::text && import && import->state == "done")
            write_done(*import, console);
        console.stop.check();
    }
}

ExitCode write_outcome(const Outcome& outcome, const ImportOptions& options, Console& console) {
    const auto code = outcome.state == "done" ? ExitCode::done : ExitCode::failed;
    if (options.form == Form::json) {
        console.out.stream << json::write(outcome) << '\n';
        return code;
    }
    for (const auto& import : outcome.imports)
        if (import.state == "done") write_done(import, console);
    if (outcome.state == "cancelled") console.err.stream << console.texts(Text::cancelled) << '\n';
    if (outcome.state == "failed")
        console.err.stream << console.texts(Text::error_prefix, printable(outcome.error)) << '\n';
    return code;
}

ExitCode dry_run(Door& door, ImportBody body, const ImportOptions& options, Console& console) {
    body.dry_run = true;
    const auto answer = door.post("/api/kith/imports", json::write(body), console.stop);
    if (options.form == Form::json) {
        console.out.stream << answer << '\n';
        return ExitCode::done;
    }
    console.out.stream << console.texts(Text::would_do) << '\n';
    write_report(console.out, json::read<core::ImportReport>(answer), console.texts);
    return ExitCode::done;
}

ExitCode bring_in(Door& door, const ImportBody& body, const ImportOptions& options,
                  Console& console) {
    const auto earlier = imports_of(door);
    const auto newest = earlier.empty() ? 0 : earlier.front().id;
    console.stop.check();
    const auto job = door.post<core::JobInfo>("/api/kith/imports", json::write(body), console.stop);
    if (options.wait == ImportOptions::Wait::no && door.app() == nullptr) {
        if (options.form == Form::json)
            console.out.stream << json::write(job) << '\n';
        else
            console.out.stream << console.texts(Text::job_started, job.id) << '\n';
        return ExitCode::done;
    }
    if (options.wait == ImportOptions::Wait::no)
        console.err.stream << console.texts(Text::waits_anyway) << '\n';
    const auto over = follow(door, job, console);
    Outcome outcome{std::string{json::name_of_enum(over.state)}, over.error, {}};
    for (auto& import : imports_of(door))
        if (import.id > newest || import.id == over.subject)
            outcome.imports.push_back(std::move(import));
    std::ranges::reverse(outcome.imports);  // in the order of the paths
    return write_outcome(outcome, options, console);
}

ExitCode import_paths(const Settings& settings, const ImportOptions& options, Console& console) {
    ImportBody body{{}, options.me, options.timezone, false};
    for (const auto& path : options.paths)
        body.sources.push_back({std::filesystem::absolute(path).lexically_normal().string()});
    const bool dry = options.act == ImportOptions::Act::dry_run;
    std::error_code ignored;
    for (const auto& source : body.sources)  // before a data folder is made for nothing
        require(std::filesystem::exists(source.path, ignored), Errc::not_found,
                "there is nothing at " + source.path, "no_such_path");
    std::optional<TempData> nowhere;  // a dry run makes no data folder
    Settings used = settings;
    if (dry && !std::filesystem::exists(settings.data / "kith.db", ignored))
        used.data = nowhere.emplace().folder();
    Door door{used, Missing::make, console.stop};
    if (!dry) go_on(door, options, console);
    look(door, body, console);
    return dry ? dry_run(door, body, options, console) : bring_in(door, body, options, console);
}

ExitCode list(Door& door, const ImportOptions& options, Console& console) {
    if (options.form == Form::json) {
        console.out.stream << door.get("/api/kith/imports", console.stop) << '\n';
        return ExitCode::done;
    }
    const auto imports = imports_of(door);
    if (imports.empty()) console.err.stream << console.texts(Text::no_imports) << '\n';
    const auto boot = door.get<Boot>("/api/kith/boot", console.stop);
    write_imports(console.out, imports, boot.timezone, console.texts);
    return ExitCode::done;
}

ExitCode undo(Door& door, const ImportOptions& options, Console& console) {
    const auto path = "/api/kith/imports/" + std::to_string(options.undo);
    const auto job = door.post<core::JobInfo>(path + "/undo", "{}", console.stop);
    const auto over = follow(door, job, console);
    if (over.state == core::JobState::failed)
        throw Error{Errc::unavailable, over.error.empty() ? "the undo failed" : over.error};
    console.stop.check();
    if (options.form == Form::json)
        console.out.stream << door.get(path, console.stop) << '\n';
    else
        console.out.stream << console.texts(Text::undone, options.undo) << '\n';
    return ExitCode::done;
}

}  // namespace

ExitCode import_archive(const Settings& settings, const ImportOptions& options, Console& console) {
    using Act = ImportOptions::Act;
    if (options.act == Act::import || options.act == Act::dry_run)
        return import_paths(settings, options, console);
    Door door{settings, Missing::refuse, console.stop};
    return options.act == Act::list ? list(door, options, console) : undo(door, options, console);
}

}  // namespace kith::app::cli

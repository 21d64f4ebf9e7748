// See imports.h.
#include "core/imports/imports.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "core/imports/compare.h"
#include "core/imports/transfer.h"

namespace kith::core {
namespace {

constexpr double kSure = 0.5;            // below: we do not claim to know the format
constexpr std::size_t kCandidates = 10;  // people who may be the owner

std::string_view name_of(store::ImportState state) {
    switch (state) {
        case store::ImportState::loading:
            return "loading";
        case store::ImportState::done:
            return "done";
        case store::ImportState::failed:
            return "failed";
        case store::ImportState::cancelled:
            return "cancelled";
        case store::ImportState::undoing:
            return "undoing";
        case store::ImportState::undone:
            return "undone";
    }
    return "failed";
}

ImportView view(const store::ImportInfo& info) {
    ImportView shown;
    shown.id = info.id.value;
    shown.path = info.location;
    shown.format = info.format;
    shown.state = name_of(info.state);
    shown.started = unix_seconds(info.started);
    if (info.ended) shown.ended = unix_seconds(*info.ended);
    if (info.state == store::ImportState::undone) shown.undone_at = shown.ended;
    if (!info.report.empty()) shown.report = json::read<ImportReport>(info.report);
    shown.report.new_ = info.added;
    shown.report.duplicate = info.same;
    shown.report.changed = info.changed;
    shown.error = info.error;
    return shown;
}

std::vector<sources::Recognised> recognise(const std::filesystem::path& path, const Stop& stop) {
    std::error_code problem;
    require(std::filesystem::exists(path, problem), Errc::not_found,
            "there is nothing at " + path.string(), "no_such_path");
    auto found = sources::recognise(path, stop);
    std::erase_if(found, [](const auto& one) { return one.confidence < kSure; });
    require(!found.empty(), Errc::invalid, "no chat archive was recognised in " + path.string(),
            "unknown_format");
    return found;
}

std::vector<OwnerCandidate> candidates(const sources::Overview& overview) {
    std::vector<OwnerCandidate> found;
    for (const auto& one : overview.candidates) {
        if (found.size() == kCandidates) break;
        found.push_back({one.key, one.name, one.sample});
    }
    return found;
}

std::string label_of(const ImportRequest& request) {
    auto label = request.paths.empty() ? std::string{} : request.paths.front().filename().string();
    if (label.empty() && !request.paths.empty())
        label = request.paths.front().parent_path().filename().string();
    if (request.paths.size() > 1) label += " +" + std::to_string(request.paths.size() - 1);
    return label;
}

std::string key_of(const ImportRequest& request) {
    std::string key = "import";
    for (const auto& path : request.paths) key += "\n" + path.string();
    return key;
}

// What was chosen for a place; a resumed import goes on with it.
struct Choices {
    std::string me, timezone;
    bool counting_waits{};
};
BOOST_DESCRIBE_STRUCT(Choices, (), (me, timezone, counting_waits))

Counting counting_of(const Choices& chosen) {
    return chosen.counting_waits ? Counting::waits : Counting::starts;
}

std::string choices_note(std::string_view location) {
    return "import choices " + std::string{location};
}

Choices chosen_before(const store::Store& store, std::string_view location) {
    const auto note = store.note(choices_note(location));
    return note ? json::read<Choices>(*note) : Choices{};
}

const std::string& or_else(const std::string& said, const std::string& before) {
    return said.empty() ? before : said;
}

// Where marks of earlier imports of the same place are looked up.
sources::Known known_marks(std::vector<store::PartMark> marks) {
    std::map<std::string, sources::Mark, std::less<>> by_part;
    for (auto& mark : marks)
        by_part.emplace(mark.part, sources::Mark{mark.part, mark.size, mark.modified, mark.last,
                                                 mark.last_key});
    if (by_part.empty()) return {};
    return [by_part = std::move(by_part)](std::string_view part) -> std::optional<sources::Mark> {
        const auto found = by_part.find(part);
        return found == by_part.end() ? std::nullopt : std::optional{found->second};
    };
}

}  // namespace

Imports::Imports(store::Store& store, Jobs& jobs, const Clock& clock, std::string zone,
                 std::filesystem::path temp)
    : store_{store}, jobs_{jobs}, clock_{clock}, zone_{std::move(zone)}, temp_{std::move(temp)} {}

std::vector<ScannedSource> Imports::scan(const std::filesystem::path& path,
                                         const Stop& stop) const {
    std::vector<ScannedSource> scanned;
    for (const auto& found : recognise(path, stop)) {
        const auto [source, owner_known] = open(found, {}, {}, stop);
        const auto& overview = source->overview();
        auto me = owner_known ? std::vector<OwnerCandidate>{} : candidates(overview);
        scanned.push_back({found.path.string(), overview.format, overview.account, found.confidence,
                           static_cast<std::int64_t>(source->chats().size()), overview.messages,
                           overview.first, overview.last, std::move(me), overview.warnings});
    }
    return scanned;
}

JobInfo Imports::start(const ImportRequest& request) {
    require(!request.paths.empty(), Errc::invalid, "no path was given");
    for (const auto& path : request.paths) recognise(path, Stop{});  // errors now, not in the job
    return jobs_.start("import", key_of(request), label_of(request),
                       [this, request](JobContext& context) {
                           for (const auto& path : request.paths)
                               import_path(path, request, context);
                       });
}

JobInfo Imports::start_made(std::string_view name, Counting counting) {
    return jobs_.start("import", "import\n" + std::string{name}, name,
                       [this, name = std::string{name}, counting](JobContext& context) {
                           const Choices chosen{{}, {}, counting == Counting::waits};
                           store_.set_note(choices_note(name), json::write(chosen));
                           const auto source = made_.at(name)();
                           const auto& overview = source->overview();
                           const auto account = store_.account(overview.network, overview.account);
                           auto import = store_.begin_import(account, overview.format, name);
                           import_source(*source, *import, account, counting, context);
                       });
}

sources::OpenOptions Imports::options(const std::string& me, const std::string& timezone,
                                      sources::Known known) const {
    return {.owner = me,
            .zone = timezone.empty() ? zone_ : timezone,
            .known = std::move(known),
            .temp = temp_};
}

bool Imports::has_account(std::string_view network, std::string_view key) const {
    return std::ranges::any_of(store_.accounts(), [&](const store::AccountInfo& account) {
        return !key.empty() && account.network == network && account.key == key;
    });
}

// Where the export does not tell, the only candidate who is an account of the store is the owner.
Imports::Opened Imports::open(const sources::Recognised& found, const ImportRequest& request,
                              const sources::Known& known, const Stop& stop) const {
    const auto chosen = chosen_before(store_, found.path.string());
    const auto me = or_else(request.me, chosen.me);
    const auto zone = or_else(request.timezone, chosen.timezone);
    auto source = sources::open(found, options(me, zone, known), stop);
    const auto& overview = source->overview();
    if (!me.empty() || has_account(overview.network, overview.account))
        return {std::move(source), true};
    if (!overview.account.empty()) return {std::move(source), false};
    std::vector<std::string> own;
    for (const auto& one : overview.candidates)
        if (has_account(overview.network, one.key)) own.push_back(one.key);
    if (own.size() != 1) return {std::move(source), false};
    return {sources::open(found, options(own.front(), zone, known), stop), true};
}

void Imports::import_path(const std::filesystem::path& path, const ImportRequest& request,
                          JobContext& context) {
    std::int64_t files = 0;
    const auto all = recognise(path, context.stop());
    for (const auto& found : all) {
        context.check();
        const auto location = found.path.string();
        const auto chosen = chosen_before(store_, location);
        store_.set_note(choices_note(location),
                        json::write(Choices{or_else(request.me, chosen.me),
                                            or_else(request.timezone, chosen.timezone),
                                            request.counting == Counting::waits}));
        const auto source =
            open(found, request, known_marks(store_.marks(found.format, location)), context.stop())
                .source;
        const auto& overview = source->overview();
        files += overview.files;
        const auto account = store_.account(overview.network, overview.account);
        auto import = store_.begin_import(account, found.format, location);
        if (opened_ && &found == &all.back()) opened_(path, files);
        import_source(*source, *import, account, request.counting, context);
    }
}

// A stop by the owner takes everything out again; a shutdown or crash leaves the import loading, to
// be resumed.
void Imports::import_source(sources::Source& source, store::Import& import,
                            store::AccountId account, Counting counting, JobContext& context) {
    context.subject(import.id().value);
    ImportReport report;
    const auto started = clock_.now();
    const TransferOptions options{kReaders, [&](const TransferProgress& at) {
                                      context.check();
                                      context.progress(at.done, std::max(at.total, at.done),
                                                       at.chat);
                                  }};
    try {
        transfer(source, import, account, options, report, context.stop());
    } catch (const Error& error) {
        if (context.stop().reason() == StopReason::shutdown) throw;
        const bool cancelled = error.code() == Errc::cancelled;
        import.finish(cancelled ? store::ImportState::cancelled : store::ImportState::failed,
                      json::write(report), cancelled ? "" : error.message());
        throw;
    }
    report.seconds = static_cast<double>(unix_millis(clock_.now()) - unix_millis(started)) / 1000.0;
    const auto counts = import.finish(store::ImportState::done, json::write(report), "");
    log::info("import {}: {} new, {} already there, {} changed in {:.1f} s", import.id().value,
              counts.added, counts.same, counts.changed, report.seconds);
    if (finished_) finished_(counting);
}

ImportReport Imports::dry_run(const ImportRequest& request, const Stop& stop) const {
    ImportReport total;
    const auto started = clock_.now();
    for (const auto& path : request.paths) {
        for (const auto& found : recognise(path, stop)) {
            const auto source = open(found, request, {}, stop).source;
            add_comparison(*source, store_, total, stop);
        }
    }
    total.seconds = static_cast<double>(unix_millis(clock_.now()) - unix_millis(started)) / 1000.0;
    return total;
}

std::vector<ImportView> Imports::list() const {
    std::vector<ImportView> all;
    for (const auto& info : store_.imports()) all.push_back(view(info));
    std::ranges::sort(all, std::greater{}, &ImportView::id);
    return all;
}

std::optional<ImportView> Imports::find(std::int64_t id) const {
    for (const auto& info : store_.imports())
        if (info.id.value == id) return view(info);
    return std::nullopt;
}

JobInfo Imports::undo(std::int64_t id) {
    const auto found = find(id);
    require(found.has_value(), Errc::not_found, "no such import");
    // One that a full disk or a crash left is not running: it may go.
    const bool running = std::ranges::any_of(jobs_.list(), [&](const JobInfo& job) {
        return job.kind == "import" && job.subject == id && !is_over(job.state);
    });
    require(!running, Errc::conflict, "this import is still running");
    require(found->state != "undone", Errc::conflict, "this import was already undone");
    return jobs_.start("undo", "undo\n" + std::to_string(id), found->path,
                       [this, id](JobContext& context) {
                           context.subject(id);
                           store_.undo(
                               store::ImportId{id},
                               [&](double share) {
                                   context.progress(static_cast<std::int64_t>(share * 1000), 1000);
                               },
                               context.stop());
                       });
}

void Imports::resume_unfinished() {
    for (const auto& info : store_.imports()) {
        if (info.state == store::ImportState::undoing) {
            undo(info.id.value);
        } else if (info.state == store::ImportState::loading) {
            jobs_.start("import", "import\n" + info.location, info.location,
                        [this, info](JobContext& context) { resume(info, context); });
        }
    }
}

void Imports::resume(const store::ImportInfo& info, JobContext& context) {
    auto import = store_.resume(info.id);
    std::unique_ptr<sources::Source> source;
    try {
        source = open_again(info, *import, context.stop());
    } catch (const Error& error) {
        if (context.stop().reason() != StopReason::shutdown)
            import->finish(store::ImportState::failed, "{}", error.message());
        throw;
    }
    const auto& overview = source->overview();
    if (opened_) opened_(info.location, overview.files);
    const auto account = store_.account(overview.network, overview.account);
    import_source(*source, *import, account, counting_of(chosen_before(store_, info.location)),
                  context);
}

std::unique_ptr<sources::Source> Imports::open_again(const store::ImportInfo& info,
                                                     const store::Import& import,
                                                     const Stop& stop) const {
    if (const auto made = made_.find(info.location); made != made_.end()) return made->second();
    const auto found = recognise(info.location, stop);
    const auto same =
        std::ranges::find_if(found, [&](const auto& one) { return one.format == info.format; });
    require(same != found.end(), Errc::invalid, "the original is not there any more",
            "original_gone");
    const auto chosen = chosen_before(store_, info.location);
    return sources::open(*same, options(chosen.me, chosen.timezone, known_marks(import.marks())),
                         stop);
}

}  // namespace kith::core

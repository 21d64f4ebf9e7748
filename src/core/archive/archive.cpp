// See archive.h.
#include "core/archive/archive.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/error.h"
#include "base/log.h"
#include "base/zone.h"
#include "sources/demo/demo.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNote = "archive";  // keys in the store
constexpr std::string_view kDemoNote = "demo";
constexpr std::string_view kDemo = "demo";  // name and format
constexpr double kSure = 0.5;
constexpr auto kWatchDepth = 3;

struct Note {
    std::string folder, format, fingerprint;
    std::int64_t databases{};
    bool counting_waits{};
};
BOOST_DESCRIBE_STRUCT(Note, (), (folder, format, fingerprint, databases, counting_waits))

// When and where the demo that lies in the store was made.
struct DemoNote {
    std::int64_t now{};
    std::string zone;
};
BOOST_DESCRIBE_STRUCT(DemoNote, (), (now, zone))

bool holds_demo(const Imports& imports) {
    return std::ranges::any_of(imports.list(), [](const ImportView& one) {
        return one.format == kDemo &&
               (one.state == "loading" || (one.state == "done" && one.report.new_ > 0));
    });
}

// A folder that looks like a WeChat archive but is none: say what is missing.
void explain_missing(const fs::path& folder) {
    std::error_code ignored;
    require(fs::is_directory(folder, ignored), Errc::invalid,
            "there is no folder " + folder.string(), "no_such_path");
    const bool contact = fs::exists(folder / "contact" / "contact.db", ignored);
    const bool message = fs::is_directory(folder / "message", ignored);
    if (!contact && !message) return;
    require(contact, Errc::invalid, "not found: " + (folder / "contact" / "contact.db").string(),
            "no_contacts");
    require(message, Errc::invalid, "not found: " + (folder / "message").string(), "no_messages");
    require(count_databases(folder, "wechat") > 0, Errc::invalid,
            "no message_*.db in " + (folder / "message").string(), "no_shards");
}

}  // namespace

std::int64_t count_databases(const fs::path& folder, std::string_view format) {
    std::error_code ignored;
    std::int64_t count = 0;
    if (format != "wechat") {
        if (fs::is_regular_file(folder, ignored)) return 1;
        for (const auto& entry : fs::directory_iterator{folder, ignored})
            if (entry.is_regular_file(ignored)) ++count;
        return count;
    }
    for (const auto& entry : fs::directory_iterator{folder / "message", ignored}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("message_") && name.ends_with(".db") &&
            name.find("fts") == std::string::npos && name.find("resource") == std::string::npos)
            ++count;
    }
    return count;
}

Archive::Archive(store::Store& store, Imports& imports, const Clock& clock, std::string zone)
    : store_{store}, imports_{imports}, clock_{clock}, zone_{std::move(zone)} {
    imports_.made(kDemo, [this] { return make_demo(); });
    imports_.on_opened([this](const fs::path& path, std::int64_t files) { opened(path, files); });
    const auto note = store_.note(kNote);
    if (!note) return;
    const auto saved = json::read<Note>(*note);
    attached_ = {saved.folder, saved.format, saved.databases, {}};
    counting_ = saved.counting_waits ? Counting::waits : Counting::starts;
    imported_ = seen_ = saved.fingerprint;
}

std::vector<std::string> Archive::attach(const fs::path& folder, Counting counting) {
    explain_missing(folder);
    std::vector<sources::Recognised> found = sources::recognise(folder, Stop{});
    std::erase_if(found, [](const auto& one) { return one.confidence < kSure; });
    if (found.empty()) {
        const std::lock_guard guard{mutex_};
        attached_.failure = "no chat archive was recognised in " + folder.string();
        throw Error{Errc::invalid, attached_.failure, "unknown_format"};
    }
    const auto format = found.front().format;
    const auto print = fingerprint(folder);
    {
        const std::lock_guard guard{mutex_};
        opened_ = {};
    }
    imports_.start(ImportRequest{{folder}, {}, {}, counting});
    const std::lock_guard guard{mutex_};
    imported_ = seen_ = print;
    counting_ = counting;
    remember({folder.string(), format, count_databases(folder, format), {}});
    return {};
}

std::vector<std::string> Archive::attach_same() {
    std::unique_lock lock{mutex_};
    const fs::path folder = attached_.folder;
    const auto counting = counting_;
    lock.unlock();
    return attach(folder, counting);
}

// While the job of attach() may already read, the folder may not be noted yet: see remember().
void Archive::opened(const fs::path& path, std::int64_t files) {
    const std::lock_guard guard{mutex_};
    opened_ = {path, files};
    if (attached_.folder == path.string()) remember(attached_);
}

JobInfo Archive::attach_demo(Counting counting) {
    return imports_.start_made(kDemo, counting);
}

// The same moment and zone give the same messages, and the store knows them again.
std::unique_ptr<sources::Source> Archive::make_demo() const {
    DemoNote made{unix_seconds(clock_.now()), zone_};
    const auto note = store_.note(kDemoNote);
    if (note && holds_demo(imports_)) made = json::read<DemoNote>(*note);
    store_.set_note(kDemoNote, json::write(made));
    return sources::demo::make(from_seconds(made.now), Zone::named(made.zone));
}

void Archive::attach_again() {
    const auto now = attached();
    if (now.folder.empty() || is_missing(now.folder)) return;
    const auto print = fingerprint(now.folder);
    {
        const std::lock_guard guard{mutex_};
        if (print == imported_) return;
    }
    try {
        attach_same();
    } catch (const Error& error) {  // what was read before is served; the watch looks again
        log::warn("the attached archive cannot be read: {}", error.message());
        const std::lock_guard guard{mutex_};
        attached_.failure = error.message();
        missing_ = true;
    }
}

// A folder that comes back is read again: what was lost may be there now.
bool Archive::is_missing(const std::string& folder) {
    std::error_code ignored;
    if (fs::exists(folder, ignored)) return false;
    const std::lock_guard guard{mutex_};
    missing_ = true;
    attached_.failure = "the archive is not there: " + folder;
    attached_.databases = 0;
    return true;
}

void Archive::look_for_changes() {
    const auto now = attached();
    if (now.folder.empty() || is_missing(now.folder)) return;
    const auto print = fingerprint(now.folder);
    {
        const std::lock_guard guard{mutex_};
        const bool at_rest = print == seen_;
        seen_ = print;
        if (!at_rest || (print == imported_ && !missing_)) return;
    }
    log::info("the attached archive changed, reading what is new");
    attach_same();
}

bool Archive::ready() const {
    {
        const std::lock_guard guard{mutex_};
        if (!attached_.folder.empty()) return true;
    }
    return !store_.snapshot()->people.empty();
}

Attached Archive::attached() const {
    const std::lock_guard guard{mutex_};
    return attached_;
}

// Names, sizes and times of all files: O(files), no content is read.
std::string Archive::fingerprint(const fs::path& folder) const {
    std::error_code problem;
    Sha256Stream sum;
    const auto add = [&](const fs::path& path) {
        const auto size = fs::file_size(path, problem);
        const auto time = fs::last_write_time(path, problem).time_since_epoch().count();
        sum.add(path.string() + '\n' + std::to_string(size) + '\n' + std::to_string(time) + '\n');
    };
    if (fs::is_regular_file(folder, problem)) add(folder);
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it{folder, problem}, end;
         it != end && files.size() < kWatchedFiles; it.increment(problem)) {
        if (it.depth() >= kWatchDepth) it.disable_recursion_pending();
        // A -shm file changes whenever somebody looks at the database.
        if (it->is_regular_file(problem) && !it->path().string().ends_with("-shm"))
            files.push_back(it->path());
    }
    std::ranges::sort(files);
    for (const auto& file : files) add(file);
    return hex(sum.finish());
}

// What was not begun yet is noted without a fingerprint: after a crash it is attached again.
void Archive::remember(Attached now) {
    const bool begun = opened_.first == now.folder;
    if (begun) now.databases = opened_.second;
    store_.set_note(kNote, json::write(Note{now.folder, now.format, begun ? imported_ : "",
                                            now.databases, counting_ == Counting::waits}));
    attached_ = std::move(now);
    missing_ = false;
}

}  // namespace kith::core

// Bringing foreign archives into the store: scan, dry run, import as a job, undo, resume after a
// crash.
#pragma once

#include <boost/describe.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/imports/report.h"
#include "core/jobs/jobs.h"
#include "sources/source.h"
#include "store/store.h"

namespace kith::core {

struct OwnerCandidate {
    std::string id, name, sample;  // sample: something this person wrote
};
BOOST_DESCRIBE_STRUCT(OwnerCandidate, (), (id, name, sample))

struct ScannedSource {
    std::string path, format, account;
    double confidence{};
    std::int64_t chats{}, messages{}, first{},
        last{};                      // Unix seconds, 0 = unknown; messages may be an estimate
    std::vector<OwnerCandidate> me;  // empty when it is known who the owner is
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ScannedSource, (),
                      (path, format, account, confidence, chats, messages, first, last, me,
                       warnings))

// Whether the statistics start by themselves when an import is done and no range was ever chosen.
enum class Counting { starts, waits };

struct ImportRequest {
    std::vector<std::filesystem::path> paths;
    std::string me;        // the owner's id where the format does not tell
    std::string timezone;  // of exports without a zone; "" = the archive's
    Counting counting = Counting::starts;
};

// An import as the owner sees it.
struct ImportView {
    std::int64_t id{};
    std::string path, format, state;  // state: loading, done, failed, cancelled, undoing, undone
    std::int64_t started{};           // Unix seconds
    std::optional<std::int64_t> ended;
    std::optional<std::int64_t> undone_at;
    ImportReport report;
    std::string error;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (id, path, format, state, started, ended, undone_at, report, error))

// Any thread.
class Imports {
  public:
    static constexpr int kReaders = 2;

    // `temp`: a folder of our own where zip files are unpacked while they are read.
    Imports(store::Store& store, Jobs& jobs, const Clock& clock, std::string zone,
            std::filesystem::path temp);

    // What lies at a path, without importing. Throws Error{not_found} when there is nothing,
    // {invalid} when nothing is known.
    std::vector<ScannedSource> scan(const std::filesystem::path& path, const Stop& stop) const;
    // One job for all paths of the request. The same request while it runs joins it. Throws as
    // scan().
    JobInfo start(const ImportRequest& request);
    // What an import would do, without doing it. Reads the whole source: tens of milliseconds to
    // minutes.
    ImportReport dry_run(const ImportRequest& request, const Stop& stop) const;
    // An archive without files (the demo), by its name: how to make its reader, also when a crash
    // left its import half done. Called before anything starts.
    using Make = std::function<std::unique_ptr<sources::Source>()>;
    void made(std::string_view name, Make make) { made_[std::string{name}] = std::move(make); }
    // Imports it, as a job like any other. `name` is one that made() was called with.
    JobInfo start_made(std::string_view name, Counting counting);

    std::vector<ImportView> list() const;  // newest first
    std::optional<ImportView> find(std::int64_t id) const;
    // Throws Error{not_found}, {conflict} while it still loads.
    JobInfo undo(std::int64_t id);
    // Imports that a crash left half done go on; undos too. Called once at start.
    void resume_unfinished();
    // Called after each import that ended well, on the job's thread.
    void on_finished(std::function<void(Counting)> call) { finished_ = std::move(call); }
    // Called when the last import of a path has begun and will go on after a crash, on the job's
    // thread: message files that could be opened.
    void on_opened(
        std::function<void(const std::filesystem::path& path, std::int64_t files)> call) {
        opened_ = std::move(call);
    }

  private:
    struct Opened {
        std::unique_ptr<sources::Source> source;
        bool owner_known{};  // named now, chosen for this place before, or an account of the store
    };
    sources::OpenOptions options(const std::string& me, const std::string& timezone,
                                 sources::Known known) const;
    Opened open(const sources::Recognised& found, const ImportRequest& request,
                const sources::Known& known, const Stop& stop) const;
    bool has_account(std::string_view network, std::string_view key) const;
    void import_path(const std::filesystem::path& path, const ImportRequest& request,
                     JobContext& context);
    void resume(const store::ImportInfo& info, JobContext& context);
    std::unique_ptr<sources::Source> open_again(const store::ImportInfo& info,
                                                const store::Import& import,
                                                const Stop& stop) const;
    void import_source(sources::Source& source, store::Import& import, store::AccountId account,
                       Counting counting, JobContext& context);

    store::Store& store_;
    Jobs& jobs_;
    const Clock& clock_;
    std::string zone_;
    std::filesystem::path temp_;
    std::map<std::string, Make, std::less<>> made_;
    std::function<void(Counting)> finished_;
    std::function<void(const std::filesystem::path&, std::int64_t)> opened_;
};

}  // namespace kith::core

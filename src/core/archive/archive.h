// The attached archive: the folder that the owner's chats are read from and watched in, and what a
// person looking for it needs to know.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/imports/imports.h"
#include "store/store.h"

namespace kith::core {

struct Attached {
    std::string folder;  // "" = none
    std::string format;
    std::int64_t databases{};  // message databases or chat files in it that could be opened
    std::string failure;       // why the last attempt did not work, "" when it did
};

// Any thread.
class Archive {
  public:
    static constexpr std::size_t kWatchedFiles = 20'000;  // more are not looked at one by one

    // `zone`: of the demo archive.
    Archive(store::Store& store, Imports& imports, const Clock& clock, std::string zone);

    // Checks the folder and imports it as a job; it is watched from then on, also after a restart.
    // Throws Error{invalid} with a sentence for the owner when it holds no archive. Returns
    // warnings.
    std::vector<std::string> attach(const std::filesystem::path& folder, Counting counting);
    // Imports the demo archive; nothing is attached. It ends on the day when it was imported first:
    // importing it again on another day adds nothing.
    JobInfo attach_demo(Counting counting);
    // The folder attached earlier, imported again if it changed. Called at start.
    void attach_again();
    // Looks at size and time of all files; a change that has come to rest since the last look is
    // imported. Called every few seconds.
    void look_for_changes();

    // Something can be shown: a folder is attached, or the store holds people.
    bool ready() const;
    Attached attached() const;

  private:
    std::string fingerprint(const std::filesystem::path& folder) const;
    std::vector<std::string> attach_same();
    bool is_missing(const std::string& folder);
    std::unique_ptr<sources::Source> make_demo() const;
    void opened(const std::filesystem::path& path, std::int64_t files);
    void remember(Attached now);

    store::Store& store_;
    Imports& imports_;
    const Clock& clock_;
    std::string zone_;
    mutable std::mutex mutex_;
    Attached attached_;
    bool missing_ = false;                                   // at the last look
    Counting counting_ = Counting::starts;                   // as it was attached
    std::pair<std::filesystem::path, std::int64_t> opened_;  // by the last import: path, files
    std::string imported_, seen_;  // fingerprints: as imported, at the last look
};

// Message databases of a decrypted WeChat folder, else the number of recognised chat files.
std::int64_t count_databases(const std::filesystem::path& folder, std::string_view format);

}  // namespace kith::core

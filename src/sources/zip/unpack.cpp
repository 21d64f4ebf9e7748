// See unpack.h.
#include "sources/zip/unpack.h"

#include <stdlib.h>

#include <chrono>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "sources/exports.h"
#include "sources/files.h"
#include "sources/wechat/layout.h"

namespace kith::sources::zip {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kWarningLimit = 100;

bool is_database(std::string_view head) {
    return head.starts_with(std::string_view{"SQLite format 3\0", 16});
}

// A -wal file belongs to a database beside it.
bool is_useful(const std::string& name, std::string_view head) {
    return is_database(head) || name.ends_with("-wal") || !export_format(head).empty();
}

bool is_wechat(const std::string& name, std::string_view head) {
    if (!is_database(head)) return false;
    const auto slash = name.find_last_of("/\\");
    const auto last = slash == std::string::npos ? name : name.substr(slash + 1);
    return wechat::is_shard_name(last) || last == "contact.db" ||
           head.find("CREATE TABLE contact") != head.npos || head.find("Name2Id") != head.npos;
}

// The state between the events of one visit.
class Unpacking {
  public:
    explicit Unpacking(fs::path into) : into_{std::move(into)} {}

    Events events() {
        return {.entry = [this](const Entry& entry) { return begin(entry); },
                .data = [this](std::string_view bytes) { return take(bytes); },
                .end = [this] { end(); },
                .warning = [this](std::string text) { warn(std::move(text)); }};
    }
    std::vector<std::string> take_warnings() { return std::move(warnings_); }

  private:
    enum class State { undecided, written, left };

    bool begin(const Entry& entry) {
        entry_ = entry;
        head_.clear();
        state_ = State::undecided;
        file_ = into_ / safe_name(entry.name);
        if (!fs::exists(fs::symlink_status(file_))) return true;
        warn(entry.name + ": left out, the name is there twice");
        return false;
    }
    bool take(std::string_view bytes) {
        if (state_ == State::undecided) {
            head_.append(bytes);
            if (head_.size() < kHeadBytes) return true;
            decide();
        } else if (state_ == State::written) {
            write(bytes);
        }
        return state_ == State::written;
    }
    void decide() {
        state_ = is_useful(entry_.name, head_) ? State::written : State::left;
        if (state_ == State::left) return;
        std::error_code failed;
        fs::create_directories(file_.parent_path(), failed);
        if (failed) {
            state_ = State::left;
            return warn(entry_.name + ": left out, a file has the name of its folder");
        }
        out_.open(file_, std::ios::binary | std::ios::trunc);
        write(head_);
    }
    void write(std::string_view bytes) {
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        require(out_.good(), Errc::unavailable, "there is no room to unpack the zip file",
                "disk_full");
    }
    void end() {
        if (state_ == State::undecided) decide();
        if (state_ != State::written) return;
        out_.close();
        require(!out_.fail(), Errc::unavailable, "there is no room to unpack the zip file",
                "disk_full");
        if (entry_.modified <= 0) return;
        const std::chrono::sys_seconds time{std::chrono::seconds{entry_.modified}};
        std::error_code ignored;  // a file with a wrong time is only read again sooner
        fs::last_write_time(file_, std::chrono::file_clock::from_sys(time), ignored);
    }
    void warn(std::string text) {
        if (warnings_.size() < kWarningLimit) warnings_.push_back(std::move(text));
    }

    fs::path into_, file_;
    Entry entry_;
    State state_{};
    std::string head_;
    std::ofstream out_;
    std::vector<std::string> warnings_;
};

}  // namespace

std::string format_in(const fs::path& file, const Stop& stop) {
    std::string name, head, format;
    Events events;
    events.entry = [&](const Entry& entry) {
        name = entry.name;
        head.clear();
        return format.empty();
    };
    events.data = [&](std::string_view bytes) {
        head.append(bytes.substr(0, kHeadBytes - head.size()));
        return head.size() < kHeadBytes;
    };
    events.end = [&] {
        if (is_wechat(name, head)) format = "wechat";
        if (format.empty()) format = export_format(std::string_view{head});
    };
    try {
        visit(file, {}, events, stop);
    } catch (const Error& error) {
        if (error.code() == Errc::cancelled || error.code() == Errc::timeout) throw;
    }
    return format;
}

TempFolder::TempFolder(const fs::path& parent) {
    std::error_code failed;
    auto name =
        ((parent.empty() ? fs::temp_directory_path(failed) : parent) / "kith-XXXXXX").native();
    require(!failed && ::mkdtemp(name.data()) != nullptr, Errc::unavailable,
            "there is no folder to unpack the zip file into", "no_temp_folder");
    path_ = name;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

TempFolder::TempFolder(TempFolder&& other) noexcept : path_{std::exchange(other.path_, {})} {}

TempFolder& TempFolder::operator=(TempFolder&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
}

std::vector<std::string> unpack(const fs::path& file, const fs::path& into, const Limits& limits,
                                const Stop& stop) {
    Unpacking unpacking{into};
    visit(file, limits, unpacking.events(), stop);
    return unpacking.take_warnings();
}

}  // namespace kith::sources::zip

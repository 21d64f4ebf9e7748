// See file.h.
#include "core/preferences/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kNanoseconds = 1'000'000'000;
constexpr ::mode_t kOwnerOnly = 0600;

FileStamp stamp_from(const struct ::stat& info) {
    return {info.st_dev, info.st_ino, info.st_size,
            info.st_mtim.tv_sec * kNanoseconds + info.st_mtim.tv_nsec};
}

[[noreturn]] void fail(const fs::path& file, int problem) {
    const bool full = problem == ENOSPC || problem == EDQUOT || problem == EFBIG;
    throw Error{Errc::unavailable,
                file.filename().string() +
                    (full ? ": the disk is full" : ": " + std::string{std::strerror(problem)}),
                full ? "disk_full" : "disk_error"};
}

class Descriptor {
  public:
    Descriptor(const fs::path& file, int flags)
        : number_{::open(file.c_str(), flags | O_CLOEXEC, kOwnerOnly)} {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    explicit operator bool() const { return number_ >= 0; }
    int get() const { return number_; }
    FileStamp stamp(const fs::path& file) const {
        struct ::stat info{};
        if (::fstat(number_, &info) != 0) fail(file, errno);
        return stamp_from(info);
    }

  private:
    int number_;
};

// The new text beside the old file; taken away again unless it took its place.
FileStamp write_beside(const fs::path& file, const fs::path& fresh, std::string_view text) {
    const Descriptor out{fresh, O_WRONLY | O_CREAT | O_TRUNC};
    if (!out) fail(file, errno);
    if (::fchmod(out.get(), kOwnerOnly) != 0) fail(file, errno);
    while (!text.empty()) {
        const auto count = ::write(out.get(), text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(file, errno);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(out.get()) != 0) fail(file, errno);
    return out.stamp(file);
}

}  // namespace

std::optional<FileStamp> stamp_of(const fs::path& file) {
    struct ::stat info{};
    if (::stat(file.c_str(), &info) != 0) return std::nullopt;
    return stamp_from(info);
}

std::optional<StampedText> read_file(const fs::path& file, std::size_t max_bytes) {
    const Descriptor in{file, O_RDONLY};
    if (!in && errno == ENOENT) return std::nullopt;
    if (!in) fail(file, errno);
    StampedText found{{}, in.stamp(file)};
    std::string piece(64 * 1024, '\0');
    for (;;) {
        const auto count = ::read(in.get(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(file, errno);
        if (count == 0) return found;
        found.text.append(piece, 0, static_cast<std::size_t>(count));
        require(found.text.size() <= max_bytes, Errc::too_large,
                file.filename().string() + " is too large");
    }
}

FileStamp replace_file(const fs::path& file, std::string_view text) {
    auto fresh = file;
    fresh += ".new";
    try {
        const auto stamp = write_beside(file, fresh, text);
        if (::rename(fresh.c_str(), file.c_str()) != 0) fail(file, errno);
        const Descriptor folder{file.parent_path(), O_RDONLY | O_DIRECTORY};
        if (!folder || ::fsync(folder.get()) != 0) fail(file, errno);
        return stamp;
    } catch (const Error&) {  // only to leave nothing behind
        ::unlink(fresh.c_str());
        throw;
    }
}

}  // namespace kith::core

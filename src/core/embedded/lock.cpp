// See lock.h.
#include "core/embedded/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace kith::core {
namespace {

constexpr std::chrono::milliseconds kLook{300};

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, const Stop& stop) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    file_ = ::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    require(file_ >= 0, Errc::unavailable,
            folder.string() + ": " + (problem ? problem.message() : std::strerror(errno)),
            "folder");
    while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        if (!stop.wait_for(kLook)) continue;
        ::close(file_);
        stop.check();
    }
}

FolderLock::~FolderLock() {
    ::close(file_);
}

}  // namespace kith::core

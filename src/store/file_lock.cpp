// One process writes a store.
#include "store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

namespace kith::store {

FileLock::FileLock(const std::filesystem::path& file)
    : descriptor_{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {
    require(descriptor_ >= 0, Errc::unavailable, "the folder of the store cannot be written",
            "cannot_open");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(descriptor_);
    throw Error{Errc::unavailable, "the store is in use by another process", "locked"};
}

FileLock::~FileLock() {
    ::close(descriptor_);
}

}  // namespace kith::store

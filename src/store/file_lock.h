// One process writes a store: an advisory lock on a file beside it, gone with the process.
#pragma once

#include <filesystem>

namespace kith::store {

class FileLock {
  public:
    // Throws Error{unavailable}: reason "locked" when another process (or another FileLock) has
    // it, "cannot_open" when the file cannot be made.
    explicit FileLock(const std::filesystem::path& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    int descriptor_;
};

}  // namespace kith::store

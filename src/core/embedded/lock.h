// One at a time prepares a models folder, whichever program it belongs to.
#pragma once

#include <filesystem>

#include "base/stop.h"

namespace kith::core {

// Held until it is destroyed, or its process ends.
class FolderLock {
  public:
    // Waits for whoever holds it. Throws Error{unavailable, "folder"} when the folder cannot be
    // made or written to, and what Stop throws.
    FolderLock(const std::filesystem::path& folder, const Stop& stop);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int file_;
};

}  // namespace kith::core

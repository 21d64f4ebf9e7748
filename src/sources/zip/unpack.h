// What a zip file holds, and a copy of it in a folder that goes away by itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sources/zip/zip.h"

namespace kith::sources::zip {

inline constexpr std::size_t kHeadBytes = 64 * 1024;  // of an entry, to see what it is

// "wechat", "chatlab" or "telegram", by the heads of the entries; "" when none. Throws only what
// `stop` asks for.
std::string format_in(const std::filesystem::path& file, const Stop& stop);

// A folder of its own that goes away with the object.
class TempFolder {
  public:
    // Below `parent`, or the system's folder when that is empty. Only the owner may look into it.
    // Throws Error{unavailable}.
    explicit TempFolder(const std::filesystem::path& parent);
    ~TempFolder();
    TempFolder(TempFolder&& other) noexcept;
    TempFolder& operator=(TempFolder&& other) noexcept;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// Unpacks what a reader can use (databases and exports, told by their first bytes) and keeps
// the times of the entries. Returns warnings. Throws as visit(), and Error{unavailable} when the
// disk is full; the folder may then be half full.
std::vector<std::string> unpack(const std::filesystem::path& file,
                                const std::filesystem::path& into, const Limits& limits,
                                const Stop& stop);

}  // namespace kith::sources::zip

// What every reader does with foreign files: their stamps, their first bytes, a bounded walk
// through a folder. Nothing here writes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/stop.h"

namespace kith::sources {

inline constexpr int kWalkDepth = 3;                 // folders below the one that was named
inline constexpr std::size_t kWalkEntries = 20'000;  // files and folders looked at in one walk

// Size and age; together they say whether a file is still the same.
struct Stamp {
    std::int64_t size{};      // bytes
    std::int64_t modified{};  // Unix nanoseconds
    friend bool operator==(const Stamp&, const Stamp&) = default;
};
// Zeros when the file cannot be looked at.
Stamp stamp_of(const std::filesystem::path& file);
// Of a database: what its -wal file says counts too.
Stamp database_stamp(const std::filesystem::path& file);

// What is compared to know whether somebody wrote to a database in between: the file's times are
// only as fine as the clock's tick, its own count of changes is exact.
struct Moment {
    Stamp stamp;
    std::string changes;     // the counter in its header
    bool under_way = false;  // a rollback journal says that a change is being written
    friend bool operator==(const Moment&, const Moment&) = default;
};
Moment moment_of(const std::filesystem::path& database);

// True when an SQLite file ends inside a page: a copy that was cut short. SQLite itself reads the
// missing rest of that page as zeros.
bool is_cut_short(const std::filesystem::path& file);

// The first bytes of a file, or fewer; "" when it cannot be read.
std::string head_of(const std::filesystem::path& file, std::size_t bytes);
// `bytes` bytes from `offset` on, or fewer.
std::string piece_of(const std::filesystem::path& file, std::int64_t offset, std::size_t bytes);

// Ordinary files of a folder and the folders below it, sorted by their relative path. Links are
// not followed, folders that cannot be opened are passed over, hidden names are left out.
// Bounded by kWalkDepth and kWalkEntries.
std::vector<std::filesystem::path> walk(const std::filesystem::path& folder, const Stop& stop);

// A path as valid UTF-8 with forward slashes, for marks and warnings: a file's name may be any
// bytes.
std::string text_of(const std::filesystem::path& path);

// 64-bit FNV-1a. For marks and foreign ids only.
constexpr std::uint64_t kFnvStart = 14695981039346656037ULL;
constexpr std::uint64_t fnv(std::string_view bytes, std::uint64_t from = kFnvStart) {
    for (const char c : bytes) {
        from = (from ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return from;
}

}  // namespace kith::sources

// A small file that is replaced as a whole: whoever reads it finds the old or the new text, also
// after a crash or on a full disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kith::core {

// Equal stamps: nobody has replaced or changed the file in between.
struct FileStamp {
    std::uint64_t device{}, inode{};
    std::int64_t bytes{}, changed{};  // Unix nanoseconds
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

struct StampedText {
    std::string text;
    FileStamp stamp;
};

// Nothing when there is no such file, or no way to look. Any thread.
std::optional<FileStamp> stamp_of(const std::filesystem::path& file);

// Nothing when there is no such file. Throws Error: unavailable (rights, disk), too_large.
std::optional<StampedText> read_file(const std::filesystem::path& file, std::size_t max_bytes);

// Durable when it returns; the owner's alone (0600). Throws Error{unavailable, "disk_full" or
// "disk_error"}: then the file is as it was. One caller at a time for one file.
FileStamp replace_file(const std::filesystem::path& file, std::string_view text);

}  // namespace kith::core

// Which export a JSON file is. One answer for each file: no file has two readers.
#pragma once

#include <filesystem>
#include <string_view>

namespace kith::sources {

// The format of a file by its first bytes, or of the file itself: "chatlab", "telegram", "" when it
// is neither. Reads no more than it must. Any bytes, never throws.
std::string_view export_format(std::string_view head);
std::string_view export_format(const std::filesystem::path& file);

}  // namespace kith::sources

// The reader of ChatLab exports (format 0.0.1 and 0.0.2): one file, or a folder with a file per
// chat, JSON or JSON lines. Files of one chat are one chat.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "sources/source.h"

namespace kith::sources::chatlab {

inline constexpr std::string_view kFormat = "chatlab";
inline constexpr std::size_t kFileLimit = 20'000;  // files of one folder

// Throws Error{invalid, "no_chats"} when nothing in there is a ChatLab export. Parts of marks are
// paths relative to the folder; a file of lines that only grew is read from where it ended.
// Cost of reading: one pass over the file's bytes, one JSON tree per message; memory: one piece,
// one block, the texts of the last kQuoteWindow messages.
std::unique_ptr<Source> open(const std::filesystem::path& path, const OpenOptions& options,
                             const Stop& stop);

}  // namespace kith::sources::chatlab

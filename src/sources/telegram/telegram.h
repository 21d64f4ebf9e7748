// The reader of Telegram Desktop's JSON exports: the file of a whole account, the file of one chat,
// or a folder with any of them. Files of one chat are one chat.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "sources/source.h"

namespace kith::sources::telegram {

inline constexpr std::string_view kFormat = "telegram";
inline constexpr std::size_t kFileLimit = 20'000;  // files of one folder

// Throws Error{invalid, "no_chats"} when nothing in there is a Telegram export. Opening passes over
// each file once to find its chats; reading a chat passes over that chat alone, one JSON tree per
// message. Memory: the heads of the chats, one piece, one block, the largest message, the texts of
// the last kQuoteWindow messages. Marks are by chat ("result.json#user12"): of a file that changed
// all chats are read again, and their messages are known by their ids.
std::unique_ptr<Source> open(const std::filesystem::path& path, const OpenOptions& options,
                             const Stop& stop);

}  // namespace kith::sources::telegram

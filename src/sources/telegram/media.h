// What a Telegram message carries besides its text. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>

#include "base/details.h"
#include "base/message.h"
#include "json/value.h"

namespace kith::sources::telegram {

struct Media {
    Kind kind{};
    std::string text;  // readable, for what has no caption: file name, place, question of a poll
    Details details;
};

// Nothing when the message is nothing but its text. An attachment of no known kind is a file.
std::optional<Media> read_media(const json::value& message);

// Telegram Desktop writes a remark in brackets where a file was not exported.
bool is_remark(std::string_view path);

}  // namespace kith::sources::telegram

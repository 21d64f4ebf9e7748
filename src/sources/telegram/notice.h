// Service messages of Telegram as sentences: the export names only an action and its parts. Pure
// functions, any thread.
#pragma once

#include <string>
#include <string_view>

#include "json/value.h"

namespace kith::sources::telegram {

inline constexpr std::size_t kNamedMembers = 20;  // of those invited or removed at once

// "阿梅 invited 老周, 林苇". An action that we do not know is named as it stands: "阿梅:
// new_action". Never empty.
std::string notice_text(const json::value& message, std::string_view actor);
// Whether notice_text() has a sentence for it.
bool is_known_action(std::string_view action);

}  // namespace kith::sources::telegram

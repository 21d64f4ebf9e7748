// The messages of a Telegram export out of their JSON. Tolerant: what is missing or of another type
// is empty. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/zone.h"
#include "json/value.h"

namespace kith::sources::telegram {

struct MessageLine {
    std::string id;  // "" = none
    enum class Type { message, service, unknown } type{};
    std::int64_t time{};  // UTC milliseconds, 0 = none or nonsense
    bool edited{};
    std::string sender;    // key of a person, "" = nobody
    std::string name;      // of the sender, as it was shown
    std::string text;      // of all parts
    std::string link;      // the address, when the text is one link and nothing else
    std::string reply_to;  // id of a message of the same chat, "" = none
};

// Nothing when it is no object. `zone`: of dates that say none.
std::optional<MessageLine> read_message(const json::value& message, const Zone& zone);

// The key of a person or channel: "user12", "channel12" as it stands, or a bare number of exports
// before 2021, whose upper half tells users, groups and channels apart. "" when it is neither.
std::string peer_key(const json::value* id);
std::string peer_key(std::uint64_t number);

// "2020-01-29T11:41:46" in this zone as Unix seconds; 0 unless it is exactly that, between 1970 and
// 2100. Of a time that a clock change skips or repeats, one of its neighbours.
std::int64_t parse_local(std::string_view text, const Zone& zone);

// The "text" member: a text, or a list of texts and parts.
std::string text_of_parts(const json::value* text);

// A message id as a positive number that no other id of its chat has; 0 for none. Messages of a
// group that became a supergroup have negative ids.
std::int64_t source_key(std::string_view id);

}  // namespace kith::sources::telegram

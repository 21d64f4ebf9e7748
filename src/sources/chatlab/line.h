// The objects of the ChatLab format (0.0.1 and 0.0.2) out of their JSON: header, member, message.
// Tolerant: what is missing or of another type is empty. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/message.h"
#include "json/value.h"

namespace kith::sources::chatlab {

struct Meta {
    std::string name, platform;
    std::string type;  // "group", "private"
    std::string group_id, group_avatar;
    std::string owner_id;  // platformId of whoever exported, "" = not said
    bool is_group() const { return type != "private"; }
};

struct MemberLine {
    std::string id, name, group_nickname, alias, avatar, role;
};

struct MessageLine {
    std::string sender;
    std::string_view name, group_nickname, content;
    std::string id, reply_to;  // "" = none
    std::int64_t time{};       // UTC milliseconds, 0 = none or nonsense
    std::int64_t type{};
};

inline constexpr std::string_view kSystemSender = "SYSTEM";
inline constexpr std::int64_t kReply = 25, kRecall = 81, kOtherType = 99;

// Of the member "meta".
Meta read_meta(const json::value& meta);
// Nothing when it has no platformId.
std::optional<MemberLine> read_member(const json::value& member);
// Nothing when it is no object. The views live as long as the tree.
std::optional<MessageLine> read_message(const json::value& message);

// ChatLab's type numbers; unknown ones are Kind::other.
Kind kind_of(std::int64_t type);

// "[图片]" and the like: what exporters write where there is nothing to read.
bool is_placeholder(std::string_view content);

// The id as a number when it is one, else a hash of it; 0 for "".
std::int64_t source_key(std::string_view id);

}  // namespace kith::sources::chatlab

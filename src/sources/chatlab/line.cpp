// See line.h.
#include "sources/chatlab/line.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "sources/files.h"
#include "sources/loose.h"

namespace kith::sources::chatlab {
namespace {

constexpr double kLatestSecond = 1e11;  // larger numbers are milliseconds
constexpr std::size_t kPlaceholderBytes = 40;

std::int64_t millis_in(const json::value* tree) {
    const double number = loose_number(tree);
    if (!(number > 0) || number > kLatestSecond * 1000) return 0;
    const double millis = number >= kLatestSecond ? number : number * 1000;
    return static_cast<std::int64_t>(std::llround(millis));
}

std::int64_t type_in(const json::value* tree) {
    const double number = loose_number(tree);
    if (tree == nullptr || tree->is_null()) return kOtherType;
    return number >= 0 && number < 1e9 ? static_cast<std::int64_t>(number) : kOtherType;
}

}  // namespace

Meta read_meta(const json::value& meta) {
    Meta out{.name = loose_text(meta, "name"),
             .platform = loose_text(meta, "platform"),
             .type = loose_text(meta, "type"),
             .group_id = loose_id(json::find(meta, "groupId")),
             .group_avatar = loose_text(meta, "groupAvatar"),
             .owner_id = loose_id(json::find(meta, "ownerId"))};
    for (char& c : out.platform) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

std::optional<MemberLine> read_member(const json::value& member) {
    MemberLine out{.id = loose_id(json::find(member, "platformId")),
                   .name = loose_text(member, "accountName"),
                   .group_nickname = loose_text(member, "groupNickname"),
                   .avatar = loose_text(member, "avatar")};
    if (out.id.empty()) return std::nullopt;
    if (const auto* aliases = json::find(member, "aliases");
        aliases != nullptr && aliases->is_array() && !aliases->get_array().empty()) {
        out.alias = json::text_or_empty(&aliases->get_array().front());
    }
    const auto* roles = json::find(member, "roles");
    if (roles == nullptr || !roles->is_array()) return out;
    for (const auto& role : roles->get_array()) {
        const auto id = loose_text(role, "id");
        if (out.role.empty() || id == "owner" || (id == "admin" && out.role != "owner")) {
            out.role = id;
        }
    }
    return out;
}

std::optional<MessageLine> read_message(const json::value& message) {
    if (!message.is_object()) return std::nullopt;
    const auto view = [&](std::string_view key) {
        return json::text_or_empty(json::find(message, key));
    };
    return MessageLine{.sender = loose_id(json::find(message, "sender")),
                       .name = view("accountName"),
                       .group_nickname = view("groupNickname"),
                       .content = view("content"),
                       .id = loose_id(json::find(message, "platformMessageId")),
                       .reply_to = loose_id(json::find(message, "replyToMessageId")),
                       .time = millis_in(json::find(message, "timestamp")),
                       .type = type_in(json::find(message, "type"))};
}

Kind kind_of(std::int64_t type) {
    switch (type) {
        case 0:
            return Kind::text;
        case 1:
            return Kind::image;
        case 2:
            return Kind::voice;
        case 3:
            return Kind::video;
        case 4:
            return Kind::file;
        case 5:
            return Kind::sticker;
        case 7:
            return Kind::link;
        case 8:
            return Kind::place;
        case 20:
            return Kind::red_packet;
        case 21:
            return Kind::transfer;
        case 22:
            return Kind::system;  // a nudge
        case 23:
            return Kind::call;
        case 24:
            return Kind::mini_app;
        case kReply:
            return Kind::quote;
        case 26:
            return Kind::other_app;
        case 27:
            return Kind::card;
        case 80:
        case kRecall:
            return Kind::system;
        default:
            return Kind::other;
    }
}

bool is_placeholder(std::string_view content) {
    return content.size() > 2 && content.size() <= kPlaceholderBytes && content.front() == '[' &&
           content.find(']') == content.size() - 1;
}

std::int64_t source_key(std::string_view id) {
    if (id.empty()) return 0;
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (failed == std::errc{} && end == id.data() + id.size() && number > 0) return number;
    constexpr auto kPositive = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(std::max<std::uint64_t>(fnv(id) & kPositive, 1));
}

}  // namespace kith::sources::chatlab

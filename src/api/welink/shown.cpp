// See shown.h.
#include "api/welink/shown.h"

#include "insight/labels.h"
#include "text/fold.h"

namespace kith::api::welink {
namespace {

constexpr std::string_view kUnknownSpeaker = "未知";

std::string labelled(std::string_view label, const std::string& text) {
    return text.empty() ? std::string{label} : std::string{label} + " " + text;
}

}  // namespace

std::string content_of(const ShownRow& at, List list) {
    const auto kind = static_cast<Kind>(at.columns.kind[at.row]);
    const auto text = [&] {
        const auto whole = at.chunk.text_of(at.row);
        return std::string{text::first_code_points(text::trim(whole), kContentCodePoints)};
    };
    switch (kind) {
        case Kind::text:
            return text();
        case Kind::image:
            return "[图片]";
        case Kind::voice:
            return "[语音]";
        case Kind::video:
            return "[视频]";
        case Kind::sticker:
            return "[表情]";
        case Kind::card:
            return "[名片]";
        case Kind::place:
            return "[位置]";
        case Kind::call:
            return "[通话]";
        case Kind::system:
            return labelled("[系统]", text());
        case Kind::red_packet:
        case Kind::transfer:
            return "[红包/转账]";
        case Kind::quote: {
            auto reply = text();
            return reply.empty() ? "[链接/文件]" : reply;
        }
        case Kind::other_app:
            return list == List::day && text().empty() ? "[文件/链接]" : "[链接/文件]";
        case Kind::mini_app:
        case Kind::link:
        case Kind::file:
        case Kind::channel:
            return "[链接/文件]";
        case Kind::other:
            break;
    }
    const auto type = insight::wire_type(kind, at.chunk.raw_type_of(at.row));
    return "[消息类型 " + std::to_string(type) + "]";
}

std::optional<ChatMessage> shown(const ShownRow& at, const Zone& zone, List list) {
    auto content = content_of(at, list);
    if (content.empty()) return std::nullopt;
    const std::int64_t time = at.columns.time[at.row];
    ChatMessage message;
    message.time = zone.clock(time);
    message.content = std::move(content);
    message.is_mine = (at.columns.flags[at.row] & kMine) != 0;
    message.type = insight::wire_type(static_cast<Kind>(at.columns.kind[at.row]),
                                      at.chunk.raw_type_of(at.row));
    if (list == List::dated) message.date.value = format_date(zone.day_at(time));
    message.id = at.chunk.id_of(at.row).value;
    return message;
}

std::optional<GroupChatMessage> shown_in_group(const ShownRow& at, const store::Snapshot& snapshot,
                                               const store::ChatRows& rows, const Zone& zone,
                                               List list) {
    auto plain = shown(at, zone, list);
    if (!plain) return std::nullopt;
    GroupChatMessage message;
    message.time = std::move(plain->time);
    message.content = std::move(plain->content);
    message.is_mine = plain->is_mine;
    message.type = plain->type;
    message.date = std::move(plain->date);
    message.id = plain->id;
    message.speaker = kUnknownSpeaker;
    const auto index = at.columns.sender[at.row];
    if (index != store::kNobody && index < rows.people.size()) {
        if (const auto* person = snapshot.person(rows.people[index])) {
            message.speaker = store::display_name(*person);
            message.avatar_url.value = person->avatar;
        }
    }
    return message;
}

}  // namespace kith::api::welink

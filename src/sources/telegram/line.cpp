// See line.h.
#include "sources/telegram/line.h"

#include <charconv>

#include "sources/loose.h"
#include "text/utf8.h"

namespace kith::sources::telegram {
namespace {

constexpr std::int64_t kLastSecond = 4'102'444'800;  // 2100
// Exports of early versions write the start of 1970, in their zone, for "never edited".
constexpr std::int64_t kNeverEdited = 2 * 86'400;
constexpr std::int64_t kNegativeFrom = std::int64_t{1} << 62;

std::int64_t seconds_in(const json::value& message, std::string_view key,
                        std::string_view local_key, const Zone& zone) {
    const double number = loose_number(json::find(message, key));
    if (number > 0 && number < static_cast<double>(kLastSecond)) {
        return static_cast<std::int64_t>(number);
    }
    // A date that is there and wrong is not guessed from its local form.
    if (json::find(message, key) != nullptr) return 0;
    return parse_local(json::text_or_empty(json::find(message, local_key)), zone);
}

// The address of a part that is a link.
std::string_view address_of(const json::value& part) {
    const auto type = json::text_or_empty(json::find(part, "type"));
    if (type == "link") return json::text_or_empty(json::find(part, "text"));
    return type == "text_link" ? json::text_or_empty(json::find(part, "href")) : std::string_view{};
}

// The address of a text that is one link between blanks.
std::string only_link(const json::value* text) {
    if (text == nullptr || !text->is_array()) return {};
    std::string_view found;
    for (const auto& part : text->get_array()) {
        if (const auto address = address_of(part); !address.empty()) {
            if (!found.empty()) return {};
            found = address;
        } else if (!text::trim(text_of_parts(&part)).empty()) {
            return {};
        }
    }
    return std::string{found};
}

std::string first_of(const json::value& message, std::string_view key, std::string_view other) {
    auto text = loose_text(message, key);
    return text.empty() ? loose_text(message, other) : text;
}

MessageLine::Type type_of(const json::value& message) {
    const auto type = json::text_or_empty(json::find(message, "type"));
    if (type == "message") return MessageLine::Type::message;
    return type == "service" ? MessageLine::Type::service : MessageLine::Type::unknown;
}

}  // namespace

std::string peer_key(std::uint64_t number) {
    const auto kind = number >> 32;
    const auto low = std::to_string(number & 0xFFFFFFFF);
    if (kind == 1) return "user" + low;
    if (kind == 2) return "chat" + low;
    if (kind == 3) return "channel" + low;
    return "user" + std::to_string(number);
}

std::string peer_key(const json::value* id) {
    if (id == nullptr) return {};
    if (id->is_int64() && id->get_int64() > 0) {
        return peer_key(static_cast<std::uint64_t>(id->get_int64()));
    }
    return std::string{json::text_or_empty(id)};
}

std::int64_t parse_local(std::string_view text, const Zone& zone) {
    constexpr std::string_view kForm = "0000-00-00T00:00:00";
    Day day{};
    if (text.size() != kForm.size() || !parse_date(text.substr(0, 10), day)) return 0;
    int parts[3]{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto* const at = text.data() + 11 + 3 * i;
        const auto [end, failed] = std::from_chars(at, at + 2, parts[i]);
        if (failed != std::errc{} || end != at + 2 || at[-1] != kForm[10 + 3 * i]) return 0;
    }
    if (parts[0] < 0 || parts[0] > 23 || parts[1] < 0 || parts[1] > 59 || parts[2] < 0 ||
        parts[2] > 59) {
        return 0;
    }
    const auto local = std::int64_t{day} * 86'400 + parts[0] * 3600 + parts[1] * 60 + parts[2];
    if (local < 0 || local > kLastSecond + 86'400) return 0;
    const auto near = local - zone.offset_at(local);
    const auto time = local - zone.offset_at(near);
    return time > 0 && time < kLastSecond ? time : 0;
}

std::string text_of_parts(const json::value* text) {
    if (text == nullptr) return {};
    if (text->is_string()) return std::string{json::view(text->get_string())};
    if (text->is_object()) return loose_text(*text, "text");
    std::string out;
    if (!text->is_array()) return out;
    for (const auto& part : text->get_array()) {
        if (!part.is_array()) out += text_of_parts(&part);
    }
    return out;
}

std::optional<MessageLine> read_message(const json::value& message, const Zone& zone) {
    if (!message.is_object()) return std::nullopt;
    MessageLine out{.id = loose_id(json::find(message, "id")), .type = type_of(message)};
    out.time = seconds_in(message, "date_unixtime", "date", zone) * 1000;
    out.edited = seconds_in(message, "edited_unixtime", "edited", zone) > kNeverEdited;
    const bool service = out.type == MessageLine::Type::service;
    const std::string_view who = service ? "actor" : "from", other = service ? "from" : "actor";
    out.name = first_of(message, who, other);
    out.sender = peer_key(json::find(message, std::string{who} + "_id"));
    if (out.sender.empty()) out.sender = peer_key(json::find(message, std::string{other} + "_id"));
    if (out.sender.empty() && !out.name.empty()) out.sender = "name:" + out.name;
    const auto* text = json::find(message, "text");
    out.text = text_of_parts(text);
    out.link = only_link(text);
    // A reply to a message of another chat names that chat too.
    const auto* elsewhere = json::find(message, "reply_to_peer_id");
    if (elsewhere == nullptr) out.reply_to = loose_id(json::find(message, "reply_to_message_id"));
    return out;
}

std::int64_t source_key(std::string_view id) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (failed != std::errc{} || end != id.data() + id.size()) return 0;
    if (number >= 0) return number < kNegativeFrom ? number : 0;
    return number > -kNegativeFrom ? kNegativeFrom - number : 0;
}

}  // namespace kith::sources::telegram

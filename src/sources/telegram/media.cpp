// See media.h.
#include "sources/telegram/media.h"

#include <algorithm>

#include "sources/loose.h"

namespace kith::sources::telegram {
namespace {

constexpr std::size_t kAnswers = 100;  // of a poll that are shown

double positive(const json::value* tree) {
    return std::max(0.0, loose_number(tree));
}

std::int64_t bytes_in(const json::value& message, std::string_view key) {
    const double number = positive(json::find(message, key));
    return number < 1e15 ? static_cast<std::int64_t>(number) : 0;
}

std::string joined(std::string first, const std::string& second, std::string_view between) {
    if (!first.empty() && !second.empty()) first += between;
    return first + second;
}

std::string path_in(const json::value& message, std::string_view key) {
    auto path = loose_text(message, key);
    return is_remark(path) ? std::string{} : path;
}

Media read_photo(const json::value& message) {
    Media out{.kind = Kind::image};
    out.details.src = path_in(message, "photo");
    out.details.bytes = bytes_in(message, "photo_file_size");
    return out;
}

void read_document(const json::value& message, Media& to) {
    auto& details = to.details;
    details.name = loose_text(message, "file_name");
    const auto path = path_in(message, "file");
    if (details.name.empty()) details.name = path.substr(path.rfind('/') + 1);
    details.src = path;
    const auto dot = details.name.rfind('.');
    if (dot != std::string::npos) details.extension = details.name.substr(dot + 1);
    details.description =
        joined(loose_text(message, "performer"), loose_text(message, "title"), " – ");
    to.text = details.description.empty() ? details.name : details.description;
}

Media read_file(const json::value& message) {
    const auto type = json::text_or_empty(json::find(message, "media_type"));
    Media out{.kind = Kind::file};
    out.details.bytes = bytes_in(message, "file_size");
    out.details.seconds = positive(json::find(message, "duration_seconds"));
    if (type == "sticker" || type == "animation") {
        out.kind = Kind::sticker;
        out.text = loose_text(message, "sticker_emoji");
    } else if (type == "voice_message") {
        out.kind = Kind::voice;
    } else if (type == "video_message" || type == "video_file") {
        out.kind = Kind::video;
    } else {
        read_document(message, out);
        return out;
    }
    out.details.src = path_in(message, "file");
    return out;
}

Media read_place(const json::value& message, const json::value& place) {
    Media out{.kind = Kind::place};
    out.details.name = loose_text(message, "place_name");
    out.details.description = loose_text(message, "address");
    out.details.latitude = loose_number(json::find(place, "latitude"));
    out.details.longitude = loose_number(json::find(place, "longitude"));
    out.text = out.details.name.empty() ? out.details.description : out.details.name;
    return out;
}

Media read_card(const json::value& card) {
    Media out{.kind = Kind::card};
    out.details.name = joined(loose_text(card, "first_name"), loose_text(card, "last_name"), " ");
    out.details.description = loose_text(card, "phone_number");
    out.text = out.details.name.empty() ? out.details.description : out.details.name;
    return out;
}

// A question and its answers with their votes, one per line.
Media read_poll(const json::value& poll) {
    Media out{.kind = Kind::other};
    out.text = loose_text(poll, "question");
    const auto* answers = json::find(poll, "answers");
    if (answers == nullptr || !answers->is_array()) return out;
    std::size_t shown = 0;
    for (const auto& answer : answers->get_array()) {
        const auto text = loose_text(answer, "text");
        if (text.empty() || ++shown > kAnswers) continue;
        out.text += "\n· " + text;
        const auto votes = loose_id(json::find(answer, "voters"));
        if (!votes.empty()) out.text += " (" + votes + ')';
    }
    return out;
}

Media read_todo(const json::value& list) {
    Media out{.kind = Kind::other};
    out.text = loose_text(list, "title");
    const auto* items = json::find(list, "answers");
    if (items == nullptr || !items->is_array()) return out;
    for (const auto& item : items->get_array()) {
        if (const auto text = loose_text(item, "text"); !text.empty()) out.text += "\n· " + text;
    }
    return out;
}

Media read_game(const json::value& message) {
    Media out{.kind = Kind::link};
    out.text = loose_text(message, "game_title");
    out.details.description = loose_text(message, "game_description");
    const auto address = loose_text(message, "game_link");
    if (looks_like_link(address)) out.details.url = address;
    return out;
}

Media read_invoice(const json::value& invoice) {
    Media out{.kind = Kind::other};
    out.text = loose_text(invoice, "title");
    out.details.description = loose_text(invoice, "description");
    out.details.pay_amount =
        joined(loose_id(json::find(invoice, "amount")), loose_text(invoice, "currency"), " ");
    return out;
}

const json::value* object_in(const json::value& message, std::string_view key) {
    const auto* found = json::find(message, key);
    return found != nullptr && found->is_object() ? found : nullptr;
}

}  // namespace

bool is_remark(std::string_view path) {
    return path.starts_with('(') && path.ends_with(')');
}

std::optional<Media> read_media(const json::value& message) {
    if (json::find(message, "photo") != nullptr) return read_photo(message);
    if (json::find(message, "file") != nullptr || json::find(message, "media_type") != nullptr) {
        return read_file(message);
    }
    if (const auto* place = object_in(message, "location_information")) {
        return read_place(message, *place);
    }
    if (const auto* card = object_in(message, "contact_information")) return read_card(*card);
    if (const auto* poll = object_in(message, "poll")) return read_poll(*poll);
    if (const auto* todo = object_in(message, "todo_list")) return read_todo(*todo);
    if (json::find(message, "game_title") != nullptr) return read_game(message);
    if (const auto* invoice = object_in(message, "invoice_information")) {
        return read_invoice(*invoice);
    }
    return std::nullopt;
}

}  // namespace kith::sources::telegram

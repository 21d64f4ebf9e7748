// See row.h.
#include "sources/telegram/row.h"

#include <algorithm>

#include "json/write.h"
#include "sources/loose.h"
#include "sources/telegram/media.h"
#include "sources/telegram/notice.h"

namespace kith::sources::telegram {
namespace {

// The record itself, cut between two characters.
std::string raw_of(const json::value& message) {
    const auto whole = json::serialize(message);
    std::string_view cut{whole};
    if (cut.size() <= kRawBytes) return whole;
    std::size_t end = kRawBytes;
    while (end > 0 && (static_cast<unsigned char>(cut[end]) & 0xC0) == 0x80) --end;
    return std::string{cut.substr(0, end)};
}

void read_service(const json::value& message, const MessageLine& line, Message& to,
                  Details& details) {
    const auto action = json::text_or_empty(json::find(message, "action"));
    if (action == "phone_call") {
        to.kind = Kind::call;
        details.seconds = std::max(0.0, loose_number(json::find(message, "duration_seconds")));
        to.text = loose_text(message, "discard_reason");
        return;
    }
    to.kind = Kind::system;
    to.text = notice_text(message, line.name);
    if (!is_known_action(action)) details.raw = raw_of(message);
}

void read_said(const json::value& message, MessageLine& line, Message& to, Details& details) {
    to.text = std::move(line.text);
    if (auto media = read_media(message)) {
        to.kind = media->kind;
        details = std::move(media->details);
        // A poll is its question; a caption is what was said about everything else.
        if (to.text.empty()) {
            to.text = std::move(media->text);
        } else if (to.kind == Kind::other && !media->text.empty()) {
            to.text += '\n' + media->text;
        }
    } else if (line.type == MessageLine::Type::unknown) {
        to.kind = Kind::other;
        details.raw = raw_of(message);
    } else if (to.text.empty()) {
        // Something that this reader does not know, and that has no words.
        to.kind = Kind::other;
        details.raw = raw_of(message);
    } else if (!line.link.empty()) {
        to.kind = Kind::link;
        details.url = std::move(line.link);
    }
}

}  // namespace

std::uint32_t RowReader::sender_of(const MessageLine& line) {
    if (line.sender.empty()) return kNobody;
    const auto known = people_->find(line.sender);
    return known != kNobody ? known : strangers_->place(line.sender, line.name);
}

Message RowReader::row_of(const json::value& message, MessageLine& line) const {
    Message out{.time = line.time, .source_key = source_key(line.id)};
    Details details;
    if (line.type == MessageLine::Type::service) {
        read_service(message, line, out, details);
    } else {
        read_said(message, line, out, details);
    }
    if (!is_system(out.kind) && !line.reply_to.empty()) {
        if (out.kind == Kind::text || out.kind == Kind::link) out.kind = Kind::quote;
        lately_.quote(line.reply_to, details);
    }
    if (line.edited) out.flags |= kEdited;
    if (out.kind != Kind::text && details != Details{}) out.body = json::write_sparse(details);
    return out;
}

RowReader::Result RowReader::read(const json::value& message, std::uint64_t place) {
    auto line = read_message(message, zone_);
    if (!line) return {{}, "bad_line"};
    if (line->text.size() > kTextBytes) return {{}, "too_long"};
    if (line->time <= 0) return {{}, "bad_time"};
    if (!line->id.empty() && lately_.has(line->id)) return {{}, "same_id"};
    auto out = row_of(message, *line);
    out.sequence = static_cast<std::int64_t>(place);
    // Nobody said it: a notice, whatever it is called.
    const auto sender = sender_of(*line);
    if (sender == kNobody && out.kind == Kind::text) out.kind = Kind::system;
    out.sender = is_system(out.kind) ? kNobody : sender;
    if (out.sender == owner_ && owner_ != kNobody) out.flags |= kMine;
    if (!line->id.empty()) {
        lately_.remember(line->id, {.sender = sender,
                                    .name = line->name,
                                    .text = quotable(out.text),
                                    .time = line->time / 1000});
    }
    return {std::move(out), {}};
}

}  // namespace kith::sources::telegram

// See row.h.
#include "sources/chatlab/row.h"

#include "base/details.h"
#include "json/write.h"
#include "sources/loose.h"

namespace kith::sources::chatlab {
namespace {

constexpr std::int64_t kLastMillis = 4'102'444'800'000;  // 2100

bool is_media(Kind kind) {
    return kind == Kind::image || kind == Kind::voice || kind == Kind::video ||
           kind == Kind::sticker;
}

}  // namespace

std::uint32_t RowReader::sender_of(const MessageLine& line) {
    if (line.sender.empty() || line.sender == kSystemSender) return kNobody;
    const auto known = people_->find(line.sender);
    return known != kNobody ? known : strangers_->place(line.sender, line.name);
}

void RowReader::remember(const MessageLine& line, std::uint32_t sender) {
    if (line.id.empty()) return;
    const auto name = line.group_nickname.empty() ? line.name : line.group_nickname;
    lately_.remember(line.id, {.sender = sender,
                               .name = std::string{name},
                               .text = quotable(line.content),
                               .time = line.time / 1000});
}

std::string RowReader::details_of(const MessageLine& line, Message& to) const {
    Details details;
    if (!line.reply_to.empty()) lately_.quote(line.reply_to, details);
    if (is_media(to.kind) && looks_like_file(to.text)) details.src = std::move(to.text);
    if (to.kind == Kind::link && looks_like_link(to.text)) details.url = to.text;
    if (to.kind == Kind::file || to.kind == Kind::card || to.kind == Kind::place) {
        details.name = to.text;
    }
    if (!details.src.empty()) to.text.clear();
    return details == Details{} ? std::string{} : json::write_sparse(details);
}

std::optional<Message> RowReader::read(const MessageLine& line, std::uint64_t place) {
    if (line.time <= 0 || line.time >= kLastMillis) return std::nullopt;
    Message out{.time = line.time,
                .sequence = static_cast<std::int64_t>(place),
                .sender = sender_of(line),
                .kind = kind_of(line.type),
                .raw_type = line.type,
                .source_key = source_key(line.id),
                .text = std::string{line.content}};
    const bool said = out.sender != kNobody;
    if (!said && out.kind == Kind::text) out.kind = Kind::system;
    if (out.kind == Kind::text && !line.reply_to.empty()) out.kind = Kind::quote;
    if (is_system(out.kind)) out.sender = kNobody;
    if (line.type == kRecall) out.flags |= kRevokeNotice;
    if (said && out.sender == owner_ && owner_ != kNobody) out.flags |= kMine;
    remember(line, out.sender);
    if (out.kind == Kind::text) return out;
    if (!is_system(out.kind) && is_placeholder(out.text)) out.text.clear();
    out.body = details_of(line, out);
    return out;
}

}  // namespace kith::sources::chatlab

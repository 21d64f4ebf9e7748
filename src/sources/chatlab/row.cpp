// See row.h.
#include "sources/chatlab/row.h"

#include "base/details.h"
#include "json/write.h"
#include "text/fold.h"

namespace kith::sources::chatlab {
namespace {

constexpr std::size_t kQuoteCodePoints = 200;
constexpr std::int64_t kLastMillis = 4'102'444'800'000;  // 2100

bool is_media(Kind kind) {
    return kind == Kind::image || kind == Kind::voice || kind == Kind::video ||
           kind == Kind::sticker;
}

bool looks_like_link(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

// A path or an address of a media file, not a description of it.
bool looks_like_file(std::string_view text) {
    if (text.find_first_of(" \n\t") != text.npos) return false;
    return looks_like_link(text) || text.find('/') != text.npos;
}

}  // namespace

std::uint32_t RowReader::sender_of(const MessageLine& line) {
    if (line.sender.empty() || line.sender == kSystemSender) return kNobody;
    const auto known = people_->find(line.sender);
    return known != kNobody ? known : strangers_->place(line.sender, line.name);
}

void RowReader::remember(const MessageLine& line, std::uint32_t sender) {
    if (line.id.empty()) return;
    const auto text = text::first_code_points(line.content, kQuoteCodePoints);
    const auto name = line.group_nickname.empty() ? line.name : line.group_nickname;
    Said said{sender, std::string{name}, std::string{text}, line.time / 1000};
    if (!said_.insert_or_assign(line.id, std::move(said)).second) return;
    ids_.push_back(line.id);
    if (ids_.size() > kQuoteWindow) {
        said_.erase(ids_.front());
        ids_.pop_front();
    }
}

std::string RowReader::details_of(const MessageLine& line, Message& to) const {
    Details details;
    if (!line.reply_to.empty()) {
        details.quote_id = line.reply_to;
        if (const auto found = said_.find(line.reply_to); found != said_.end()) {
            const auto& quoted = found->second;
            details.quote_name = quoted.name;
            details.quote_text = quoted.text;
            details.quote_time = quoted.time;
            if (quoted.sender < people_->size()) details.quote_key = (*people_)[quoted.sender].key;
        }
    }
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

// See row.h.
#include "sources/wechat/row.h"

#include <fmt/format.h>

#include "json/write.h"
#include "sources/wechat/classify.h"
#include "sources/wechat/content.h"

namespace kith::sources::wechat {
namespace {

std::uint32_t named_sender(const RawRow& row, const Setting& in) {
    const auto found = in.senders->find(row.sender_id);
    return found == in.senders->end() ? kNobody : found->second;
}

// The rule of §1.5: whatever is not the other's is mine, also notices without a sender.
void sender_in_direct_chat(const RawRow& row, const Setting& in, Message& to) {
    if (in.peer_id != 0 && row.sender_id == in.peer_id) {
        to.sender = in.peer;
        return;
    }
    to.flags |= kMine;
    to.sender = named_sender(row, in);
    if (to.sender == kNobody || to.sender == in.peer) to.sender = in.self;
}

}  // namespace

void RowReader::skip(std::string_view reason, const RawRow& row, std::string_view where) {
    sink_->skipped(reason, fmt::format("{} row {}", where, row.local_id));
}

std::string_view RowReader::payload_of(const RawRow& row, std::string_view where) {
    const auto payload = decoder_->decode(row.content, row.flag);
    if (payload.how == Decoding::broken_frame) skip("broken_frame", row, where);
    if (payload.how == Decoding::too_long) skip("too_long", row, where);
    return payload.text;
}

// Texts name their sender in front; other rows through Name2Id. The prefix goes in both cases,
// except from the owner's own words ("ok:\n…"), whose rows have none.
void RowReader::sender_in_group(const RawRow& row, const Setting& in, std::string_view& payload,
                                Message& to) {
    const auto base = split(row.local_type).base;
    to.sender = named_sender(row, in);
    const auto prefixed = split_prefix(payload);
    if (!prefixed.sender.empty()) {
        const auto known = in.people->find(prefixed.sender);
        const bool mine = in.self != kNobody && to.sender == in.self;
        const bool markup = prefixed.rest.starts_with('<');
        if (base == 1 ? known != kNobody || !mine : markup) {
            payload = prefixed.rest;
            if (base == 1 || to.sender == kNobody) {
                to.sender = known != kNobody ? known : strangers_->place(prefixed.sender);
            }
        }
    }
    if (in.self != kNobody && to.sender == in.self) to.flags |= kMine;
}

std::optional<Message> RowReader::read(const RawRow& row, const Setting& in,
                                       std::string_view where) {
    if (!good_time(row.create_time)) {
        skip("bad_time", row, where);
        return std::nullopt;
    }
    Message out{.time = row.create_time * 1000,
                .sequence = row.sort_seq,
                .raw_type = row.local_type,
                .source_key = row.server_id};
    auto payload = payload_of(row, where);
    if (in.group) {
        sender_in_group(row, in, payload, out);
    } else {
        sender_in_direct_chat(row, in, out);
    }
    auto content = read_content(row.local_type, payload);
    out.kind = content.kind;
    out.flags |= content.flags;
    out.text = std::move(content.text);
    if (is_system(out.kind)) {
        out.sender = kNobody;
        if (in.group) out.flags &= static_cast<std::uint8_t>(~kMine);
    }
    if (out.kind != Kind::text && content.details != Details{}) {
        out.body = json::write_sparse(content.details);
    }
    return out;
}

}  // namespace kith::sources::wechat

// See content.h.
#include "sources/wechat/content.h"

#include "sources/wechat/app_message.h"
#include "sources/wechat/classify.h"
#include "sources/wechat/markup.h"
#include "text/fold.h"

namespace kith::sources::wechat {
namespace {

// At most `bytes` bytes of valid UTF-8, never cut inside a code point.
std::string_view first_bytes(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

Content read_media(Kind kind, std::string_view payload) {
    Content out{.kind = kind};
    out.details.bytes = leading_number(attribute(payload, "length"));
    if (kind == Kind::voice) {
        out.details.seconds =
            static_cast<double>(leading_number(attribute(payload, "voicelength"))) / 1000.0;
    } else if (kind == Kind::video) {
        out.details.seconds = static_cast<double>(leading_number(attribute(payload, "playlength")));
    }
    return out;
}

Content read_notice(TypeParts type, std::string_view payload) {
    Content out{.kind = Kind::system, .text = notice_text(payload)};
    if (is_revoke_notice(type, payload)) out.flags |= kRevokeNotice;
    return out;
}

Content read_unknown(std::string_view payload) {
    Content out{.kind = Kind::other};
    if (payload.starts_with('<')) {
        out.details.raw = payload;
    } else {
        out.text = payload;
    }
    return out;
}

Content read_kind(TypeParts type, std::string_view payload) {
    if (type.base == kAppBase) return read_app_message(type.sub, payload);
    const Kind kind = classify(type, kNoAppType, payload);
    switch (kind) {
        case Kind::image:
        case Kind::voice:
        case Kind::video:
        case Kind::sticker:
            return read_media(kind, payload);
        case Kind::card:
            return read_card(payload);
        case Kind::place:
            return read_place(payload);
        case Kind::call:
            return read_call(payload);
        case Kind::system:
            return read_notice(type, payload);
        default:
            return read_unknown(payload);
    }
}

// A transfer is one row when it is sent and another when it is accepted (3, 5) or returned (4).
bool is_receipt(const Content& content) {
    const auto step = content.details.pay_step;
    return content.kind == Kind::transfer && step >= 3 && step <= 5;
}

bool plain_ascii(std::string_view text) {
    for (const char c : text) {
        if (c <= ' ' || c > '~') return false;
    }
    return true;
}

}  // namespace

Content read_content(std::int64_t local_type, std::string_view payload) {
    const auto type = split(local_type);
    if (type.base == 1) {
        Content out{.text = std::string{payload}};
        if (is_system_phrase(payload)) out.flags |= kSystemPhrase;
        return out;
    }
    if (payload.empty()) {
        Content out{.kind = classify(type, kNoAppType, payload)};
        if (out.kind == Kind::system && is_revoke_notice(type, payload)) {
            out.flags |= kRevokeNotice;
        }
        return out;
    }
    auto out = read_kind(type, payload);
    if (is_receipt(out)) out.flags |= kReceipt;
    if (out.details.raw.size() > kRawBytes) {
        out.details.raw.resize(first_bytes(out.details.raw, kRawBytes).size());
    }
    return out;
}

Prefixed split_prefix(std::string_view payload) {
    const auto marker = payload.substr(0, kPrefixBytes + 1).find(":\n");
    if (marker == std::string_view::npos || marker == 0 || marker >= kPrefixBytes) {
        return {{}, payload};
    }
    const auto sender = payload.substr(0, marker);
    if (!plain_ascii(sender)) return {{}, payload};
    return {sender, payload.substr(marker + 2)};
}

}  // namespace kith::sources::wechat

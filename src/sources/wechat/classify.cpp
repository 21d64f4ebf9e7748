// See classify.h.
#include "sources/wechat/classify.h"

#include <array>
#include <optional>

namespace kith::sources::wechat {
namespace {

bool has(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

// Types of §1.8. Those whose label is 其他 are named here too: what stands inside a merged record
// or a favourite note must not decide what the message is.
std::optional<Kind> kind_of_app_type(std::int64_t type) {
    switch (type) {
        case 4:
        case 5:
            return Kind::link;
        case 6:
            return Kind::file;
        case 33:
        case 36:
            return Kind::mini_app;
        case 51:
        case 63:
            return Kind::channel;
        case 57:
            return Kind::quote;
        case 2000:
            return Kind::transfer;
        case 2001:
            return Kind::red_packet;
        case 1:
        case 2:
        case 3:
        case 8:
        case 17:
        case 19:
        case 24:
        case 40:
        case 53:
        case 62:
        case 76:
        case 87:
        case 92:
        case 101:
        case 2003:
            return Kind::other_app;
        default:
            return std::nullopt;
    }
}

Kind kind_by_words(std::string_view payload) {
    if (has(payload, "wcpay")) {
        return has(payload, "redenvelope") ? Kind::red_packet : Kind::transfer;
    }
    if (has(payload, "refermsg")) return Kind::quote;
    if (has(payload, "weappinfo") || has(payload, "miniprogram")) return Kind::mini_app;
    if (has(payload, "<type>5</type>") || has(payload, "<type>4</type>")) return Kind::link;
    if (has(payload, "<type>6</type>")) return Kind::file;
    if (has(payload, "<type>51</type>") || has(payload, "<type>63</type>")) return Kind::channel;
    return Kind::other_app;
}

Kind classify_app(std::uint32_t sub, std::int64_t app_type, std::string_view payload) {
    if (const auto kind = kind_of_app_type(sub)) return *kind;
    if (const auto kind = kind_of_app_type(app_type)) return *kind;
    return kind_by_words(payload);
}

constexpr std::size_t kBlock = 16;

// 验, 聊, 招, 添, "cc" and "e " by their last two bytes, ending in `count` bytes from `at` on.
template <std::size_t count>
bool anchors_end_in(const unsigned char* at) {
    unsigned char any = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned char* end = at + i;
        const unsigned char a = end[-1], b = end[0];
        any |= static_cast<unsigned char>((a == 0xAA) & (b == 0x8C));
        any |= static_cast<unsigned char>((a == 0x81) & (b == 0x8A));
        any |= static_cast<unsigned char>((a == 0x8B) & (b == 0x9B));
        any |= static_cast<unsigned char>((a == 0xB7) & (b == 0xBB));
        any |= static_cast<unsigned char>((a == 'c') & (b == 'c'));
        any |= static_cast<unsigned char>((a == 'e') & (b == ' '));
    }
    return any != 0;
}

bool has_anchor(const unsigned char* bytes, std::size_t size) {
    if (size <= kBlock) {
        for (std::size_t at = 1; at < size; ++at) {
            if (anchors_end_in<1>(bytes + at)) return true;
        }
        return false;
    }
    for (std::size_t at = 1; at + kBlock < size; at += kBlock) {
        if (anchors_end_in<kBlock>(bytes + at)) return true;
    }
    return anchors_end_in<kBlock>(bytes + size - kBlock);  // overlaps the block before
}

}  // namespace

Kind classify(TypeParts type, std::int64_t app_type, std::string_view payload) {
    switch (type.base) {
        case 1:
            return Kind::text;
        case 3:
            return Kind::image;
        case 34:
            return Kind::voice;
        case 42:
            return Kind::card;
        case 43:
            return Kind::video;
        case 47:
            return Kind::sticker;
        case 48:
            return Kind::place;
        case kAppBase:
            return classify_app(type.sub, app_type, payload);
        case 50:
            return Kind::call;
        case kSystemBase:
        case kRevokeBase:
        case 11000:
            return Kind::system;
        default:
            return Kind::other;
    }
}

bool is_revoke_notice(TypeParts type, std::string_view payload) {
    const bool system = classify({type.base, 0}, kNoAppType, {}) == Kind::system;
    if (!system) return false;
    if (has(payload, "revokemsg") || has(payload, "撤回")) return true;
    return type.base == kRevokeBase && !has(payload, "<sysmsg");  // another notice names itself
}

// Every phrase has one of six rare characters. Their last two bytes are looked for in blocks that
// the compiler compares at once; only a text that has them is compared with the phrases.
bool is_system_phrase(std::string_view text) {
    static constexpr std::array<std::string_view, 9> kPhrases{
        "通过了你的朋友验证", "现在我们可以开始聊天了",
        "我是群聊",           "以上是打招呼内容",
        "以上为打招呼内容",   "你已添加了",
        "对方已添加你为朋友", "Accepted your friend request",
        "We can now chat"};
    constexpr std::size_t kShortest = 12;  // four Chinese characters
    if (text.size() < kShortest) return false;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (!has_anchor(bytes, text.size())) return false;
    for (const auto phrase : kPhrases) {
        if (has(text, phrase)) return true;
    }
    return false;
}

}  // namespace kith::sources::wechat

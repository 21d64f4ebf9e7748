// What a WeChat payload says: its kind, its readable text and its parts. Pure functions, any
// thread, any bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/details.h"
#include "base/message.h"

namespace kith::sources::wechat {

inline constexpr std::size_t kXmlBytes =
    1024 * 1024;                                 // a longer payload is classified by its words
inline constexpr std::size_t kRawBytes = 4096;   // of a payload nobody understood
inline constexpr std::size_t kPrefixBytes = 80;  // ":\n" of a group row stands before this

struct Content {
    Kind kind{};
    std::uint8_t flags{};  // kSystemPhrase, kRevokeNotice, kReceipt
    std::string text;      // §1.9; "" when there is nothing to read (a picture)
    Details details;
};

// `payload` is decoded, valid UTF-8 and without the group's prefix.
Content read_content(std::int64_t local_type, std::string_view payload);

// A group row's "wxid_x:\n" in front: the sender's key and the rest. Both "" and the whole text
// when there is none: the marker must stand at byte 1 to 79 and nothing before it may be blank or
// outside ASCII, because the owner's own rows have no prefix and may well begin "名单:\n".
struct Prefixed {
    std::string_view sender, rest;
};
Prefixed split_prefix(std::string_view payload);

}  // namespace kith::sources::wechat

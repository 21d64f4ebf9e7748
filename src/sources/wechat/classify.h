// What kind a WeChat row is (archive contract §1.7, §1.8). Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/message.h"

namespace kith::sources::wechat {

// local_type packs two numbers: the base type in the low 32 bits, the subtype of app messages in
// the high 32.
struct TypeParts {
    std::uint32_t base{}, sub{};
    friend bool operator==(const TypeParts&, const TypeParts&) = default;
};
constexpr TypeParts split(std::int64_t local_type) {
    const auto bits = static_cast<std::uint64_t>(local_type);
    return {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32)};
}

inline constexpr std::uint32_t kAppBase = 49, kSystemBase = 10000, kRevokeBase = 10002;
inline constexpr std::int64_t kNoAppType = -1;

// The kind of a row. `app_type` is the number in the outermost <appmsg>/<type> (kNoAppType = there
// is none). App messages: by subtype, else by app_type, else by words of the payload, first match
// wins.
Kind classify(TypeParts type, std::int64_t app_type, std::string_view payload);

// A notice that somebody took a message back: a revoke row, or a system row that says 撤回.
bool is_revoke_notice(TypeParts type, std::string_view payload);

// A text that the service wrote ("you can chat now"), §1.9. One pass over the text.
bool is_system_phrase(std::string_view text);

}  // namespace kith::sources::wechat

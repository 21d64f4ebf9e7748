// See message.h.
#include "base/message.h"

#include <array>

namespace kith {
namespace {

constexpr std::array<std::string_view, kKindCount> kNames{
    "text",      "image",    "voice", "video",   "sticker", "card", "location", "call", "system",
    "redpacket", "transfer", "quote", "miniapp", "link",    "file", "channel",  "app",  "other"};

}  // namespace

std::string_view name_of(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    return index < kNames.size() ? kNames[index] : kNames.back();
}

std::optional<Kind> kind_named(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Kind>(i);
    return std::nullopt;
}

}  // namespace kith

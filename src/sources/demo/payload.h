// What the messages of the demo carry besides their text: the kinds that need nothing but the
// fields of their mark.
#pragma once

#include <span>
#include <string>

#include "base/details.h"
#include "sources/demo/cast.h"
#include "sources/demo/dice.h"
#include "sources/demo/scene.h"

namespace kith::sources::demo {

// WeChat's numbers, which the W surface shows: app messages have 49 in the low 32 bits and their
// own type above.
constexpr std::int64_t app_type(std::int64_t sub) {
    return sub << 32 | 49;
}
inline constexpr std::int64_t kTextType = 1, kNoticeType = 10'000, kRevokeType = 10'002,
                              kQuoteType = app_type(57), kTransferType = app_type(2000),
                              kPacketType = app_type(2001);

struct Payload {
    Kind kind{};
    std::int64_t raw_type{};
    std::string text;
    Details details;
};

// Pictures, voice, places, calls, files, links and the like. Throws Error{invalid} for fields that
// make no sense (`at` names the line); never called for what is said, quoted, paid or noticed.
Payload payload_of(Place at, Mark mark, std::span<const std::string> fields, const Cast& cast,
                   Dice& dice);

// One line for what has no text, as it stands in a quote: "[图片]".
std::string in_one_line(Kind kind, std::string_view text);

}  // namespace kith::sources::demo

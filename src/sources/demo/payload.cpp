// See payload.h.
#include "sources/demo/payload.h"

#include <fmt/format.h>

#include <charconv>

namespace kith::sources::demo {
namespace {

constexpr std::int64_t kMinute = 60;

double coordinate(Place at, std::string_view text, double limit) {
    double value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < -limit || value > limit)
        refuse(at, fmt::format("'{}' is not a coordinate", text));
    return value;
}

Payload picture(Dice& dice) {
    return {Kind::image, 3, "", {.bytes = dice.between(40'000, 3'800'000)}};
}

Payload clip(Place at, Kind kind, std::int64_t raw_type, std::string_view seconds, Dice& dice) {
    const auto length = number(at, seconds, 1, 600);
    Details details{.seconds = static_cast<double>(length)};
    // About what a second of either takes on a phone.
    details.bytes = length * (kind == Kind::voice ? 1'800 : dice.between(180'000, 420'000));
    return {kind, raw_type, "", details};
}

Payload person_card(Place at, std::string_view key, const Cast& cast) {
    const auto person = cast.find(key);
    if (!person) refuse(at, fmt::format("no person '{}'", key));
    const auto& nick = cast.actors[*person].person.nick;
    return {Kind::card, 42, nick, {.description = std::string{key}, .name = nick}};
}

Payload spot(Place at, std::span<const std::string> fields) {
    Details details{.description = fields[1], .name = fields[0]};
    details.latitude = coordinate(at, fields[2], 90);
    details.longitude = coordinate(at, fields[3], 180);
    return {Kind::place, 48, fields[0], details};
}

// 0 seconds: nobody answered.
Payload call(Place at, std::string_view seconds) {
    const auto length = number(at, seconds, 0, 4 * 3600);
    Details details{.seconds = static_cast<double>(length)};
    if (length == 0) return {Kind::call, 50, "对方无应答", details};
    return {Kind::call, 50, fmt::format("通话时长 {:02}:{:02}", length / kMinute, length % kMinute),
            details};
}

Payload document(Place at, std::span<const std::string> fields) {
    Details details{.name = fields[0]};
    const auto dot = fields[0].rfind('.');
    if (dot == std::string::npos || dot + 1 == fields[0].size())
        refuse(at, "a file without an extension");
    details.extension = fields[0].substr(dot + 1);
    details.bytes = number(at, fields[1], 1, 4'000'000'000);
    return {Kind::file, app_type(6), fields[0], details};
}

Payload page(Place at, std::span<const std::string> fields) {
    if (!fields[1].starts_with("http")) refuse(at, "a link without an address");
    return {Kind::link, app_type(5), fields[0], {.url = fields[1], .description = fields[2]}};
}

}  // namespace

Payload payload_of(Place at, Mark mark, std::span<const std::string> fields, const Cast& cast,
                   Dice& dice) {
    switch (mark) {
        case Mark::image:
            return picture(dice);
        case Mark::voice:
            return clip(at, Kind::voice, 34, fields[0], dice);
        case Mark::video:
            return clip(at, Kind::video, 43, fields[0], dice);
        case Mark::sticker:
            return {Kind::sticker, 47, "", {.bytes = dice.between(9'000, 400'000)}};
        case Mark::card:
            return person_card(at, fields[0], cast);
        case Mark::place:
            return spot(at, fields);
        case Mark::call:
            return call(at, fields[0]);
        case Mark::file:
            return document(at, fields);
        case Mark::link:
            return page(at, fields);
        case Mark::mini:
            return {Kind::mini_app, app_type(33), fields[0], {.name = fields[1]}};
        case Mark::channel:
            return {Kind::channel, app_type(51), fields[0], {.name = fields[1]}};
        case Mark::record:
            return {Kind::other_app, app_type(19), fields[0], {.description = fields[1]}};
        case Mark::strange:
            return {Kind::other, 66, fields[0], {.raw = "<msg kind=\"enterprise card\"/>"}};
        default:
            refuse(at, "this mark needs more than its fields");
    }
}

std::string in_one_line(Kind kind, std::string_view text) {
    switch (kind) {
        case Kind::image:
            return "[图片]";
        case Kind::voice:
            return "[语音]";
        case Kind::video:
            return "[视频]";
        case Kind::sticker:
            return "[表情]";
        default:
            return std::string{text};
    }
}

}  // namespace kith::sources::demo

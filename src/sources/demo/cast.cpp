// See cast.h.
#include "sources/demo/cast.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sources/demo/lines.h"

namespace kith::sources::demo {
namespace {

constexpr std::size_t kPersonColumns = 12, kGroupColumns = 6;
constexpr std::int64_t kFriendFlag = 3;  // WeChat's contact.flag of a friend
constexpr std::string_view kNone = "-";

std::string value(std::string_view cell) {
    return cell == kNone ? std::string{} : std::string{cell};
}

std::vector<std::string> read_tags(std::string_view cell) {
    std::vector<std::string> out;
    if (cell == kNone) return out;
    for (const auto tag : split(cell, ',')) out.emplace_back(tag);
    return out;
}

Hours read_hours(Place at, std::string_view cell) {
    constexpr std::array<std::string_view, 5> names{"day", "work", "evening", "night", "late"};
    const auto found = std::ranges::find(names, cell);
    if (found == names.end()) refuse(at, fmt::format("no hours '{}'", cell));
    return static_cast<Hours>(found - names.begin());
}

Curve read_curve(Place at, std::string_view cell) {
    Curve out;
    if (cell == kNone) return out;
    for (const auto item : split(cell, ' ')) {
        const auto parts = split(item, ':');
        if (parts.size() != 2) refuse(at, fmt::format("'{}' is not days:messages", item));
        const int before = out.empty() ? 912 : out.back().days_ago - 1;
        out.push_back({static_cast<int>(number(at, parts[0], 0, before)),
                       static_cast<int>(number(at, parts[1], 0, 10'000))});
    }
    if (out.back().days_ago != 0) refuse(at, "the curve does not reach today");
    return out;
}

void read_role(Place at, std::string_view cell, Person& to) {
    if (cell == "me") {
        to.is_self = true;
    } else if (cell == "friend") {
        to.is_friend = true;
        to.source_flag = kFriendFlag;
    } else if (cell == "official") {
        to.is_friend = to.is_official = true;
        to.source_flag = kFriendFlag;
    } else if (cell != "stranger") {
        refuse(at, fmt::format("no role '{}'", cell));
    }
}

Actor read_actor(const TextLine& line) {
    const auto cells = columns(line, kPersonColumns);
    Actor out;
    out.person.key = cells[0];
    out.person.nick = cells[1];
    out.person.remark = value(cells[2]);
    out.person.alias = value(cells[3]);
    read_role(line.at, cells[4], out.person);
    out.call = value(cells[5]);
    out.calls_me = value(cells[6]);
    out.tags = read_tags(cells[7]);
    out.tags.push_back(out.person.key);
    out.pace_seconds = static_cast<int>(number(line.at, cells[8], 1, 86'400));
    out.hours = read_hours(line.at, cells[9]);
    if (cells[10] != kNone) out.birthday = month_day(line.at, cells[10]);
    out.curve = read_curve(line.at, cells[11]);
    if (out.person.nick.empty()) refuse(line.at, "a person without a name");
    return out;
}

// key=name, key=name<330 (here for 330 days), key=name>84 (gone 84 days ago)
void read_member(Place at, std::string_view item, const Cast& cast, Troupe& to) {
    const auto parts = split(item, '=');
    const auto person = cast.find(parts[0]);
    if (!person || parts.size() != 2) refuse(at, fmt::format("no member '{}'", item));
    auto name = parts[1];
    Stay stay;
    if (const auto mark = name.find_first_of("<>"); mark != std::string_view::npos) {
        (name[mark] == '<' ? stay.since : stay.until) =
            static_cast<int>(number(at, name.substr(mark + 1), 1, 912));
        name = name.substr(0, mark);
    }
    to.members.push_back({*person, std::string{name}, to.members.empty() ? "owner" : ""});
    to.stays.push_back(stay);
}

Troupe read_group(const TextLine& line, const Cast& cast) {
    const auto cells = columns(line, kGroupColumns);
    Troupe out{.key = std::string{cells[0]},
               .title = std::string{cells[1]},
               .tags = read_tags(cells[2]),
               .hours = read_hours(line.at, cells[3]),
               .curve = read_curve(line.at, cells[4])};
    out.tags.push_back(out.key);
    for (const auto item : split(cells[5], ',')) read_member(line.at, item, cast, out);
    if (!std::ranges::count(out.members, 0U, &Member::person))
        refuse(line.at, "a group without the owner");
    return out;
}

}  // namespace

std::int64_t rate_at(const Curve& curve, int days_ago) {
    if (curve.empty() || days_ago > curve.front().days_ago) return 0;
    const auto next = std::ranges::find_if(
        curve, [&](const CurvePoint& point) { return point.days_ago <= days_ago; });
    if (next == curve.end()) return 0;
    const auto there = std::int64_t{next->per_month} * 1000 / 30;
    if (next == curve.begin()) return there;
    const auto before = *(next - 1);
    const auto here = std::int64_t{before.per_month} * 1000 / 30;
    const int span = before.days_ago - next->days_ago;
    return here + (there - here) * (before.days_ago - days_ago) / span;
}

int begins(const Curve& curve) {
    return curve.empty() ? -1 : curve.front().days_ago;
}

std::optional<std::uint32_t> Cast::find(std::string_view key) const {
    for (std::uint32_t i = 0; i < actors.size(); ++i)
        if (actors[i].person.key == key) return i;
    return std::nullopt;
}

const std::string& shown_name(const Person& person) {
    return person.remark.empty() ? person.nick : person.remark;
}

Cast read_cast(File people, File groups) {
    Cast out;
    for (const auto& line : text_lines(people.name, people.text)) {
        auto actor = read_actor(line);
        if (out.find(actor.person.key)) refuse(line.at, "the same key twice");
        if (actor.person.is_self != out.actors.empty())
            refuse(line.at, "the owner comes first and once");
        out.actors.push_back(std::move(actor));
    }
    for (const auto& line : text_lines(groups.name, groups.text))
        out.groups.push_back(read_group(line, out));
    return out;
}

}  // namespace kith::sources::demo

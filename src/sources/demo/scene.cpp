// See scene.h.
#include "sources/demo/scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sources/demo/words.h"

namespace kith::sources::demo {
namespace {

enum class Behind { nothing, text, either };  // what follows the bracket
struct MarkRule {
    std::string_view name;
    Mark mark;
    std::size_t fields, fields_at_most;
    Behind behind;
};
constexpr std::array kMarks{
    MarkRule{"image", Mark::image, 0, 0, Behind::nothing},
    MarkRule{"voice", Mark::voice, 1, 1, Behind::nothing},
    MarkRule{"video", Mark::video, 1, 1, Behind::nothing},
    MarkRule{"sticker", Mark::sticker, 0, 0, Behind::nothing},
    MarkRule{"card", Mark::card, 1, 1, Behind::nothing},
    MarkRule{"place", Mark::place, 4, 4, Behind::nothing},
    MarkRule{"call", Mark::call, 1, 1, Behind::nothing},
    MarkRule{"packet", Mark::packet, 2, 2, Behind::nothing},
    MarkRule{"transfer", Mark::transfer, 2, 3, Behind::nothing},
    MarkRule{"file", Mark::file, 2, 2, Behind::nothing},
    MarkRule{"link", Mark::link, 3, 3, Behind::nothing},
    MarkRule{"mini", Mark::mini, 2, 2, Behind::nothing},
    MarkRule{"channel", Mark::channel, 2, 2, Behind::nothing},
    MarkRule{"record", Mark::record, 2, 2, Behind::nothing},
    MarkRule{"strange", Mark::strange, 1, 1, Behind::nothing},
    MarkRule{"quote", Mark::quote, 1, 1, Behind::text},
    MarkRule{"edit", Mark::edit, 0, 0, Behind::text},
    MarkRule{"recall", Mark::recall, 1, 1, Behind::either},
    MarkRule{"notice", Mark::notice, 0, 0, Behind::text},
    MarkRule{"phrase", Mark::phrase, 0, 0, Behind::text},
};

template <class E, std::size_t N>
E one_of(Place at, const std::array<std::string_view, N>& names, std::string_view value) {
    const auto found = std::ranges::find(names, value);
    if (found == names.end()) refuse(at, fmt::format("'{}' is not known here", value));
    return static_cast<E>(found - names.begin());
}

void read_yearly(Place at, std::string_view value, Scene& to) {
    to.occasion = Occasion::yearly;
    if (const auto plus = value.find('+'); plus != std::string_view::npos) {
        to.shift = static_cast<int>(number(at, value.substr(plus + 1), 0, 60));
        value = value.substr(0, plus);
    }
    if (!value.empty() && value.front() >= '0' && value.front() <= '9') {
        to.date = month_day(at, value);
        return;
    }
    constexpr std::array<std::string_view, 6> feasts{"",         "spring",     "autumn",
                                                     "birthday", "mybirthday", "today"};
    to.feast = one_of<Feast>(at, feasts, value);
    if (to.feast == Feast::date) refuse(at, "which day of the year?");
}

// "05-12@00:03": the day to `day`, the clock into the scene.
std::string_view day_and_clock(Place at, std::string_view value, Scene& to) {
    const auto parts = split(value, '@');
    if (parts.size() != 2) refuse(at, "an occasion is day@HH:MM");
    if (to.occasion != Occasion::none) refuse(at, "two occasions");
    to.clock = clock_time(at, parts[1]);
    return parts[0];
}

void read_months(Place at, std::string_view value, Scene& to) {
    for (const auto month : split(value, ','))
        to.months |= static_cast<std::uint16_t>(1U << number(at, month, 1, 12));
}

void read_players(Place at, std::string_view value, Scene& to) {
    for (const auto item : split(value, ',')) {
        if (item.size() < 3 || item[1] != '=' || item[0] < 'A' || item[0] > 'F')
            refuse(at, "a player is A=key");
        to.cast.emplace_back(item[0], std::string{item.substr(2)});
    }
}

void read_word(Place at, std::string_view word, Scene& to) {
    constexpr std::array<std::string_view, 7> whens{"any",     "morning", "noon", "work",
                                                    "evening", "night",   "late"};
    constexpr std::array<std::string_view, 3> days{"any", "workday", "weekend"};
    const auto colon = word.find(':');
    const auto name = word.substr(0, colon);
    const auto value =
        colon == std::string_view::npos ? std::string_view{} : word.substr(colon + 1);
    if (name == "for") {
        for (const auto tag : split(value, ',')) to.tags.emplace_back(tag);
    } else if (name == "when") {
        to.when = one_of<When>(at, whens, value);
    } else if (name == "days") {
        to.days = one_of<Days>(at, days, value);
    } else if (name == "months") {
        read_months(at, value, to);
    } else if (word == "once") {
        to.once = true;
    } else if (name == "cast") {
        read_players(at, value, to);
    } else if (name == "yearly") {
        read_yearly(at, day_and_clock(at, value, to), to);
    } else if (name == "ago") {
        to.days_ago = static_cast<int>(number(at, day_and_clock(at, value, to), 1, 911));
        to.occasion = Occasion::ago;
    } else if (name == "first") {
        if (!day_and_clock(at, value, to).empty()) refuse(at, "first:@HH:MM");
        to.occasion = Occasion::first;
    } else {
        refuse(at, fmt::format("'{}' is not known here", word));
    }
}

Scene read_header(const TextLine& line) {
    Scene out{.at = line.at};
    for (const auto word : split(line.text.substr(2), ' ')) read_word(line.at, word, out);
    if (out.tags.empty() || out.tags.front().empty()) refuse(line.at, "for whom?");
    return out;
}

// "+25m ", "+3h ", "+40s " in front of a line.
std::optional<std::int64_t> take_wait(Place at, std::string_view& text) {
    if (!text.starts_with('+')) return std::nullopt;
    const auto space = text.find(' ');
    if (space == std::string_view::npos || space < 3) refuse(at, "a wait is +25m");
    const char unit = text[space - 1];
    const std::int64_t seconds = unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : 0;
    if (seconds == 0) refuse(at, "a wait ends in s, m or h");
    const auto count = number(at, text.substr(1, space - 2), 0, 10'000);
    text.remove_prefix(space + 1);
    return count * seconds;
}

// "[transfer:12.00|memo]" in front of a line; everything else is said.
void read_mark(Place at, std::string_view text, SceneLine& to) {
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) refuse(at, "a bracket without its partner");
        const auto inner = text.substr(1, end - 1);
        const auto colon = inner.find(':');
        const auto rule = std::ranges::find(kMarks, inner.substr(0, colon), &MarkRule::name);
        if (rule == kMarks.end()) refuse(at, fmt::format("no mark '{}'", inner));
        if (colon != std::string_view::npos)
            for (const auto field : split_outside_braces(inner.substr(colon + 1), '|'))
                to.fields.emplace_back(field);
        if (to.fields.size() < rule->fields || to.fields.size() > rule->fields_at_most)
            refuse(at, fmt::format("'{}' has {} fields", rule->name, to.fields.size()));
        to.mark = rule->mark;
        text.remove_prefix(std::min(text.size(), end + 1));
        if (text.starts_with(' ')) text.remove_prefix(1);
        if (text.empty() ? rule->behind == Behind::text : rule->behind == Behind::nothing)
            refuse(at, "text behind a mark: too much or none");
    } else if (text.empty()) {
        refuse(at, "nothing said");
    }
    to.text = text;
}

SceneLine read_line(const TextLine& line) {
    SceneLine out{.at = line.at, .who = line.text.front()};
    const bool group = out.who >= 'A' && out.who <= 'F';
    if (out.who != kMe && out.who != kPeer && !group) refuse(line.at, "who says that?");
    auto text = line.text.substr(1);
    if (text.starts_with('?')) {
        out.maybe = true;
        text.remove_prefix(1);
    }
    if (!text.starts_with(' ')) refuse(line.at, "a space is missing");
    text.remove_prefix(1);
    out.wait = take_wait(line.at, text).value_or(-1);
    read_mark(line.at, text, out);
    return out;
}

void check(const Scene& scene) {
    if (scene.lines.empty()) refuse(scene.at, "a scene without lines");
    const bool group = scene.in_group();
    for (const auto& line : scene.lines) {
        if (group && line.who == kPeer) refuse(line.at, "'<' in a group scene");
        if (line.mark == Mark::quote) number(line.at, line.fields[0], 1, 20);
    }
}

}  // namespace

bool Scene::in_group() const {
    return std::ranges::any_of(lines, [](const SceneLine& line) { return line.who >= 'A'; });
}

std::vector<Scene> read_scenes(File file) {
    std::vector<Scene> out;
    for (const auto& line : text_lines(file.name, file.text)) {
        if (line.text.starts_with("= ")) {
            out.push_back(read_header(line));
        } else {
            if (out.empty()) refuse(line.at, "a line before the first scene");
            out.back().lines.push_back(read_line(line));
        }
    }
    for (const auto& scene : out) check(scene);
    return out;
}

std::vector<Scene> read_dialogues(File file) {
    std::vector<Scene> out;
    std::string last;
    bool owner_begins = false;
    for (const auto& line : text_lines(file.name, file.text)) {
        const auto cells = columns(line, 5);
        const auto id = fmt::format("{} {}", cells[0], cells[1]);
        if (cells[3] != "a" && cells[3] != "b") refuse(line.at, "a speaker is a or b");
        if (cells[4].empty()) refuse(line.at, "nothing said");
        if (id != last) {
            out.push_back({.at = line.at, .tags = {std::string{cells[2]}}, .once = true});
            owner_begins = cells[2] == "travel" || out.size() % 2 == 0;
            last = id;
        }
        const bool mine = (cells[3] == "a") == owner_begins;
        out.back().lines.push_back(
            {.at = line.at, .who = mine ? kMe : kPeer, .text = std::string{cells[4]}});
    }
    return out;
}

}  // namespace kith::sources::demo

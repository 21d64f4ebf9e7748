// See words.h.
#include "sources/demo/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace kith::sources::demo {
namespace {

// The brace that closes the one at `open`, npos when none does.
std::size_t closing(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return i;
    }
    return std::string_view::npos;
}

std::string_view without_digits(std::string_view name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.remove_suffix(1);
    return name;
}

std::string roll(Place at, std::string_view slot, Bound& bound, Dice& dice) {
    const auto parts = split(slot, '=');
    if (parts.size() > 2) refuse(at, fmt::format("two '=' in {{#{}}}", slot));
    const auto ends = split(parts.back(), '-');
    if (ends.size() != 2) refuse(at, fmt::format("{{#{}}} is not {{#low-high}}", slot));
    const auto low = number(at, ends[0], 0, 1'000'000'000);
    auto value = std::to_string(dice.between(low, number(at, ends[1], low, 1'000'000'000)));
    if (parts.size() == 2) bound.insert_or_assign(std::string{parts[0]}, value);
    return value;
}

}  // namespace

std::vector<std::string_view> split_outside_braces(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    std::size_t start = 0;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}') --depth;
        if (text[i] != separator || depth > 0) continue;
        out.push_back(text.substr(start, i - start));
        start = i + 1;
    }
    out.push_back(text.substr(start));
    return out;
}

Words Words::read(File file) {
    Words out;
    for (const auto& line : text_lines(file.name, file.text)) {
        const auto cells = columns(line, 2);
        if (cells[0].empty() || without_digits(cells[0]) != cells[0])
            refuse(line.at, "a list's name must not end in a digit");
        auto& list = out.lists_[std::string{cells[0]}];
        if (!list.empty()) refuse(line.at, fmt::format("list '{}' twice", cells[0]));
        for (const auto word : split(cells[1], '|')) {
            if (word.empty()) refuse(line.at, "empty word");
            list.emplace_back(word);
        }
    }
    return out;
}

std::string_view Words::word(Place at, std::string_view name, Bound& bound, Dice& dice) const {
    if (const auto known = bound.find(name); known != bound.end()) return known->second;
    const auto base = without_digits(name);
    const auto list = lists_.find(base);
    if (list == lists_.end()) refuse(at, fmt::format("no list '{}'", name));
    // Another word than the scene's other slots of the list have, when there is one.
    std::vector<std::string_view> free;
    for (const auto& candidate : list->second) {
        const bool taken = std::ranges::any_of(bound, [&](const auto& item) {
            return without_digits(item.first) == base && item.second == candidate;
        });
        if (!taken) free.emplace_back(candidate);
    }
    if (free.empty()) free.assign(list->second.begin(), list->second.end());
    const std::string chosen{dice.pick(std::span{free})};
    return bound.insert_or_assign(std::string{name}, chosen).first->second;
}

// One of a|b|c; of "@1 a|b|c" the one whose turn was drawn when the scene first used "@1".
std::string_view Words::choose(Place at, std::string_view slot, Bound& bound, Dice& dice) const {
    std::string_view label;
    if (slot.starts_with('@')) {
        if (slot.size() < 3 || slot[2] != ' ')
            refuse(at, fmt::format("{{{}}} is not {{@1 …}}", slot));
        label = slot.substr(0, 2);
        slot.remove_prefix(3);
    }
    auto choices = split_outside_braces(slot, '|');
    if (choices.size() < 2) refuse(at, fmt::format("{{{}}} has one choice", slot));
    const auto last = static_cast<std::int64_t>(choices.size()) - 1;
    if (label.empty()) return choices[static_cast<std::size_t>(dice.between(0, last))];
    auto turn = bound.find(label);
    if (turn == bound.end()) {
        const auto drawn = std::to_string(dice.between(0, last));
        turn = bound.insert_or_assign(std::string{label}, drawn).first;
    }
    const auto index = number(at, turn->second, 0, 1000);
    if (index > last) refuse(at, fmt::format("{{{}}} is shorter than the others", slot));
    return choices[static_cast<std::size_t>(index)];
}

void Words::fill_slot(Place at, std::string_view slot, Bound& bound, Dice& dice,
                      std::string& out) const {
    const auto equals = slot.find('=');
    if (slot.starts_with('$') && equals != std::string_view::npos) {
        const auto value = fill(at, choose(at, slot.substr(equals + 1), bound, dice), bound, dice);
        out += bound.insert_or_assign(std::string{slot.substr(1, equals - 1)}, value).first->second;
    } else if (slot.starts_with('$')) {
        out += word(at, slot.substr(1), bound, dice);
    } else if (slot.starts_with('#')) {
        out += roll(at, slot.substr(1), bound, dice);
    } else {
        out += fill(at, choose(at, slot, bound, dice), bound, dice);
    }
}

std::string Words::fill(Place at, std::string_view text, Bound& bound, Dice& dice) const {
    std::string out;
    for (;;) {
        const auto open = text.find_first_of("{}");
        out += text.substr(0, open);
        if (open == std::string_view::npos) return out;
        const auto close = text[open] == '}' ? std::string_view::npos : closing(text, open);
        if (close == std::string_view::npos) refuse(at, "a brace without its partner");
        fill_slot(at, text.substr(open + 1, close - open - 1), bound, dice, out);
        text.remove_prefix(close + 1);
    }
}

}  // namespace kith::sources::demo

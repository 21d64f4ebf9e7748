// Splitting the small text files of the demo: lines, columns, numbers. Strict: whatever does not
// fit ends in Error{invalid} that names file and line.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kith::sources::demo {

struct Place {
    std::string_view file;
    int line{};
};

[[noreturn]] void refuse(Place at, std::string_view why);

// Pieces between the separators; always at least one.
std::vector<std::string_view> split(std::string_view text, char separator);

// All lines without comments ('#' first) and blank ones. Refuses tabs at the end, '\r' and text
// that is not UTF-8.
struct TextLine {
    Place at;
    std::string_view text;
};
std::vector<TextLine> text_lines(std::string_view file, std::string_view text);

// Columns of a tab-separated line; refuses another number of them.
std::vector<std::string_view> columns(const TextLine& line, std::size_t count);

// A whole number within the limits; anything else is refused.
std::int64_t number(Place at, std::string_view text, std::int64_t low, std::int64_t high);

// "HH:MM" as seconds after midnight; refuses anything else.
std::int64_t clock_time(Place at, std::string_view text);

}  // namespace kith::sources::demo

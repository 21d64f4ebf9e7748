// See lines.h.
#include "sources/demo/lines.h"

#include <fmt/format.h>

#include <charconv>

#include "base/error.h"
#include "text/utf8.h"

namespace kith::sources::demo {

void refuse(Place at, std::string_view why) {
    throw Error{Errc::invalid, fmt::format("{}:{}: {}", at.file, at.line, why), "demo_text"};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto end = text.find(separator);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

std::vector<TextLine> text_lines(std::string_view file, std::string_view text) {
    std::vector<TextLine> out;
    int count = 0;
    for (const auto line : split(text, '\n')) {
        const Place at{file, ++count};
        if (line.empty() || line.front() == '#') continue;
        if (line.find('\r') != std::string_view::npos) refuse(at, "carriage return");
        if (line.back() == '\t' || line.back() == ' ') refuse(at, "space at the end");
        if (!text::valid_utf8(line)) refuse(at, "not UTF-8");
        out.push_back({at, line});
    }
    return out;
}

std::vector<std::string_view> columns(const TextLine& line, std::size_t count) {
    auto out = split(line.text, '\t');
    if (out.size() != count)
        refuse(line.at, fmt::format("{} columns instead of {}", out.size(), count));
    return out;
}

std::int64_t number(Place at, std::string_view text, std::int64_t low, std::int64_t high) {
    std::int64_t value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high)
        refuse(at, fmt::format("'{}' is not a number from {} to {}", text, low, high));
    return value;
}

std::int64_t clock_time(Place at, std::string_view text) {
    if (text.size() != 5 || text[2] != ':') refuse(at, fmt::format("'{}' is not HH:MM", text));
    return number(at, text.substr(0, 2), 0, 23) * 3600 + number(at, text.substr(3), 0, 59) * 60;
}

}  // namespace kith::sources::demo

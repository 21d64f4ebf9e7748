// Messages as lines on a terminal: when, who, what, with marks in it.
#pragma once

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/terminal.h"
#include "base/zone.h"
#include "json/json.h"

namespace kith::app::cli {

// Code points of a text, [first, last).
using Marks = std::vector<std::array<std::uint32_t, 2>>;

// A message as the window of a conversation (X05) gives it.
struct Item {
    std::int64_t id{}, ts{};
    std::string name;
    bool is_mine{};
    std::string type, text;
    bool edited{}, recalled{}, cut{};
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, ts, name, is_mine, type, text, edited, recalled, cut))

struct Window {
    std::vector<Item> items;
    std::optional<std::int64_t> before, after;
    std::uint64_t ordinal{}, total{};
};
BOOST_DESCRIBE_STRUCT(Window, (), (items, before, after, ordinal, total))

// "[photo] ", what a message is; "" when its text says it.
std::string kind_text(const Item& item, const Texts& texts);
// What is shown of a message: what it is, its text, what happened to it.
std::string shown_text(const Item& item, const Texts& texts);

struct LineStyle {
    enum class Length : std::uint8_t {
        wrapped,  // everything, in as many lines as it takes
        cut       // one line
    };
    Length length = Length::wrapped;
    bool faint = false;
    std::string_view lead = "  ";  // before the time, same width for all lines of a list
};

// "  21:04 阿梅        我们去爬山吧". The text continues under itself. `marks` are of `text`, which
// may be anything; it is made printable here.
void write_line(const Pen& pen, const LineStyle& style, std::string_view clock,
                std::string_view name, std::string_view text, const Marks& marks);

// "2024-03-05 周二".
std::string day_text(std::int64_t time, const Zone& zone, const Texts& texts);

}  // namespace kith::app::cli

// See lines.h.
#include "app/cli/lines.h"

#include <algorithm>

#include "app/cli/width.h"
#include "text/utf8.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kNameCells = 12;
constexpr std::size_t kTextCells = 20;  // a terminal that leaves less is not wrapped for

struct Piece {
    std::size_t first{}, last{};  // bytes
};

struct Printable {
    std::string text;
    std::vector<Piece> marks;
};

// The text made printable, its marks as bytes of the new text. O(text + marks).
Printable printable_with(std::string_view utf8, const Marks& marks) {
    Printable made;
    std::vector<std::size_t> starts;  // bytes of the new text, by code point of the old
    while (!utf8.empty()) {
        starts.push_back(made.text.size());
        const auto point = text::first_code_point(utf8);
        if (!utf8.starts_with("\r\n")) made.text += printable(utf8.substr(0, point.bytes));
        utf8.remove_prefix(point.bytes);
    }
    starts.push_back(made.text.size());
    const auto at = [&](std::uint32_t point) {
        return starts[std::min<std::size_t>(point, starts.size() - 1)];
    };
    for (const auto& mark : marks) made.marks.push_back({at(mark[0]), at(mark[1])});
    return made;
}

// The bytes [first, last) with the parts of marks in them.
std::string styled(const Pen& pen, const Printable& what, Piece part, const LineStyle& style) {
    const std::string_view text = what.text;
    std::string out;
    const auto plain = [&](std::size_t first, std::size_t last) {
        const auto piece = text.substr(first, last - first);
        out += style.faint ? pen.in(Style::faint, piece) : std::string{piece};
    };
    auto at = part.first;
    for (const auto& mark : what.marks) {
        const auto first = std::max(mark.first, at), last = std::min(mark.last, part.last);
        if (first >= last) continue;
        plain(at, first);
        out += pen.in(Style::mark, text.substr(first, last - first));
        at = last;
    }
    plain(at, part.last);
    return out;
}

void cut_to(Printable& what, std::size_t cells) {
    what.text = cut(what.text, cells);
    std::erase_if(what.marks, [&](const Piece& mark) { return mark.last > what.text.size(); });
}

}  // namespace

std::string kind_text(const Item& item, const Texts& texts) {
    const auto kind = kind_named(item.type).value_or(Kind::other);
    if (kind == Kind::text || kind == Kind::quote || kind == Kind::system) return {};
    return label_of(kind, texts.language()) + (item.text.empty() ? "" : " ");
}

std::string shown_text(const Item& item, const Texts& texts) {
    auto text = kind_text(item, texts) + item.text;
    if (item.cut) text += "…";
    if (item.recalled) text += " " + texts(Text::recalled);
    if (item.edited) text += " " + texts(Text::edited);
    return text;
}

void write_line(const Pen& pen, const LineStyle& style, std::string_view clock,
                std::string_view name, std::string_view text, const Marks& marks) {
    auto what = printable_with(text, marks);
    const auto who = left(cut(printable(name), kNameCells), kNameCells);
    const auto head = std::string{clock} + " " + who + "  ";
    const auto indent = width(style.lead) + width(head);
    const auto room = pen.columns > indent + kTextCells ? pen.columns - indent : 0;
    if (style.length == LineStyle::Length::cut) cut_to(what, room);
    const auto starts = line_starts(what.text, room);
    pen.stream << style.lead << pen.in(Style::faint, head);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : what.text.size();
        if (i > 0) pen.stream << std::string(indent, ' ');
        pen.stream << styled(pen, what, {starts[i], end}, style) << '\n';
    }
}

std::string day_text(std::int64_t time, const Zone& zone, const Texts& texts) {
    const auto local = zone.local(time);
    return format_date(day_of(local.date)) + " " +
           std::string{weekday_word(local.weekday, texts.language())};
}

}  // namespace kith::app::cli

// See facets.h.
#include "app/cli/facets.h"

#include <algorithm>
#include <array>
#include <functional>

#include "app/cli/width.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kNamed = 5;      // entries of a line
constexpr std::size_t kBarsMost = 48;  // cells of the row of months

// "2024-03" as a count of months; nothing sensible for anything else.
std::size_t month_number(const std::string& month) {
    const auto digits = [&](std::size_t from, std::size_t count) {
        std::size_t number = 0;
        for (const char c : month.substr(std::min(from, month.size()), count))
            number = number * 10 + (c >= '0' && c <= '9' ? static_cast<std::size_t>(c - '0') : 0);
        return number;
    };
    return digits(0, 4) * 12 + digits(5, 2) - 1;
}

std::string bar_of(std::uint64_t count, std::uint64_t most) {
    static constexpr std::array<std::string_view, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (count == 0) return "·";
    const auto step = (count * kBars.size() - 1) / most;
    return std::string{kBars[std::min<std::size_t>(step, kBars.size() - 1)]};
}

void write_list(const Pen& pen, std::string_view head, const std::vector<FacetEntry>& entries,
                std::uint64_t others, const Texts& texts) {
    if (entries.empty()) return;
    const auto shown = std::min(kNamed, entries.size());
    std::string line;
    for (std::size_t i = 0; i < shown; ++i)
        line += (i > 0 ? ", " : "") + cut(printable(entries[i].name), 24) + " " +
                grouped(entries[i].count);
    others += entries.size() - shown;
    if (others > 0) line += ", " + texts(Text::and_more, grouped(others));
    pen.stream << "  " << pen.in(Style::faint, left(head, 8)) << line << '\n';
}

std::vector<FacetEntry> kinds_of(const Facets& facets, Language language) {
    std::vector<FacetEntry> kinds;
    for (const auto& [type, count] : facets.type) {
        const auto kind = kind_named(type).value_or(Kind::other);
        kinds.push_back({std::string{word_of(kind, language)}, count});
    }
    std::ranges::sort(kinds, std::greater{}, &FacetEntry::count);
    return kinds;
}

}  // namespace

std::string month_bars(const std::map<std::string, std::uint64_t>& months) {
    if (months.empty()) return {};
    const auto& first = months.begin()->first;
    const auto& last = months.rbegin()->first;
    const auto from = month_number(first);
    const auto span = month_number(last) - from + 1;
    const auto each = (span + kBarsMost - 1) / kBarsMost;
    std::vector<std::uint64_t> sums((span + each - 1) / each);
    for (const auto& [month, count] : months) sums[(month_number(month) - from) / each] += count;
    const auto most = *std::ranges::max_element(sums);
    std::string bars = first + " ";
    for (const auto sum : sums) bars += bar_of(sum, std::max<std::uint64_t>(most, 1));
    return bars + " " + last;
}

void write_facets(const Pen& pen, const Facets& facets, const Texts& texts) {
    write_list(pen, texts(Text::facet_chats), facets.chat, facets.other_chats, texts);
    write_list(pen, texts(Text::facet_people), facets.person, facets.other_people, texts);
    write_list(pen, texts(Text::facet_kinds), kinds_of(facets, texts.language()), 0, texts);
    if (const auto bars = month_bars(facets.month); !bars.empty())
        pen.stream << "  " << pen.in(Style::faint, left(texts(Text::facet_months), 8)) << bars
                   << '\n';
}

}  // namespace kith::app::cli

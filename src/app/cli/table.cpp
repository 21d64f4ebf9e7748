// See table.h.
#include "app/cli/table.h"

#include <algorithm>
#include <numeric>

#include "app/cli/width.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;  // what the first column keeps

std::string placed(const Column& column, const std::string& text, std::size_t cells) {
    const auto fitting = cut(text, cells);
    return column.side == Column::Side::right ? right(fitting, cells) : left(fitting, cells);
}

std::string row_text(const std::vector<Column>& columns, const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) line += std::string(kGap, ' ');
        line += placed(columns[i], cells[i], widths[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace

void write_table(const Pen& pen, const std::vector<Column>& columns,
                 const std::vector<std::vector<std::string>>& rows) {
    if (rows.empty()) return;
    std::vector<std::vector<std::string>> clean;
    clean.reserve(rows.size());
    std::vector<std::string> heads;
    std::vector<std::size_t> widths;
    for (const auto& column : columns) {
        heads.push_back(column.head);
        widths.push_back(width(column.head));
    }
    for (const auto& row : rows) {
        auto& cells = clean.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            cells.push_back(printable(row[i]));
            widths[i] = std::max(widths[i], width(cells[i]));
        }
    }
    const auto all = std::accumulate(widths.begin(), widths.end(), kGap * (columns.size() - 1));
    if (pen.columns > 0 && all > pen.columns) {
        const auto over = all - pen.columns;
        widths[0] =
            widths[0] > over + kNarrowest ? widths[0] - over : std::min(widths[0], kNarrowest);
    }
    pen.stream << pen.in(Style::bold, row_text(columns, heads, widths)) << '\n';
    for (const auto& cells : clean) pen.stream << row_text(columns, cells, widths) << '\n';
}

}  // namespace kith::app::cli

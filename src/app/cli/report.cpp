// See report.h.
#include "app/cli/report.h"

#include <array>

#include "app/cli/table.h"
#include "app/cli/width.h"
#include "base/zone.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kNumberCells = 12;
constexpr std::size_t kSamples = 10;  // reasons and warnings that are shown

std::string number(std::int64_t count) {
    return grouped(static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0)));
}

void write_count(const Pen& pen, std::int64_t count, const std::string& words) {
    pen.stream << right(number(count), kNumberCells) << "  " << words << '\n';
}

}  // namespace

std::string state_text(std::string_view state, const Texts& texts) {
    struct State {
        std::string_view word;
        Text text;
    };
    static constexpr std::array kStates{
        State{"loading", Text::state_loading}, State{"done", Text::state_done},
        State{"failed", Text::state_failed},   State{"cancelled", Text::state_cancelled},
        State{"undoing", Text::state_undoing}, State{"undone", Text::state_undone}};
    for (const auto& known : kStates)
        if (known.word == state) return texts(known.text);
    return std::string{state};
}

void write_report(const Pen& pen, const core::ImportReport& report, const Texts& texts) {
    write_count(pen, report.new_, texts(Text::row_new));
    write_count(pen, report.duplicate, texts(Text::row_same));
    write_count(pen, report.changed, texts(Text::row_changed));
    for (std::size_t i = 0; i < report.skipped.size() && i < kSamples; ++i) {
        const auto& skipped = report.skipped[i];
        auto words = texts(Text::row_skipped) + ": " + printable(skipped.reason);
        if (!skipped.sample.empty()) words += " (" + cut(printable(skipped.sample), 60) + ")";
        write_count(pen, skipped.count, words);
    }
    if (report.chats > 0) write_count(pen, report.chats, texts(Text::row_chats));
    if (report.people > 0) write_count(pen, report.people, texts(Text::row_people));
    if (report.media_missing > 0)
        write_count(pen, report.media_missing, texts(Text::row_media_missing));
    for (std::size_t i = 0; i < report.warnings.size() && i < kSamples; ++i)
        pen.stream << pen.in(Style::warning, texts(Text::warning, printable(report.warnings[i])))
                   << '\n';
    if (report.warnings.size() > kSamples)
        pen.stream << texts(Text::and_more, report.warnings.size() - kSamples) << '\n';
}

void write_imports(const Pen& pen, const std::vector<core::ImportView>& imports,
                   const std::string& timezone, const Texts& texts) {
    const auto zone = Zone::named(timezone);
    std::vector<std::vector<std::string>> rows;
    for (const auto& import : imports)
        rows.push_back({import.path, std::to_string(import.id), zone.stamp(import.started),
                        state_text(import.state, texts), number(import.report.new_)});
    write_table(pen,
                {{texts(Text::head_path)},
                 {texts(Text::head_number), Column::Side::right},
                 {texts(Text::head_when)},
                 {texts(Text::head_state)},
                 {texts(Text::row_new), Column::Side::right}},
                rows);
}

}  // namespace kith::app::cli

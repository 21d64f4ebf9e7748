// See problems.h.
#include "app/cli/problems.h"

#include <algorithm>
#include <array>

#include "app/cli/width.h"
#include "text/utf8.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kChoices = 8;

struct Reason {
    std::string_view word;
    Text text;
};
constexpr std::array kReasons{
    Reason{"missing_value", Text::problem_missing_value},
    Reason{"unknown_value", Text::problem_unknown_value},
    Reason{"unknown_name", Text::problem_unknown_name},
    Reason{"ambiguous", Text::problem_ambiguous},
    Reason{"not_available", Text::problem_not_available},
    Reason{"unclosed", Text::problem_unclosed},
    Reason{"empty", Text::problem_empty},
    Reason{"misplaced", Text::problem_misplaced},
};

std::string words_for(const QueryProblem& problem, const Texts& texts) {
    const auto known = std::ranges::find(kReasons, problem.reason, &Reason::word);
    if (known == kReasons.end()) return printable(problem.message);
    return texts(known->text) + " (" + printable(problem.message) + ")";
}

std::string choices_of(const QueryProblem& problem) {
    std::string list;
    for (std::size_t i = 0; i < std::min(kChoices, problem.choices.size()); ++i)
        list +=
            (i > 0 ? ", " : "") + problem.choices[i].id + " " + printable(problem.choices[i].name);
    return list + (problem.choices.size() > kChoices ? ", …" : "");
}

}  // namespace

void write_problems(const Pen& pen, std::string_view query,
                    const std::vector<QueryProblem>& problems, const Texts& texts) {
    if (problems.empty()) return;
    constexpr std::string_view kIndent = "  ";
    const auto clean = text::repair_utf8(query);
    pen.stream << kIndent << printable(clean) << '\n';
    for (const auto& problem : problems) {
        const auto before = text::first_code_points(clean, problem.first);
        const auto through = text::first_code_points(clean, problem.last);
        const auto wrong = through.substr(std::min(before.size(), through.size()));
        const auto cells = std::max<std::size_t>(width(printable(wrong)), 1);
        pen.stream << kIndent << std::string(width(printable(before)), ' ')
                   << pen.in(Style::bad, std::string(cells, '^')) << ' '
                   << words_for(problem, texts) << '\n';
        if (!problem.choices.empty())
            pen.stream << kIndent << texts(Text::did_you_mean, choices_of(problem)) << '\n';
    }
}

}  // namespace kith::app::cli

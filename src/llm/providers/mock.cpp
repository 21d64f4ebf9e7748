// See mock.h.
#include "llm/providers/mock.h"

#include <algorithm>

#include "base/error.h"
#include "llm/collector.h"
#include "llm/providers/mock_texts.h"
#include "text/utf8.h"

namespace kith::llm {
namespace {

constexpr std::size_t kPiece = 40;  // code points
constexpr std::size_t kName = 20;   // code points of a speaker's name, at most
constexpr std::size_t kPeople = 8;  // who speak in turn
constexpr std::size_t kRounds = 2;  // lines of each
constexpr std::size_t kWords = 5;
constexpr std::size_t kExample = 16 << 10;  // bytes of an example, at most

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The first JSON object or list in a text.
std::optional<json::value> example_in(std::string_view text) {
    constexpr int kTries = 16;
    auto at = text.find_first_of("{[");
    for (int tries = 0; at != std::string_view::npos && tries < kTries; ++tries) {
        try {
            return json::parse(text.substr(at, kExample), {.trailing = json::Trailing::ignored});
        } catch (const Error&) {
            at = text.find_first_of("{[", at + 1);
        }
    }
    return std::nullopt;
}

// The names of lines like `name：text`, each once, when there are at least two.
std::vector<std::string> people_in(std::string_view text) {
    constexpr std::string_view kColon = "：";
    std::vector<std::string> out;
    while (!text.empty() && out.size() < kPeople) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto colon = line.find(kColon);
        if (colon == std::string_view::npos || colon + kColon.size() == line.size()) continue;
        const std::string name{text::trim(line.substr(0, colon))};
        const bool is_name = !name.empty() && text::length(name) <= kName;
        if (is_name && std::ranges::find(out, name) == out.end()) out.push_back(name);
    }
    if (out.size() < 2) out.clear();
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string lines_of(const std::vector<std::string>& people, MockTexts& texts) {
    std::string out;
    for (std::size_t i = 0; i < people.size() * kRounds; ++i) {
        out += (out.empty() ? "" : "\n") + people[i % people.size()] + "：" + texts.sentence();
    }
    return out;
}

std::string answer_to(const Ask& ask) {
    std::string question, all;
    for (const auto& turn : ask.turns) {
        if (turn.speaker == Speaker::user) question = turn.text;
        all += turn.text + '\n';
    }
    MockTexts texts{question};
    if (ask.shape) return json::serialize(texts.instance(ask.shape->schema));
    if (has(all, "JSON") || has(all, "json")) {
        const auto example = example_in(all);
        return json::serialize(example ? texts.alike(*example) : json::value(texts.sentence()));
    }
    if (const auto people = people_in(all); !people.empty()) return lines_of(people, texts);
    const bool wants_words = has(all, "关键词") || has(all, "keyword") || has(all, "Keyword");
    return wants_words ? joined(texts.words(kWords)) : texts.sentence();
}

}  // namespace

Answer MockModel::chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) {
    Collector collector{on_piece};
    const auto answer = answer_to(ask);
    for (std::string_view rest = answer; !rest.empty();) {
        stop.check();
        const auto piece = text::first_code_points(rest, kPiece);
        collector.text(piece);
        rest.remove_prefix(piece.size());
    }
    std::int64_t told = 0;
    for (const auto& turn : ask.turns) told += static_cast<std::int64_t>(text::length(turn.text));
    collector.usage(told, static_cast<std::int64_t>(text::length(answer)));
    return collector.finish();
}

}  // namespace kith::llm

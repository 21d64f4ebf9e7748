// See prompt.h.
#include "core/replies/prompt.h"

#include <algorithm>

#include "text/utf8.h"

#pragma clang diagnostic ignored "-Wc23-extensions"  // #embed, which clang 19 has in C++20 too

namespace kith::core {
namespace {

// ccache does not notice what #embed reads; it leaves files alone that seem to include bytes by
// assembler.
[[maybe_unused]] constexpr char kNotCached[] = ".incbin \"data/prompts\"";

constexpr char kChinese[] = {
#embed "../../../data/prompts/zh-CN/reply.txt"
};
constexpr char kEnglish[] = {
#embed "../../../data/prompts/en/reply.txt"
};

constexpr std::string_view kInside = "local";  // provider of the model inside

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool is_latin(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

Language language_for(const SessionMessage& question, std::span<const SessionMessage> history) {
    if (const auto found = language_of(question.text)) return *found;
    for (auto it = history.rbegin(); it != history.rend(); ++it)
        if (const auto found = language_of(it->text)) return *found;
    return Language::chinese;
}

// The newest ones that fit.
std::span<const SessionMessage> newest(std::span<const SessionMessage> history,
                                       std::size_t messages, std::size_t bytes) {
    std::size_t count = 0;
    for (; count < std::min(messages, history.size()); ++count) {
        const auto& next = history[history.size() - 1 - count];
        if (next.text.size() > bytes) break;
        bytes -= next.text.size();
    }
    return history.last(count);
}

}  // namespace

std::optional<Language> language_of(std::string_view utf8) {
    std::size_t han = 0, words = 0;
    bool in_word = false;
    while (!utf8.empty()) {
        const auto next = text::first_code_point(utf8);
        utf8.remove_prefix(next.bytes);
        const bool latin = is_latin(next.value);
        if (is_han(next.value)) ++han;
        if (latin && !in_word) ++words;
        in_word = latin || (in_word && (next.value == '\'' || next.value == 0x2019));
    }
    if (han == 0 && words == 0) return std::nullopt;
    return han >= words ? Language::chinese : Language::english;
}

std::string_view reply_rules(Language language) {
    return language == Language::chinese ? std::string_view{kChinese, sizeof kChinese}
                                         : std::string_view{kEnglish, sizeof kEnglish};
}

llm::Ask reply_prompt(const Session& session, std::span<const SessionMessage> history,
                      const SessionMessage& question, const llm::Model& model) {
    const bool inside = model.provider() == kInside;
    const auto room = kLocalPromptBytes - std::min(kLocalPromptBytes, question.text.size());
    history = newest(history, kHistoryMessages, inside ? room : std::string::npos);
    llm::Ask ask;
    ask.conversation = session.uuid;
    if (inside) ask.max_tokens = kLocalAnswerTokens;
    ask.turns.push_back({llm::Speaker::system,
                         std::string{text::trim(reply_rules(language_for(question, history)))}});
    for (const auto& message : history)
        ask.turns.push_back(
            {message.role == Role::user ? llm::Speaker::user : llm::Speaker::assistant,
             message.text});
    ask.turns.push_back({llm::Speaker::user, question.text});
    return ask;
}

}  // namespace kith::core

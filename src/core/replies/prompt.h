// What a model is asked when somebody writes: rules in the language of the text, what was said
// before, the text. The rules lie in data/prompts/<language>/reply.txt and are compiled in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/sessions/sessions.h"
#include "llm/model.h"

namespace kith::core {

inline constexpr std::size_t kHistoryMessages = 20;  // IM contract §4.2
// Of the history and the question for the model inside, whose context is short: older messages are
// left out, the question never.
inline constexpr std::size_t kLocalPromptBytes = 10 * 1024;
inline constexpr std::int64_t kLocalAnswerTokens = 700;

enum class Language : std::uint8_t { chinese, english };

// By the larger number of Chinese characters and of Latin words; nothing when there is neither.
std::optional<Language> language_of(std::string_view utf8);

std::string_view reply_rules(Language language);

// `history`: what was said before, oldest first, each answer behind its question; the newest
// kHistoryMessages of it are taken. Stable parts come first, so that a model that keeps what it has
// read starts at what is new. O(history).
llm::Ask reply_prompt(const Session& session, std::span<const SessionMessage> history,
                      const SessionMessage& question, const llm::Model& model);

}  // namespace kith::core

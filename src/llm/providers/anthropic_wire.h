// Messages in Anthropic's dialect, which Bedrock speaks too: the body that is sent, the events and
// the whole answer that come back. Inside providers/.
//
// Wire format: docs.anthropic.com/en/api/messages and …/build-with-claude/streaming.
#pragma once

#include <string>
#include <string_view>

#include "json/value.h"
#include "llm/collector.h"
#include "llm/exchange.h"
#include "llm/model.h"

namespace kith::llm {

inline constexpr std::int64_t kAnswerTokens = 8192;

// Tokens for thinking that an effort stands for: "low" 2048, "medium" 8192, "high" 16384, else 0.
std::int64_t thinking_budget(std::string_view effort);

// max_tokens, system, messages, thinking, temperature and the tool that a shape becomes; all system
// turns are one system text. With thinking a tool cannot be forced, so the shape is an instruction.
void put_anthropic_body(json::object& body, const Ask& ask, std::int64_t thinking_tokens);

// Reads events. One thread.
class AnthropicEvents {
  public:
    AnthropicEvents(Collector& to, const Exchange& exchange) : to_{to}, exchange_{exchange} {}

    // One event's JSON; what cannot be read is skipped. Throws UpstreamError for an error event.
    Exchange::More take(std::string_view data);
    // The connection ended. Throws UpstreamError when no message_stop had come.
    void end() const;

  private:
    void delta(const json::value& from);

    Collector& to_;
    const Exchange& exchange_;
    bool has_event_ = false, is_finished_ = false;
};

// The whole answer of a request that was not streamed.
void read_anthropic_answer(std::string_view body, Collector& to, const Exchange& exchange);

}  // namespace kith::llm

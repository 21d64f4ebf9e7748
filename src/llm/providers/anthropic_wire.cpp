// See anthropic_wire.h.
#include "llm/providers/anthropic_wire.h"

#include "base/error.h"
#include "llm/shape.h"

namespace kith::llm {
namespace {

std::int64_t number(const json::value* tree, std::string_view key) {
    const auto* found = tree == nullptr ? nullptr : json::find(*tree, key);
    return found != nullptr && found->is_int64() ? found->get_int64() : 0;
}

std::string_view text_of(const json::value& tree, std::string_view key) {
    return json::text_or_empty(json::find(tree, key));
}

void read_usage(const json::value* usage, Collector& to) {
    if (usage == nullptr) return;
    to.usage(number(usage, "input_tokens") + number(usage, "cache_read_input_tokens") +
                 number(usage, "cache_creation_input_tokens"),
             number(usage, "output_tokens"));
}

// The HTTP status that an error type stands for (docs.anthropic.com/en/api/errors).
int status_of(std::string_view type) {
    if (type == "invalid_request_error") return 400;
    if (type == "authentication_error") return 401;
    if (type == "permission_error") return 403;
    if (type == "not_found_error") return 404;
    if (type == "request_too_large") return 413;
    if (type == "rate_limit_error") return 429;
    if (type == "overloaded_error") return 529;
    return type == "api_error" ? 500 : 0;
}

[[noreturn]] void fail_with(const json::value& tree, const Exchange& exchange) {
    const auto* error = json::find(tree, "error");
    const auto type = error == nullptr ? std::string_view{} : text_of(*error, "type");
    fail_inside(status_of(type), json::serialize(tree), exchange.secrets());
}

}  // namespace

std::int64_t thinking_budget(std::string_view effort) {
    if (effort == "low") return 2048;
    if (effort == "medium") return 8192;
    return effort == "high" ? 16384 : 0;
}

void put_anthropic_body(json::object& body, const Ask& ask, std::int64_t thinking_tokens) {
    std::string system;
    json::array messages;
    for (const auto& turn : ask.turns) {
        if (turn.speaker == Speaker::system) {
            system += (system.empty() ? "" : "\n\n") + turn.text;
            continue;
        }
        const auto* role = turn.speaker == Speaker::user ? "user" : "assistant";
        messages.push_back(json::object{{"role", role}, {"content", turn.text}});
    }
    const bool is_told = ask.shape && thinking_tokens > 0;
    if (is_told) system += (system.empty() ? "" : "\n\n") + instruction(*ask.shape);
    body["max_tokens"] = ask.max_tokens.value_or(kAnswerTokens) + thinking_tokens;
    if (!system.empty()) body["system"] = system;
    body["messages"] = std::move(messages);
    if (thinking_tokens > 0) {
        body["thinking"] = {{"type", "enabled"}, {"budget_tokens", thinking_tokens}};
    } else if (ask.temperature) {
        body["temperature"] = *ask.temperature;
    }
    if (ask.shape && !is_told) {
        body["tools"] = json::array{{{"name", ask.shape->name},
                                     {"description", "Gives the answer."},
                                     {"input_schema", ask.shape->schema}}};
        body["tool_choice"] = {{"type", "tool"}, {"name", ask.shape->name}};
    }
}

void AnthropicEvents::delta(const json::value& from) {
    const auto type = text_of(from, "type");
    if (type == "text_delta") to_.text(text_of(from, "text"));
    if (type == "thinking_delta") to_.thinking(text_of(from, "thinking"));
    if (type == "input_json_delta") to_.text(text_of(from, "partial_json"));
}

Exchange::More AnthropicEvents::take(std::string_view data) {
    json::value tree;
    try {
        tree = json::parse(data, {.utf8 = json::Utf8::repaired});
    } catch (const Error&) {
        return Exchange::More::yes;
    }
    const auto type = text_of(tree, "type");
    has_event_ = has_event_ || !type.empty();
    if (type == "error") fail_with(tree, exchange_);
    if (type == "message_start") {
        const auto* message = json::find(tree, "message");
        read_usage(message == nullptr ? nullptr : json::find(*message, "usage"), to_);
    } else if (type == "content_block_delta") {
        if (const auto* from = json::find(tree, "delta")) delta(*from);
    } else if (type == "message_delta") {
        read_usage(json::find(tree, "usage"), to_);
    } else if (type == "message_stop") {
        is_finished_ = true;
        return Exchange::More::no;
    }
    return Exchange::More::yes;
}

void AnthropicEvents::end() const {
    if (is_finished_) return;
    if (!has_event_) fail_broken(exchange_.wording(), "no event in the stream");
    throw UpstreamError{fmt::format("{}the stream ended in the middle", exchange_.wording().failed),
                        UpstreamError::Again::yes};
}

void read_anthropic_answer(std::string_view body, Collector& to, const Exchange& exchange) {
    json::value tree;
    try {
        tree = json::parse(body, {.utf8 = json::Utf8::repaired});
    } catch (const Error& error) {
        fail_broken(exchange.wording(), error.message());
    }
    if (text_of(tree, "type") == "error") fail_with(tree, exchange);
    read_usage(json::find(tree, "usage"), to);
    bool has_text = false;
    if (const auto* content = json::find(tree, "content"); content && content->is_array()) {
        for (const auto& block : content->get_array()) {
            const auto type = text_of(block, "type");
            if (type == "thinking") to.thinking(text_of(block, "thinking"));
            const auto* input = type == "tool_use" ? json::find(block, "input") : nullptr;
            if (input != nullptr) to.text(json::serialize(*input));
            if (type == "text" && !has_text) to.text(text_of(block, "text"));
            has_text =
                has_text || input != nullptr || (type == "text" && !text_of(block, "text").empty());
        }
    }
    if (!has_text) throw UpstreamError{"响应为空", UpstreamError::Again::no};
}

}  // namespace kith::llm

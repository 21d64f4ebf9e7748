// See openai_reply.h.
#include "llm/providers/openai_reply.h"

#include "base/error.h"

namespace kith::llm {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::int64_t number(const json::value& tree, std::string_view key) {
    const auto* found = json::find(tree, key);
    if (found == nullptr || !found->is_int64()) return 0;
    return found->get_int64();
}

// The texts of a list of parts of one type; an empty type takes all.
std::string parts_text(const json::value& parts, std::string_view type) {
    std::string out;
    if (!parts.is_array()) return out;
    for (const auto& part : parts.get_array()) {
        if (!type.empty() && json::text_or_empty(json::find(part, "type")) != type) continue;
        out += json::text_or_empty(json::find(part, "text"));
        if (const auto* inner = json::find(part, "thinking")) {
            out += inner->is_string() ? std::string{json::text_or_empty(inner)}
                                      : parts_text(*inner, {});
        }
    }
    return out;
}

// The first of choices[0].<key>, or null.
const json::value* first_choice(const json::value& tree, std::string_view key) {
    const auto* choices = json::find(tree, "choices");
    if (choices == nullptr || !choices->is_array() || choices->get_array().empty()) return nullptr;
    return json::find(choices->get_array().front(), key);
}

std::string_view reasoning(const json::value& message) {
    for (const auto* key : {"reasoning_content", "reasoning"}) {
        const auto text = json::text_or_empty(json::find(message, key));
        if (!text.empty()) return text;
    }
    return {};
}

}  // namespace

OpenAiReply::OpenAiReply(Collector& to, const Exchange& exchange)
    : to_{to},
      exchange_{exchange},
      events_{[this](const net::SseEvent& from) { event(from.data); }} {}

Exchange::More OpenAiReply::take(std::string_view bytes) {
    if (form_ == Form::unknown) {
        const auto begin = bytes.find_first_not_of(kSpace);
        if (begin != std::string_view::npos) {
            form_ = bytes[begin] == '{' ? Form::object : Form::events;
        }
    }
    if (form_ == Form::object) {
        object_ += bytes;
        return Exchange::More::yes;
    }
    try {
        events_.feed(bytes);
    } catch (const Error& error) {
        if (error.code() != Errc::too_large) throw;
        fail_broken(exchange_.wording(), error.message());
    }
    return is_announced_ ? Exchange::More::no : Exchange::More::yes;
}

void OpenAiReply::end() {
    if (form_ == Form::object) return read_whole();
    if (!is_announced_) events_.end();
    if (is_announced_ || is_finished_) return;
    if (!has_event_) fail_broken(exchange_.wording(), "no event in the stream");
    throw UpstreamError{fmt::format("{}the stream ended in the middle", exchange_.wording().failed),
                        UpstreamError::Again::yes};
}

void OpenAiReply::event(std::string_view data) {
    if (is_announced_) return;
    if (chunk(data)) return;
    // Servers that forget the blank line between two events.
    for (auto at = data.find('\n'); at != std::string_view::npos; at = data.find('\n')) {
        chunk(data.substr(0, at));
        data.remove_prefix(at + 1);
        if (data.find('\n') == std::string_view::npos) chunk(data);
    }
}

bool OpenAiReply::chunk(std::string_view line) {
    const auto begin = line.find_first_not_of(kSpace);
    if (begin == std::string_view::npos || is_announced_) return true;
    line = line.substr(begin, line.find_last_not_of(kSpace) + 1 - begin);
    if (line == "[DONE]") {
        has_event_ = is_announced_ = true;
        return true;
    }
    json::value tree;
    try {
        tree = json::parse(line, {.utf8 = json::Utf8::repaired});
    } catch (const Error&) {
        return false;  // undecodable lines are skipped
    }
    read_chunk(tree);
    return true;
}

void OpenAiReply::read_error(const json::value& tree) {
    const auto* error = json::find(tree, "error");
    if (error == nullptr || error->is_null()) return;
    int status = 0;
    for (const auto* key : {"code", "status"}) {
        const auto value = number(*error, key);
        if (value >= 400 && value < 600) status = static_cast<int>(value);
    }
    fail_inside(status, json::serialize(tree), exchange_.secrets());
}

void OpenAiReply::read_usage(const json::value& tree) {
    const json::value* usage = json::find(tree, "usage");
    if (usage == nullptr || !usage->is_object()) {
        const auto* groq = json::find(tree, "x_groq");
        usage = groq == nullptr ? nullptr : json::find(*groq, "usage");
    }
    if (usage != nullptr) {
        to_.usage(number(*usage, "prompt_tokens"), number(*usage, "completion_tokens"));
    } else if (const auto* timings = json::find(tree, "timings")) {
        to_.usage(number(*timings, "cache_n") + number(*timings, "prompt_n"),
                  number(*timings, "predicted_n"));
    }
}

void OpenAiReply::read_chunk(const json::value& tree) {
    if (!tree.is_object()) return;
    read_error(tree);
    has_event_ = true;
    read_usage(tree);
    if (const auto* delta = first_choice(tree, "delta")) {
        to_.thinking(reasoning(*delta));
        if (const auto* content = json::find(*delta, "content")) {
            to_.thinking(parts_text(*content, "thinking"));
            to_.mixed(content->is_string() ? std::string{json::text_or_empty(content)}
                                           : parts_text(*content, "text"));
        }
    }
    const auto* reason = first_choice(tree, "finish_reason");
    is_finished_ = is_finished_ || (reason != nullptr && !reason->is_null());
}

void OpenAiReply::read_whole() {
    json::value tree;
    try {
        tree = json::parse(object_, {.utf8 = json::Utf8::repaired});
    } catch (const Error& error) {
        fail_broken(exchange_.wording(), error.message());
    }
    read_error(tree);
    read_usage(tree);
    const auto* message = first_choice(tree, "message");
    if (message == nullptr) throw UpstreamError{"响应为空", UpstreamError::Again::no};
    to_.thinking(reasoning(*message));
    const auto* content = json::find(*message, "content");
    if (content == nullptr) return;
    to_.thinking(parts_text(*content, "thinking"));
    const auto answer = split_thinking(content->is_string() ? json::text_or_empty(content)
                                                            : parts_text(*content, "text"));
    to_.thinking(answer.thinking);
    to_.text(answer.text);
}

}  // namespace kith::llm

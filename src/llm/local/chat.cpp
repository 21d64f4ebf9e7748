// See chat.h. The dialect is OpenAI's with llama-server's own words: cache_prompt, id_slot,
// return_progress, timings.
#include "llm/local/chat.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "json/json.h"
#include "net/sse.h"

namespace kith::llm::local {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t kMostReply = std::size_t{32} << 20;  // bytes of one stream
constexpr std::size_t kMostRefusal = 4'096;                // of a reply that is no stream
constexpr int kOk = 200;

double seconds_since(Moment moment) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - moment).count();
}

std::string_view role_of(Speaker speaker) {
    switch (speaker) {
        case Speaker::system:
            return "system";
        case Speaker::user:
            return "user";
        case Speaker::assistant:
            break;
    }
    return "assistant";
}

std::int64_t integer(const json::value* tree) {
    if (tree == nullptr || !tree->is_number()) return 0;
    return tree->is_double() ? static_cast<std::int64_t>(tree->as_double())
                             : tree->to_number<std::int64_t>();
}

double number(const json::value* tree) {
    return tree != nullptr && tree->is_number() ? tree->to_number<double>() : 0;
}

const json::value* member(const json::value* tree, std::string_view key) {
    return tree == nullptr ? nullptr : json::find(*tree, key);
}

[[noreturn]] void fail_refused(int status, std::string_view body) {
    std::string_view kind;
    json::value tree;
    try {
        tree = json::parse(body, {.utf8 = json::Utf8::repaired});
        kind = json::text_or_empty(member(json::find(tree, "error"), "type"));
    } catch (const Error&) {  // no JSON: the status has to do
    }
    require(kind != "exceed_context_size_error", Errc::upstream,
            "the text is too long for the built-in model", "context");
    // A process that is being started or is full says 503.
    constexpr int kFirstServerError = 500;
    throw Error{Errc::upstream, "the built-in model refused the request",
                status >= kFirstServerError ? "retry" : ""}
        .note("status {} {}", status, kind);
}

}  // namespace

Slots::Slots(int count) {
    for (int slot = 0; slot < count; ++slot) used_.emplace_back(slot, "");
}

int Slots::of(std::string_view conversation) {
    const std::lock_guard lock{mutex_};
    auto found = used_.end();
    if (!conversation.empty())
        found = std::ranges::find(used_, conversation, [](const auto& one) { return one.second; });
    if (found == used_.end()) found = std::prev(used_.end());
    found->second = conversation;
    used_.splice(used_.begin(), used_, found);
    return found->first;
}

Turnstile::Pass Turnstile::enter(const Stop& stop) {
    const auto told = stop.on_request([this] {
        const std::lock_guard lock{mutex_};
        changed_.notify_all();
    });
    std::unique_lock lock{mutex_};
    require(line_.size() < kWaiting, Errc::busy, "too many questions wait for the built-in model");
    const auto me = line_.insert(line_.end(), 0);
    constexpr std::chrono::milliseconds kDeadlineLook{100};  // deadlines ring no bell
    while (free_ == 0 || me != line_.begin()) {
        if (stop.requested()) {
            line_.erase(me);
            changed_.notify_all();
            lock.unlock();
            stop.check();
        }
        changed_.wait_for(lock, kDeadlineLook);
    }
    line_.erase(me);
    --free_;
    changed_.notify_all();
    return {this, [this](void*) {
                const std::lock_guard inner{mutex_};
                ++free_;
                changed_.notify_all();
            }};
}

// One reply as it arrives.
struct ChatModel::Reading {
    const OnPiece& on_piece;
    Moment began;
    Answer answer;
    std::string refusal;  // the body of a reply that is no stream
    bool done = false;
    bool inside = false;  // of what the pieces are given to
    double prompt_per_s = 0, token_per_s = 0;

    void event(std::string_view data);
    void piece(const Piece& part) {
        if (part.text.empty() && part.thinking.empty()) return;
        if (answer.usage.first_seconds == 0) answer.usage.first_seconds = seconds_since(began);
        answer.text += part.text;
        answer.thinking += part.thinking;
        if (on_piece) on_piece(part);
    }
};

void ChatModel::Reading::event(std::string_view data) {
    if (data == "[DONE]") {
        done = true;
        return;
    }
    json::value tree;
    try {
        tree = json::parse(data, {.utf8 = json::Utf8::repaired});
    } catch (const Error&) {
        throw Error{Errc::upstream, "the built-in model's reply is broken", "retry"};
    }
    if (const auto* error = json::find(tree, "error"))
        fail_refused(static_cast<int>(integer(member(error, "code"))), data);
    if (const auto* usage = json::find(tree, "usage"); usage != nullptr && usage->is_object()) {
        answer.usage.prompt_tokens = integer(member(usage, "prompt_tokens"));
        answer.usage.completion_tokens = integer(member(usage, "completion_tokens"));
    }
    if (const auto* timings = json::find(tree, "timings")) {
        // What was in the cache costs nothing and would tell a wrong speed.
        constexpr std::int64_t kEnoughToTell = 32;
        if (integer(member(timings, "prompt_n")) >= kEnoughToTell)
            prompt_per_s = number(member(timings, "prompt_per_second"));
        token_per_s = number(member(timings, "predicted_per_second"));
    }
    const auto* choices = json::find(tree, "choices");
    if (choices == nullptr || !choices->is_array() || choices->as_array().empty()) return;
    const auto* delta = json::find(choices->as_array().front(), "delta");
    piece({.thinking = json::text_or_empty(member(delta, "reasoning_content"))});
    piece({.text = json::text_or_empty(member(delta, "content"))});
}

ChatModel::ChatModel(ChatSettings settings, Server& server, net::Client& client, Quiet& quiet,
                     int slots)
    : settings_{settings},
      server_{server},
      client_{client},
      quiet_{quiet},
      slots_{slots},
      turnstile_{settings.generations} {}

std::string_view ChatModel::name() const {
    auto now = server_.state().name;
    const std::lock_guard lock{mutex_};
    return *names_.insert(std::move(now)).first;
}

std::string ChatModel::body_of(const Ask& ask, const std::string& model) {
    json::array messages;
    for (const auto& turn : ask.turns)
        messages.push_back(json::object{{"role", role_of(turn.speaker)}, {"content", turn.text}});
    json::object body{{"model", model},
                      {"messages", std::move(messages)},
                      {"stream", true},
                      {"stream_options", json::object{{"include_usage", true}}},
                      {"cache_prompt", true},
                      {"id_slot", slots_.of(ask.conversation)},
                      {"return_progress", true},  // signs of life while it reads a long prompt
                      {"max_tokens", ask.max_tokens.value_or(settings_.max_tokens)}};
    if (ask.temperature) body["temperature"] = *ask.temperature;
    if (ask.shape)
        body["response_format"] =
            json::object{{"type", "json_schema"},
                         {"json_schema", json::object{{"name", ask.shape->name},
                                                      {"strict", true},
                                                      {"schema", ask.shape->schema}}}};
    return json::serialize(body);
}

// Only the connection's own errors are told in other words: what the reading or the caller's
// function throws passes through.
net::Response ChatModel::stream(const Door& door, const std::string& body, Reading& reading,
                                const net::OnBytes& on_bytes, const Stop& stop) {
    try {
        return client_.stream({.method = "POST",
                               .url = door.url + "/v1/chat/completions",
                               .headers = {{"Authorization", "Bearer " + door.key.reveal()},
                                           {"Content-Type", "application/json"}},
                               .body = body,
                               .addresses = {},  // the default refuses this very machine
                               .max_bytes = kMostReply,
                               .max_redirects = 0,
                               .timeout = std::chrono::milliseconds{0},
                               .silence = settings_.silence},
                              on_bytes, stop);
    } catch (const Error& error) {
        if (reading.inside || stop.requested()) throw;
        if (error.code() == Errc::timeout) {
            server_.failed(door.run, Server::Fault::hung);
            throw Error{Errc::timeout, "the built-in model said nothing for too long"};
        }
        if (error.code() != Errc::upstream) throw;
        server_.failed(door.run, Server::Fault::broken);
        throw Error{Errc::upstream, "the built-in model ended while it answered", "retry"}.note(
            "{}", error.message());
    }
}

void ChatModel::send(const Door& door, const std::string& body, Reading& reading,
                     const Stop& stop) {
    net::SseReader events{[&](const net::SseEvent& event) { reading.event(event.data); }};
    const auto on_bytes = [&](const net::Response& head, std::string_view bytes) {
        reading.inside = true;
        if (head.status == kOk)
            events.feed(bytes);
        else
            reading.refusal +=
                bytes.substr(0, kMostRefusal - std::min(kMostRefusal, reading.refusal.size()));
        reading.inside = false;
    };
    const auto reply = stream(door, body, reading, on_bytes, stop);
    if (reply.status != kOk) fail_refused(reply.status, reading.refusal);
    events.end();
    if (reading.done) return;
    server_.failed(door.run, Server::Fault::broken);
    throw Error{Errc::upstream, "the built-in model ended while it answered", "retry"};
}

Answer ChatModel::chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) {
    Reading reading{on_piece, std::chrono::steady_clock::now(), {}, {}};
    const auto pass = turnstile_.enter(stop);
    const auto door = server_.lease(stop);
    const auto hold = quiet_.hold();
    send(*door, body_of(ask, door->name), reading, stop);
    server_.measured(reading.prompt_per_s, reading.token_per_s);
    reading.answer.usage.seconds = seconds_since(reading.began);
    return std::move(reading.answer);
}

}  // namespace kith::llm::local

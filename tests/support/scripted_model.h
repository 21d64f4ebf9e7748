// An OpenAI-compatible chat server that says what a test tells it to: streams, timings, schemas,
// errors. Whoever asks cannot tell it from a real one.
//
//     tests::ScriptedModel server;
//     server.say({.pieces = {"你", "好"}});
//     Profile{.provider = "custom", .base_url = server.base_url(), .model = "m"}
#pragma once

#include <deque>
#include <memory>

#include "json/value.h"
#include "tests/support/stand_in.h"

namespace kith::tests {

// One answer.
struct Scripted {
    std::vector<std::string> pieces{"ok"};
    std::vector<std::string> thinking{};        // sent before, as reasoning_content
    std::function<void(std::size_t)> before{};  // called before each piece; may wait
    int status = 200;                           // another one: `error` is the body
    std::string error{R"({"error":{"message":"scripted"}})"};
    std::string headers{};                      // of a reply that is an error, "Retry-After: 1\r\n"
    std::size_t cut_after = std::string::npos;  // hangs up after so many pieces
};

class ScriptedModel {
  public:
    ScriptedModel()
        : server_{std::make_unique<StandIn>(
              [this](const Asked& asked, net::Peer& peer) { answer(asked, peer); })} {}

    // For the next request that has no answer yet. Without one the text of the last turn comes
    // back, a word a piece; a schema gets `{}`.
    void say(Scripted scripted) {
        const std::lock_guard guard{mutex_};
        scripts_.push_back(std::move(scripted));
    }
    // Every request that comes without a script of its own.
    void always(Scripted scripted) {
        const std::lock_guard guard{mutex_};
        always_ = std::make_shared<Scripted>(std::move(scripted));
    }
    std::string base_url() const { return server_->url("/v1"); }
    std::vector<Asked> asked() const { return server_->asked(); }
    // The body of the newest request for an answer.
    json::value last_body() const { return json::parse(server_->last().body); }

  private:
    Scripted next(const json::value& body) {
        const std::lock_guard guard{mutex_};
        if (!scripts_.empty()) {
            auto out = std::move(scripts_.front());
            scripts_.pop_front();
            return out;
        }
        if (always_) return *always_;
        if (json::find(body, "response_format") != nullptr) return {.pieces = {"{}"}};
        return {.pieces = echo(body)};
    }

    static std::vector<std::string> echo(const json::value& body) {
        const auto* messages = json::find(body, "messages");
        std::string text;
        if (messages != nullptr && messages->is_array() && !messages->get_array().empty()) {
            text = json::text_or_empty(json::find(messages->get_array().back(), "content"));
        }
        std::vector<std::string> out;
        while (!text.empty()) {
            const auto end = text.find(' ');
            out.push_back(text.substr(0, end == std::string::npos ? end : end + 1));
            text.erase(0, out.back().size());
        }
        return out;
    }

    static std::string event(json::value delta, const char* reason = nullptr) {
        json::object choice{{"index", 0}, {"delta", std::move(delta)}, {"finish_reason", nullptr}};
        if (reason != nullptr) choice["finish_reason"] = reason;
        json::object out{{"object", "chat.completion.chunk"}, {"choices", json::array{choice}}};
        if (reason != nullptr) {
            out["timings"] = {{"cache_n", 5},
                              {"prompt_n", 7},
                              {"predicted_n", 3},
                              {"predicted_per_second", 34.5}};
        }
        return "data: " + json::serialize(out) + "\n\n";
    }

    void answer(const Asked& asked, net::Peer& peer) {
        if (asked.target == "/health") return peer.answer(R"({"status":"ok"})");
        if (asked.target == "/v1/models") {
            return peer.answer(R"({"object":"list","data":[{"id":"scripted"}]})");
        }
        const auto body = json::parse(asked.body);
        const auto scripted = next(body);
        if (scripted.status != 200) {
            return peer.answer(scripted.error, std::to_string(scripted.status) + " Scripted",
                               scripted.headers);
        }
        const auto* stream = json::find(body, "stream");
        if (stream != nullptr && stream->is_bool() && stream->get_bool()) {
            return send_stream(scripted, peer);
        }
        send_whole(scripted, peer);
    }

    static void send_stream(const Scripted& scripted, net::Peer& peer) {
        peer.send(head_of("text/event-stream", kChunked));
        peer.send(chunk(event({{"role", "assistant"}, {"content", nullptr}})));
        for (const auto& piece : scripted.thinking) {
            peer.send(chunk(event({{"reasoning_content", piece}})));
        }
        for (std::size_t i = 0; i < scripted.pieces.size(); ++i) {
            if (scripted.before) scripted.before(i);
            if (i == scripted.cut_after) return peer.hang_up();
            if (!peer.send(chunk(event({{"content", scripted.pieces[i]}})))) return;
        }
        peer.send(chunk(event(json::object{}, "stop")) + chunk("data: [DONE]\n\n") +
                  std::string{kLastChunk});
    }

    static void send_whole(const Scripted& scripted, net::Peer& peer) {
        std::string text, thinking;
        for (std::size_t i = 0; i < scripted.pieces.size(); ++i) {
            if (scripted.before) scripted.before(i);
            text += scripted.pieces[i];
        }
        for (const auto& piece : scripted.thinking) thinking += piece;
        json::object message{{"role", "assistant"}, {"content", text}};
        if (!thinking.empty()) message["reasoning_content"] = thinking;
        peer.answer(
            json::serialize(json::object{
                {"object", "chat.completion"},
                {"choices", json::array{json::object{
                                {"index", 0}, {"message", message}, {"finish_reason", "stop"}}}},
                {"usage", {{"prompt_tokens", 12}, {"completion_tokens", 3}}}}),
            "200 OK", "Content-Type: application/json\r\n");
    }

    mutable std::mutex mutex_;
    std::deque<Scripted> scripts_;
    std::shared_ptr<Scripted> always_;
    std::unique_ptr<StandIn> server_;  // last: it ends first
};

}  // namespace kith::tests

// See anthropic.h.
#include "llm/providers/anthropic.h"

#include "llm/checks.h"
#include "llm/collector.h"
#include "llm/exchange.h"
#include "llm/providers/anthropic_wire.h"
#include "llm/shape.h"
#include "net/sse.h"

namespace kith::llm {
namespace {

void read_stream(const Exchange& exchange, const Post& post, Collector& to, const Stop& stop) {
    AnthropicEvents events{to, exchange};
    auto more = Exchange::More::yes;
    net::SseReader reader{[&](const net::SseEvent& event) {
        if (more == Exchange::More::yes) more = events.take(event.data);
    }};
    exchange.stream(
        post, kStreamLimits,
        [&](const net::Response&, std::string_view bytes) {
            try {
                reader.feed(bytes);
            } catch (const Error& error) {
                if (error.code() != Errc::too_large) throw;
                fail_broken(exchange.wording(), error.message());
            }
            return more;
        },
        stop);
    if (more == Exchange::More::yes) reader.end();
    events.end();
}

}  // namespace

Answer Anthropic::chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) {
    require_key(profile_.api_key);
    require_server(profile_);
    json::object body{{"model", profile_.model}};
    put_anthropic_body(body, ask, thinking_budget(profile_.reasoning_effort));
    body["stream"] = static_cast<bool>(on_piece);
    const auto& key = profile_.api_key.reveal();
    const Post post{without_slash(profile_.base_url) + "/v1/messages",
                    {{"x-api-key", key},
                     {"anthropic-version", "2023-06-01"},
                     {"Content-Type", "application/json"}},
                    json::serialize(body)};
    const Exchange exchange{client_, clock_, {}, {key}};
    Collector collector{on_piece};
    if (on_piece) {
        read_stream(exchange, post, collector, stop);
    } else {
        read_anthropic_answer(exchange.whole(post, kWholeLimits, stop), collector, exchange);
    }
    auto answer = collector.finish();
    if (ask.shape) answer.text = shaped(answer.text, *ask.shape);
    return answer;
}

}  // namespace kith::llm

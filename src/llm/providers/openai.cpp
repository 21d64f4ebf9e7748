// See openai.h.
#include "llm/providers/openai.h"

#include "llm/collector.h"
#include "llm/exchange.h"
#include "llm/providers/openai_reply.h"
#include "llm/shape.h"

namespace kith::llm {
namespace {

std::string_view role(Speaker speaker) {
    switch (speaker) {
        case Speaker::system:
            return "system";
        case Speaker::user:
            return "user";
        case Speaker::assistant:
            return "assistant";
    }
    return "user";
}

json::array messages(const std::vector<Turn>& turns) {
    json::array out;
    for (const auto& turn : turns) {
        out.push_back(json::object{{"role", role(turn.speaker)}, {"content", turn.text}});
    }
    return out;
}

json::object response_format(const Shape& shape, Constraint constraint) {
    if (constraint == Constraint::object) return {{"type", "json_object"}};
    return {{"type", "json_schema"},
            {"json_schema", {{"name", shape.name}, {"strict", true}, {"schema", shape.schema}}}};
}

// Does the server say that it cannot hold an answer to a schema?
bool refuses_shape(const UpstreamError& error) {
    if (error.status() != 400 && error.status() != 422 && error.status() != 501) return false;
    for (const auto* word : {"response_format", "json_schema", "json_object", "schema", "strict"}) {
        if (error.message().find(word) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

Access bearer(const Secret& key) {
    if (key.empty()) return {};
    return {{{"Authorization", "Bearer " + key.reveal()}}, {key.reveal()}};
}

std::string OpenAi::body(const Ask& ask, Constraint constraint, Reply reply) const {
    const bool is_told = ask.shape && constraint != Constraint::schema;
    json::object out{
        {"model", server_.model},
        {"messages", messages(is_told ? with_instruction(ask.turns, *ask.shape) : ask.turns)},
        {"stream", reply == Reply::streamed}};
    if (ask.temperature) out["temperature"] = *ask.temperature;
    if (ask.max_tokens) out["max_tokens"] = *ask.max_tokens;
    if (ask.shape && constraint != Constraint::instruction) {
        out["response_format"] = response_format(*ask.shape, constraint);
    }
    if (server_.extra) server_.extra(out, ask);
    return json::serialize(out);
}

Answer OpenAi::attempt(const Ask& ask, Constraint constraint, const OnPiece& on_piece,
                       const Stop& stop) const {
    auto access = server_.access(stop);
    const auto how = on_piece ? Reply::streamed : Reply::whole;
    Post post{server_.url, std::move(access.headers), body(ask, constraint, how)};
    post.headers.push_back({"Content-Type", "application/json"});
    const Exchange exchange{client_, clock_, {}, std::move(access.secrets)};
    Collector collector{on_piece};
    OpenAiReply reply{collector, exchange};
    exchange.stream(
        post, on_piece ? kStreamLimits : kWholeLimits,
        [&](const net::Response&, std::string_view bytes) { return reply.take(bytes); }, stop);
    reply.end();
    auto answer = collector.finish();
    if (ask.shape) answer.text = shaped(answer.text, *ask.shape);
    return answer;
}

Answer OpenAi::chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) {
    bool has_begun = false;
    const OnPiece watched = [&](const Piece& piece) {
        has_begun = true;
        on_piece(piece);
    };
    const auto& given = on_piece ? watched : on_piece;
    try {
        return attempt(ask, server_.constraint, given, stop);
    } catch (const UpstreamError& error) {
        const bool can_be_told = ask.shape && server_.constraint != Constraint::instruction;
        if (!can_be_told || has_begun || !refuses_shape(error)) throw;
    }
    return attempt(ask, Constraint::instruction, given, stop);
}

}  // namespace kith::llm

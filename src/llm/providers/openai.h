// Chat in the dialect of OpenAI's chat completions, which most providers speak.
//
// Wire format: platform.openai.com/docs/api-reference/chat; reasoning_content from
// api-docs.deepseek.com, `timings` from llama.cpp's tools/server/README.md, content in parts from
// docs.mistral.ai. What is sent: ai.md 4.2.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "llm/model.h"
#include "llm/profile.h"
#include "net/client.h"

namespace kith::llm {

// What a request carries to be let in.
struct Access {
    std::vector<net::Header> headers;
    std::vector<std::string> secrets;  // never to be shown
};

// One server of the family.
struct ChatServer {
    std::string provider, model;
    std::string url;  // of chat completions
    Constraint constraint{};
    // Throws when there is no key. Asked before each request.
    std::function<Access(const Stop& stop)> access;
    // Adds what only this server wants; may be empty.
    std::function<void(json::object& body, const Ask& ask)> extra;
};

// "Authorization: Bearer …", or nothing without a key.
Access bearer(const Secret& key);

class OpenAi final : public Model {
  public:
    OpenAi(ChatServer server, net::Client& client, const Clock& clock)
        : server_{std::move(server)}, client_{client}, clock_{clock} {}

    std::string_view provider() const override { return server_.provider; }
    std::string_view name() const override { return server_.model; }
    // A server that refuses response_format is asked again with an instruction instead.
    Answer chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) override;

  private:
    enum class Reply { streamed, whole };
    std::string body(const Ask& ask, Constraint constraint, Reply reply) const;
    Answer attempt(const Ask& ask, Constraint constraint, const OnPiece& on_piece,
                   const Stop& stop) const;

    ChatServer server_;
    net::Client& client_;
    const Clock& clock_;
};

}  // namespace kith::llm

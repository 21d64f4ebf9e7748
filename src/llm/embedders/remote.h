// Vectors from a server: OpenAI's dialect (OpenAI, Jina, llama.cpp, …) and Ollama's.
//
// Wire format: platform.openai.com/docs/api-reference/embeddings, api.jina.ai/docs,
// github.com/ollama/ollama, docs/api.md (POST /api/embed). What is sent: ai.md 5.
#pragma once

#include <atomic>

#include "base/clock.h"
#include "llm/embedder.h"
#include "llm/profile.h"
#include "net/client.h"

namespace kith::llm {

inline constexpr std::size_t kTextsAtOnce = 256;  // in one request; more are several

class RemoteEmbedder final : public Embedder {
  public:
    // `profile` with its defaults filled in.
    RemoteEmbedder(EmbedderProfile profile, net::Client& client, const Clock& clock)
        : profile_{std::move(profile)}, client_{client}, clock_{clock} {}

    std::string_view provider() const override { return profile_.provider; }
    std::string_view name() const override { return profile_.model; }
    std::size_t dimensions() const override { return dimensions_; }

    // A text without anything but white space is not sent and has no vector.
    std::vector<std::vector<float>> embed(std::span<const std::string> texts, Purpose purpose,
                                          const Stop& stop) override;

  private:
    using Vectors = std::vector<std::vector<float>>;
    Vectors ask(const std::vector<std::string>& texts, const Stop& stop) const;
    void check(const Vectors& vectors);

    EmbedderProfile profile_;
    net::Client& client_;
    const Clock& clock_;
    std::atomic<std::size_t> dimensions_{0};
};

}  // namespace kith::llm

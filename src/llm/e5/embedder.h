// The embedder inside: multilingual-e5-small, in this process.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "llm/e5/kernels.h"
#include "llm/embedder.h"
#include "llm/local/state.h"

namespace kith::llm::e5 {

inline constexpr std::size_t kLongestText = 8 * 1024;  // bytes of a text that count
inline constexpr int kMostThreads = 8;

// What the encoder gets of a text: valid UTF-8 without NUL, at most kLongestText bytes, not cut
// inside a character.
std::string prepared(std::string_view text);

struct EmbedderSettings {
    std::filesystem::path file;
    std::string name;
    std::size_t bytes{};  // the file's size and hash: anything else is refused
    std::string sha256;
    Isa isa = best_isa();
};

// Any thread. Loads at the first request: 0.1 s, about 90 MB, kept until it is destroyed. The
// prefixes "query: " and "passage: " are added inside. Throws Error{unavailable}: "absent" (no
// file, or built without the encoder), "failed" (the file is not the one it should be).
class Embedder final : public llm::Embedder {
  public:
    explicit Embedder(EmbedderSettings settings);
    ~Embedder() override;

    std::string_view provider() const override { return "local"; }
    std::string_view name() const override { return settings_.name; }
    std::size_t dimensions() const override { return kDimensions; }
    // Vectors have the length 1. Texts are shared between threads; the stop is asked after each
    // few.
    std::vector<std::vector<float>> embed(std::span<const std::string> texts, Purpose purpose,
                                          const Stop& stop) override;

    local::State state() const;  // ready before the first request, running after it

  private:
    static constexpr std::size_t kDimensions = 384;
    struct Model;
    std::shared_ptr<Model> loaded();

    const EmbedderSettings settings_;
    std::mutex loading_;  // held while it is read
    mutable std::mutex mutex_;
    std::shared_ptr<Model> model_;
    std::string reason_;  // why the last loading failed
    double texts_per_s_ = 0;
};

}  // namespace kith::llm::e5

// Gathers an answer from its pieces, hands them on, and keeps the time.
#pragma once

#include <chrono>

#include "llm/model.h"
#include "llm/thinking.h"

namespace kith::llm {

// One request, one thread.
class Collector {
  public:
    // `on_piece` may be empty; it outlives this.
    explicit Collector(const OnPiece& on_piece);

    void text(std::string_view part) { add({part, {}}); }
    void thinking(std::string_view part) { add({{}, part}); }
    // Text that may hold <think>…</think>, cut anywhere.
    void mixed(std::string_view part) { splitter_.feed(part); }
    // What the provider told; 0 leaves what was told before.
    void usage(std::int64_t prompt_tokens, std::int64_t completion_tokens);
    bool has_begun() const { return has_begun_; }
    Answer finish();

  private:
    void add(const Piece& piece);
    double seconds() const;

    const OnPiece& on_piece_;
    ThinkSplitter splitter_;
    Answer answer_;
    bool has_begun_ = false;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace kith::llm

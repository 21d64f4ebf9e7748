// See collector.h.
#include "llm/collector.h"

namespace kith::llm {

Collector::Collector(const OnPiece& on_piece)
    : on_piece_{on_piece},
      splitter_{[this](const Piece& piece) { add(piece); }},
      begin_{std::chrono::steady_clock::now()} {}

double Collector::seconds() const {
    return std::chrono::duration<double>{std::chrono::steady_clock::now() - begin_}.count();
}

void Collector::add(const Piece& piece) {
    if (piece.text.empty() && piece.thinking.empty()) return;
    if (!has_begun_) answer_.usage.first_seconds = seconds();
    has_begun_ = true;
    answer_.text += piece.text;
    answer_.thinking += piece.thinking;
    if (on_piece_) on_piece_(piece);
}

void Collector::usage(std::int64_t prompt_tokens, std::int64_t completion_tokens) {
    if (prompt_tokens > 0) answer_.usage.prompt_tokens = prompt_tokens;
    if (completion_tokens > 0) answer_.usage.completion_tokens = completion_tokens;
}

Answer Collector::finish() {
    splitter_.end();
    answer_.usage.seconds = seconds();
    if (!has_begun_) answer_.usage.first_seconds = answer_.usage.seconds;
    return std::move(answer_);
}

}  // namespace kith::llm

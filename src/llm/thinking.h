// Tells thinking from text where a model writes both in one stream: <think>…</think>.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "llm/model.h"

namespace kith::llm {

// One stream, one thread. Holds back only what may be the beginning of a tag. White space right
// after </think> is dropped. A tag that is never closed makes all that follows thinking.
class ThinkSplitter {
  public:
    explicit ThinkSplitter(OnPiece on_piece) : on_piece_{std::move(on_piece)} {}
    void feed(std::string_view part);
    void end();

  private:
    void give(std::string_view part);

    OnPiece on_piece_;
    std::string held_;  // the beginning of a tag
    bool is_thinking_ = false;
    bool skips_space_ = false;
};

struct Thought {
    std::string text, thinking;
};
// The same for a whole answer. A closing tag without an opening one (the template of some models
// writes the opening one into the prompt) makes all before it thinking.
Thought split_thinking(std::string_view answer);

}  // namespace kith::llm

// See thinking.h.
#include "llm/thinking.h"

#include <algorithm>

namespace kith::llm {
namespace {

constexpr std::string_view kOpen = "<think>", kClose = "</think>";
constexpr std::string_view kSpace = " \t\r\n";

// How many bytes at the end of `text` are a beginning of `tag`, the tag itself excluded.
std::size_t begun(std::string_view text, std::string_view tag) {
    for (auto size = std::min(text.size(), tag.size() - 1); size > 0; --size) {
        if (text.ends_with(tag.substr(0, size))) return size;
    }
    return 0;
}

}  // namespace

void ThinkSplitter::give(std::string_view part) {
    if (skips_space_) {
        part.remove_prefix(std::min(part.find_first_not_of(kSpace), part.size()));
        skips_space_ = part.empty();
    }
    if (part.empty()) return;
    on_piece_(is_thinking_ ? Piece{{}, part} : Piece{part, {}});
}

void ThinkSplitter::feed(std::string_view part) {
    held_ += part;
    std::string_view rest = held_;
    while (true) {
        const auto tag = is_thinking_ ? kClose : kOpen;
        const auto at = rest.find(tag);
        if (at == std::string_view::npos) break;
        give(rest.substr(0, at));
        rest.remove_prefix(at + tag.size());
        skips_space_ = is_thinking_;
        is_thinking_ = !is_thinking_;
    }
    const auto kept = begun(rest, is_thinking_ ? kClose : kOpen);
    const std::string tail{rest.substr(rest.size() - kept)};
    give(rest.substr(0, rest.size() - kept));
    held_ = tail;
}

void ThinkSplitter::end() {
    const auto rest = std::exchange(held_, {});
    give(rest);
}

Thought split_thinking(std::string_view answer) {
    Thought out;
    const auto close = answer.find(kClose);
    if (close != std::string_view::npos && answer.substr(0, close).find(kOpen) == answer.npos) {
        out.thinking = answer.substr(0, close);
        answer.remove_prefix(close + kClose.size());
        answer.remove_prefix(std::min(answer.find_first_not_of(kSpace), answer.size()));
    }
    ThinkSplitter splitter{[&](const Piece& piece) {
        out.text += piece.text;
        out.thinking += piece.thinking;
    }};
    splitter.feed(answer);
    splitter.end();
    return out;
}

}  // namespace kith::llm

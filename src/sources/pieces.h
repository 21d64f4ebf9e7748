// Collects the rows of one chat and hands them over, sorted, before they become too many.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "sources/source.h"

namespace kith::sources {

inline constexpr std::size_t kPieceBytes =
    16 * 1024 * 1024;  // of text held before it is handed over

// One thread. What was added last goes out with hand_over().
class Pieces {
  public:
    explicit Pieces(Sink& sink) : sink_{sink} {}

    void add(Message message) {
        bytes_ += message.text.size() + message.body.size();
        rows_.push_back(std::move(message));
        if (rows_.size() >= kPieceRows || bytes_ >= kPieceBytes) hand_over();
    }
    void hand_over() {
        if (rows_.empty()) return;
        const auto earlier = [](const Message& a, const Message& b) {
            return a.time != b.time ? a.time < b.time : a.sequence < b.sequence;
        };
        if (!std::ranges::is_sorted(rows_, earlier)) std::ranges::sort(rows_, earlier);
        sink_.rows(std::exchange(rows_, {}));
        bytes_ = 0;
    }

  private:
    Sink& sink_;
    std::vector<Message> rows_;
    std::size_t bytes_ = 0;
};

}  // namespace kith::sources

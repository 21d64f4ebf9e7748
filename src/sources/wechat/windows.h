// Cuts a large chat into windows of time, so that it can be handed over in order without holding
// it whole.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace kith::sources::wechat {

// Rows of one part of a chat between two times, and between which rowids they lie.
struct RowSpan {
    std::int64_t rows{};
    std::int64_t first{}, last{};  // rowids; meaningless when rows is 0
};

struct Window {
    std::int64_t from{}, to{};   // Unix seconds, [from, to)
    std::vector<RowSpan> parts;  // one for each part of the chat
};

// Counts rows by the hour, then cuts. Memory: one entry per hour in which somebody wrote. An hour
// is never cut, so a window has at most `rows` rows more than its fullest hour.
class Windows {
  public:
    explicit Windows(std::size_t parts) : parts_{parts} {}

    void add(std::size_t part, std::int64_t rowid, std::int64_t unix_seconds);
    std::vector<Window> cut(std::int64_t rows) const;

  private:
    std::size_t parts_;
    std::map<std::int64_t, std::vector<RowSpan>> hours_;
};

}  // namespace kith::sources::wechat

// One ChatLab message line to one message, with the text it replies to where that is near.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "sources/chatlab/line.h"
#include "sources/people.h"

namespace kith::sources::chatlab {

inline constexpr std::size_t kQuoteWindow = 8192;  // messages that a reply can look back

// The messages of one chat in the order of its files. One thread.
class RowReader {
  public:
    // owner = kNobody: nothing is mine.
    RowReader(const People& people, Strangers& strangers, std::uint32_t owner)
        : people_{&people}, strangers_{&strangers}, owner_{owner} {}

    // Nothing when its time is impossible. `place` orders messages of one second.
    std::optional<Message> read(const MessageLine& line, std::uint64_t place);

  private:
    struct Said {
        std::uint32_t sender{};
        std::string name, text;
        std::int64_t time{};  // Unix seconds
    };
    std::uint32_t sender_of(const MessageLine& line);
    void remember(const MessageLine& line, std::uint32_t sender);
    std::string details_of(const MessageLine& line, Message& to) const;

    const People* people_;
    Strangers* strangers_;
    std::uint32_t owner_;
    ByKey<Said> said_;
    std::deque<std::string> ids_;  // of said_, oldest first
};

}  // namespace kith::sources::chatlab

// One ChatLab message line to one message, with the text it replies to where that is near.
#pragma once

#include <optional>
#include <string>

#include "sources/chatlab/line.h"
#include "sources/people.h"
#include "sources/said.h"

namespace kith::sources::chatlab {

// The messages of one chat in the order of its files. One thread.
class RowReader {
  public:
    // owner = kNobody: nothing is mine.
    RowReader(const People& people, Strangers& strangers, std::uint32_t owner)
        : people_{&people}, strangers_{&strangers}, owner_{owner}, lately_{people} {}

    // Nothing when its time is impossible. `place` orders messages of one second.
    std::optional<Message> read(const MessageLine& line, std::uint64_t place);

  private:
    std::uint32_t sender_of(const MessageLine& line);
    void remember(const MessageLine& line, std::uint32_t sender);
    std::string details_of(const MessageLine& line, Message& to) const;

    const People* people_;
    Strangers* strangers_;
    std::uint32_t owner_;
    Lately lately_;
};

}  // namespace kith::sources::chatlab

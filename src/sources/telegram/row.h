// One message of a Telegram export to one row, with the text it replies to where that is near.
#pragma once

#include <optional>
#include <string_view>

#include "sources/said.h"
#include "sources/telegram/line.h"

namespace kith::sources::telegram {

inline constexpr std::size_t kRawBytes = 4096;  // kept of a message that nobody understood

// The messages of one chat in the order of its file. A reply carries the quoted text when that was
// among the last kQuoteWindow messages, else only its id. One thread.
class RowReader {
  public:
    // owner = kNobody: nothing is mine.
    RowReader(const People& people, Strangers& strangers, std::uint32_t owner, Zone zone)
        : people_{&people},
          strangers_{&strangers},
          owner_{owner},
          zone_{std::move(zone)},
          lately_{people} {}

    struct Result {
        std::optional<Message> row;
        std::string_view refused;  // why there is none: a reason for Sink::skipped()
    };
    // `place` orders messages of one second.
    Result read(const json::value& message, std::uint64_t place);

  private:
    Message row_of(const json::value& message, MessageLine& line) const;
    std::uint32_t sender_of(const MessageLine& line);

    const People* people_;
    Strangers* strangers_;
    std::uint32_t owner_;
    Zone zone_;
    Lately lately_;
};

}  // namespace kith::sources::telegram

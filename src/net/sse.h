// Reads a stream of server-sent events from its bytes, however they are cut. Format: WHATWG HTML,
// "Server-sent events", 9.2.6; more tolerant at the end and strict about size.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace kith::net {

struct SseEvent {
    std::string_view name;  // "" when not told
    std::string_view data;  // lines joined with \n
};

// Bytes of one event, and of one line; more is an error.
inline constexpr std::size_t kMaxSseEvent = std::size_t{4} << 20;

// One thread. Cost: each byte is looked at once.
class SseReader {
  public:
    // Called once for each event that has data; the views end with the call. May throw, and the
    // reader is then not to be used again.
    using OnEvent = std::function<void(const SseEvent& event)>;
    explicit SseReader(OnEvent on_event) : on_event_{std::move(on_event)} {}

    // Lines end in \n, \r or \r\n. Comments, ids, retry times and unknown fields are passed over.
    // Throws Error{too_large, reason "event"}.
    void feed(std::string_view bytes);
    // The stream ended: an event whose blank line is missing counts, a line that is not ended too.
    void end();

  private:
    void keep(std::string_view part);
    void line(std::string_view text);
    void dispatch();

    OnEvent on_event_;
    std::string rest_;  // of a line that is not complete
    std::string name_, data_;
    bool has_data_ = false;
    bool after_return_ = false;  // a \n that follows now belongs to that \r
    bool first_ = true;          // a byte order mark may come
};

}  // namespace kith::net

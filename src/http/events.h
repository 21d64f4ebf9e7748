// Server-sent events: the writing end that a stream handler gets.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "base/stop.h"
#include "http/message.h"
#include "json/write.h"

namespace kith::http {

// An event of the stream apart from its data. Empty parts are left out.
struct EventTag {
    std::string_view name = {};
    std::string_view id = {};
};

// Where the stream goes: a connection, or a text in tests. The head is sent by open(), bytes by
// write().
class StreamSink : public ByteSink {
  public:
    // Sends the head. Once, before the first write.
    virtual void open(Response head) = 0;
};

// Used by one thread at a time. Nothing is sent before the first event, so whatever is thrown
// before it becomes an ordinary error reply. While the stream is open and silent the server writes
// a comment line every 15 s.
class EventStream {
  public:
    EventStream(StreamSink& sink, const Headers& extra) : sink_{sink}, extra_{extra} {}
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    // Blocks while the client reads slowly. Throws Error{cancelled} when it left or the server
    // stops. Line breaks in text become several data lines, as the format asks.
    template <class T>
    void send(const T& event, EventTag tag = {}) {
        if constexpr (std::is_convertible_v<const T&, std::string_view>) {
            send_text(event, tag);
        } else {
            send_text(json::write(event), tag);
        }
    }
    // A line that clients ignore.
    void comment(std::string_view text);
    // Sends the head now, before there is an event. No error reply is possible afterwards.
    void open();
    bool opened() const { return opened_; }

  private:
    void send_text(std::string_view data, EventTag tag);

    StreamSink& sink_;
    const Headers& extra_;
    bool opened_ = false;
};

// One event in wire form. Pure; line breaks in name and id are dropped.
std::string event_text(std::string_view data, EventTag tag);

}  // namespace kith::http

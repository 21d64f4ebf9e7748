// Reads application/vnd.amazon.eventstream: binary frames with headers and two checksums.
//
// Format: AWS, "Event stream encoding" (Transcribe developer guide; the same for all services):
//     u32 length of all | u32 length of headers | u32 CRC-32 of the 8 bytes before
//     headers: u8 length, name, u8 type, value (type 7: u16 length, text)
//     payload | u32 CRC-32 of everything before; all numbers big-endian
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace kith::llm::aws {

struct Frame {
    // Of :message-type, :event-type, :exception-type (or :error-code); "" when absent.
    std::string_view message_type, event_type, exception_type;
    std::string_view payload;
};

inline constexpr std::size_t kMaxFrame = std::size_t{16} << 20;

// However the bytes are cut. One thread. Cost: each byte is looked at once and copied once.
class EventStream {
  public:
    using OnFrame = std::function<void(const Frame& frame)>;  // the views end with the call
    explicit EventStream(OnFrame on_frame) : on_frame_{std::move(on_frame)} {}

    // Throws Error{upstream, reason "frame"} for bytes that are no frames: a wrong checksum,
    // lengths that do not fit, more than kMaxFrame.
    void feed(std::string_view bytes);
    // Is there a frame that did not end?
    bool is_cut() const { return !rest_.empty(); }

  private:
    void frame(std::string_view bytes);

    OnFrame on_frame_;
    std::string rest_;
};

}  // namespace kith::llm::aws

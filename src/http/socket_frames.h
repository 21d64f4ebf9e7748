// The frames of RFC 6455 as a server reads and writes them. Knows no connection.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "http/socket.h"
#include "http/utf8_check.h"

namespace kith::http {

class Inflater;

// Section 7.4.1.
namespace close_code {
inline constexpr std::uint16_t kNormal = 1000, kGoingAway = 1001, kProtocolError = 1002,
                               kUnsupported = 1003, kInvalidText = 1007, kPolicy = 1008,
                               kTooLarge = 1009, kInternal = 1011;
}

enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
};

inline constexpr std::size_t kControlBytes = 125;  // section 5.5
inline constexpr std::uint8_t kFinal = 0x80, kCompressed = 0x40;

// What came complete. `nothing`: more bytes are needed. A fault ends the connection with `code`,
// and then no further call makes sense.
struct Incoming {
    enum class Kind : std::uint8_t { nothing, text, binary, ping, pong, close, fault };
    Kind kind = Kind::nothing;
    std::string payload;     // of a close: its reason; of a fault: why, for the peer
    std::uint16_t code = 0;  // of a close, 0 when it has none; of a fault
};

// One connection's incoming bytes. Every rule is checked with the first byte that breaks it:
// reserved bits and opcodes, masks, lengths that could be shorter, control frames that are too long
// or in pieces, fragments out of order, the limit of a message, UTF-8. One thread.
class FrameReader {
  public:
    // `inflater` is null where permessage-deflate was not agreed on. It may be shared by all
    // connections of a thread: nothing stays in it between two calls.
    FrameReader(const SocketLimits& limits, Inflater* inflater)
        : limits_{limits}, inflater_{inflater} {}

    // Takes from the front of `input`, which it unmasks in place, until something is complete.
    Incoming next(std::span<char>& input);
    // Frames that have begun.
    std::uint64_t frames() const { return frames_; }

  private:
    // Null when the head is complete or more bytes are needed; otherwise what is wrong.
    const char* read_head(std::span<char>& input);
    const char* check_opcode();
    const char* check_size();
    Incoming take_data(std::span<const char> bytes);
    Incoming finish();
    Incoming finish_message();
    Incoming finish_close();
    Incoming fault(std::uint16_t code, std::string why) const;
    bool is_control() const { return (head_[0] & 0x08) != 0; }
    Opcode opcode() const { return static_cast<Opcode>(head_[0] & 0x0F); }
    std::size_t most_bytes() const;

    const SocketLimits& limits_;
    Inflater* const inflater_;
    std::array<std::uint8_t, 14> head_{};  // of the current frame
    std::uint8_t head_bytes_ = 0, head_wanted_ = 2;
    bool in_payload_ = false;
    bool in_message_ = false, message_is_text_ = false, message_compressed_ = false;
    std::uint16_t fault_code_ = close_code::kProtocolError;  // of what read_head() returns
    std::uint64_t left_ = 0;                                 // of the payload
    std::uint64_t masked_ = 0;  // bytes of this payload that are unmasked already
    std::uint64_t frames_ = 0;
    Utf8Check utf8_;
    std::string message_, control_;
};

// A server's frame is never masked: this, then the payload. `first` is the opcode with kFinal and
// perhaps kCompressed. Returns how many bytes of `out` are used.
std::size_t write_head(std::uint8_t first, std::uint64_t payload_bytes,
                       std::span<std::uint8_t, 10> out);
// A payload of a close frame: the reason is cut to whole characters that fit.
std::string close_payload(std::uint16_t code, std::string_view reason);
// May it stand in a close frame?
bool is_close_code(std::uint16_t code);

}  // namespace kith::http

// permessage-deflate (RFC 7692): what is agreed on in the handshake, and the two directions.
//
// Both sides are asked to forget each message (no context takeover). So a connection costs nothing
// while it is silent, all connections of a thread share one state, and a message for many
// connections is compressed once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

struct z_stream_s;  // zlib's

namespace kith::http {

inline constexpr int kMostWindowBits = 15;

struct DeflateTerms {
    // Of our direction, 8 to 15. The client's may be the largest: it costs us nothing.
    int server_bits = kMostWindowBits;
    bool says_server_bits = false;  // the client asked, so the answer tells
};

// The first offer of Sec-WebSocket-Extensions that we can keep, or nothing: then no message is
// compressed. Offers with unknown, doubled or ill-formed parameters are passed over.
std::optional<DeflateTerms> accept_deflate(const Headers& headers);
// The answer's Sec-WebSocket-Extensions.
std::string to_header(const DeflateTerms& terms);

// Any connection's messages, one after another. One thread.
class Inflater {
  public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    enum class Result : std::uint8_t { ok, too_large, broken };
    // The whole payload of a message, without the tail that its sender left out. Never makes more
    // than `most_bytes`, whatever the payload promises.
    Result inflate(std::string_view payload, std::size_t most_bytes, std::string& out);

  private:
    std::unique_ptr<z_stream_s> stream_;
};

// One thread.
class Deflater {
  public:
    Deflater();
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    // The compressed payload; null where that would not be smaller, or with a window that zlib
    // cannot have (8 bits). The same pointer again costs nothing.
    std::shared_ptr<const std::string> deflate(const std::shared_ptr<const std::string>& payload,
                                               int window_bits);
    // Forgets the last payload.
    void forget();

  private:
    std::unique_ptr<z_stream_s> stream_;
    int window_bits_ = 0;  // of the stream, 0: not begun
    std::shared_ptr<const std::string> last_, last_compressed_;
};

}  // namespace kith::http

// The stored bytes of one message to its payload: zstd undone, limits kept, UTF-8 repaired.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kith::sources::wechat {

inline constexpr std::int64_t kZstdFlag = 4;  // WCDB_CT_message_content

enum class Decoding { fine, broken_frame, too_long };

struct Payload {
    std::string_view text;  // valid UTF-8; "" unless fine. Valid until the next decode().
    Decoding how{};
};

// Keeps one zstd context and one buffer. One thread.
class Decoder {
  public:
    Decoder();
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    // A frame is told by the flag or by its first four bytes. Never throws for foreign bytes;
    // payloads above kTextBytes and frames that say so are too_long and never unpacked.
    Payload decode(std::string_view stored, std::int64_t flag);

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

}  // namespace kith::sources::wechat

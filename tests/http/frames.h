// A client's side of RFC 6455 for tests: frames written byte by byte, right or wrong on purpose.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/http/client.h"

namespace kith::http::test {

// The sample of RFC 6455, section 1.3.
inline constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";
inline constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

inline std::string handshake(std::string_view path, std::string_view more = "") {
    return http_get(path,
                    "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
                        std::string{kKey} + "\r\n" + std::string{more});
}

inline constexpr int kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10;

struct FrameShape {
    bool final = true;
    int reserved = 0;  // the three bits: 4 is the first, which compression uses
    bool masked = true;
    int length_bytes = -1;  // 0, 2 or 8; -1: as short as it can be
    std::array<unsigned char, 4> mask = {0x37, 0xFA, 0x21, 0x3D};
};

inline std::string frame(int opcode, std::string_view payload, FrameShape shape = {}) {
    const auto size = payload.size();
    const int wide = shape.length_bytes >= 0 ? shape.length_bytes
                     : size < 126            ? 0
                     : size < 65'536         ? 2
                                             : 8;
    std::string out{static_cast<char>((shape.final ? 0x80 : 0) | shape.reserved << 4 | opcode)};
    const auto masked = shape.masked ? 0x80u : 0u;
    out += static_cast<char>(masked | (wide == 0 ? size : wide == 2 ? 126 : 127));
    for (int i = wide - 1; i >= 0; --i) out += static_cast<char>(size >> (8 * i));
    if (!shape.masked) return out.append(payload);
    for (const auto byte : shape.mask) out += static_cast<char>(byte);
    for (std::size_t i = 0; i < size; ++i) {
        out += static_cast<char>(payload[i] ^ static_cast<char>(shape.mask[i % 4]));
    }
    return out;
}
// A first or middle fragment.
inline std::string part(int opcode, std::string_view payload) {
    return frame(opcode, payload, {.final = false});
}
inline std::string close_frame(int code, std::string_view reason = "") {
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
    return frame(kClose, payload.append(reason));
}

struct Got {
    int opcode = -1;
    bool final = false, masked = false;
    int reserved = 0;
    std::string payload;
};
// The next frame of the server.
inline Got receive(Client& client) {
    const auto head = client.bytes(2);
    if (head.size() < 2) return {};
    const auto first = static_cast<unsigned char>(head[0]);
    const auto second = static_cast<unsigned char>(head[1]);
    std::size_t size = second & 127;
    if (size >= 126) {
        std::size_t wide = 0;
        for (const char c : client.bytes(size == 126 ? 2 : 8)) {
            wide = wide * 256 + static_cast<unsigned char>(c);
        }
        size = wide;
    }
    return {first & 15, (first & 128) != 0, (second & 128) != 0, first >> 4 & 7,
            client.bytes(size)};
}
// 0 when the frame closes without a code, -1 when it does not close.
inline int close_code_of(const Got& got) {
    if (got.opcode != kClose) return -1;
    if (got.payload.size() < 2) return 0;
    return static_cast<unsigned char>(got.payload[0]) * 256 +
           static_cast<unsigned char>(got.payload[1]);
}
// Reads on until the server closes.
inline int receive_close(Client& client) {
    Got got;
    do {
        got = receive(client);
    } while (got.opcode >= 0 && got.opcode != kClose);
    return close_code_of(got);
}

}  // namespace kith::http::test

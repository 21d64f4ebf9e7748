// What all WebSockets of one loop share, so that a silent one needs none of it.
#pragma once

#include <array>

#include "http/socket_deflate.h"

namespace kith::http {

inline constexpr std::size_t kSocketReadBytes = 64 * 1024;

// On the loop's thread.
struct SocketGear {
    std::array<char, kSocketReadBytes> input;
    Inflater inflater;
    Deflater deflater;
};

}  // namespace kith::http

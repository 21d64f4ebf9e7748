// The head of an answer in wire form. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace kith::http {

enum class Framing : std::uint8_t {
    length,   // Content-Length
    chunked,  // each piece with its size
    close,    // until the connection ends (HTTP/1.0)
};

struct HeadInfo {
    Framing framing = Framing::length;
    std::uint64_t body_bytes = 0;  // for Framing::length
    bool keep_alive = true;
    bool http11 = true;
    std::string_view date;  // IMF-fixdate; left out when empty
};

// Appends status line, fields and the empty line. Adds what every answer carries (nosniff, no
// referrer, no frames; a content policy for pages) unless the response sets it.
void render_head(std::string& out, const Response& response, const HeadInfo& info);

// "Sat, 21 Nov 2026 13:00:00 GMT".
std::string http_date(std::int64_t unix_seconds);

}  // namespace kith::http

// Compressing answers that are worth it.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace kith::http {

inline constexpr std::size_t kGzipLeastBytes = 1400;  // one packet: nothing to gain below
inline constexpr std::size_t kGzipMostBytes = 256U * 1024 * 1024;

std::string gzip(std::string_view bytes);
// JSON and other text.
bool worth_compressing(std::string_view content_type);
// Compresses the body when the request accepts it, it is large enough and of a kind that shrinks.
// Streams stay.
void compress(const Request& request, Response& response);

}  // namespace kith::http

// Base64 (RFC 4648): the alphabet of section 4 with padding, that of section 5 (URLs) without.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kith {

std::string base64(std::string_view bytes);
std::string base64_url(std::string_view bytes);
// The bytes of a text in either alphabet, padded or not. Nothing when it is none: other characters,
// white space among them, or a length that no text has.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace kith

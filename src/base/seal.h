// Texts that may lie in a file and be read by nobody without the key: XChaCha20-Poly1305. Wraps
// libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace kith {

inline constexpr std::size_t kSealKeyBytes = 32;

// Encrypted and authenticated under a nonce of its own, in the alphabet of URLs: the same text
// twice gives two seals. The key has kSealKeyBytes (assert). Any thread.
std::string seal(const Secret& key, std::string_view text);

// The text; nothing for what was changed, cut, sealed with another key, or is no seal. Any thread.
std::optional<Secret> unseal(const Secret& key, std::string_view sealed);

}  // namespace kith

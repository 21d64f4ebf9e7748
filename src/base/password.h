// Hashes of PINs and passwords: argon2id. Wraps libsodium, the only user of it.
#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"

namespace kith {

// Salted, in the text form that names its own cost: "$argon2id$v=19$m=19456,t=2,p=1$…". Takes some
// 12 ms and 19 MiB. Throws Error{unavailable, "no_memory"}. Any thread.
std::string hash_password(const Secret& password);

// Whether the hash was made of this password; false for a text that is no hash. As slow as the
// hashing. Any thread.
bool password_fits(std::string_view hash, const Secret& password);

}  // namespace kith

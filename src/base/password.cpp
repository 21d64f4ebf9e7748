// See password.h.
#include "base/password.h"

#include <sodium.h>

#include <array>

#include "base/error.h"

namespace kith {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19U << 20;

void start_library() {
    // More than one thread may come here: the library takes care of that.
    require(sodium_init() >= 0, Errc::internal, "libsodium does not start");
}

}  // namespace

std::string hash_password(const Secret& password) {
    start_library();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const auto& text = password.reveal();
    const int made = crypto_pwhash_str_alg(hash.data(), text.data(), text.size(), kPasses,
                                           kMemoryBytes, crypto_pwhash_ALG_ARGON2ID13);
    require(made == 0, Errc::unavailable, "there is not enough memory for a hash", "no_memory");
    return hash.data();
}

bool password_fits(std::string_view hash, const Secret& password) {
    start_library();
    const std::string ended{hash};
    const auto& text = password.reveal();
    return crypto_pwhash_str_verify(ended.c_str(), text.data(), text.size()) == 0;
}

}  // namespace kith

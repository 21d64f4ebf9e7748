// See seal.h.
#include "base/seal.h"

#include <sodium.h>

#include <cassert>

#include "base/base64.h"
#include "base/crypto.h"
#include "base/error.h"

namespace kith {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kSealKeyBytes);

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

std::string seal(const Secret& key, std::string_view text) {
    assert(key.reveal().size() == kSealKeyBytes);
    const auto nonce = random_bytes(kNonce);
    std::string box(kNonce + text.size() + kTag, '\0');
    nonce.copy(box.data(), kNonce);
    unsigned long long size = 0;
    const int made = crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(box) + kNonce, &size, bytes(text), text.size(), nullptr, 0, nullptr, bytes(nonce),
        bytes(key.reveal()));
    require(made == 0 && size == text.size() + kTag, Errc::internal, "a text was not sealed");
    return base64_url(box);
}

std::optional<Secret> unseal(const Secret& key, std::string_view sealed) {
    if (key.reveal().size() != kSealKeyBytes) return std::nullopt;
    const auto box = from_base64(sealed);
    if (!box || box->size() < kNonce + kTag) return std::nullopt;
    std::string text(box->size() - kNonce - kTag, '\0');
    unsigned long long length = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes(text), &length, nullptr, bytes(*box) + kNonce, box->size() - kNonce, nullptr, 0,
            bytes(*box), bytes(key.reveal())) != 0)
        return std::nullopt;
    return Secret{std::move(text)};
}

}  // namespace kith

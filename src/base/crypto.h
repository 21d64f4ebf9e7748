// Hashes, random bytes and hex. Wraps OpenSSL's EVP, the only user of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace kith {

using Sha256 = std::array<std::uint8_t, 32>;
using Md5 = std::array<std::uint8_t, 16>;

Sha256 sha256(std::string_view bytes);
Sha256 hmac_sha256(std::string_view key, std::string_view bytes);
using Sha1 = std::array<std::uint8_t, 20>;
// For protocols that ask for it (the handshake of WebSockets), never for security.
Sha1 sha1(std::string_view bytes);
// For names of foreign tables and cache files only, never for security.
Md5 md5(std::string_view bytes);
// From the operating system's generator. Throws Error{internal} when it fails.
std::string random_bytes(std::size_t count);
// RSASSA-PKCS1-v1_5 with SHA-256 (RS256 of RFC 7518 3.3). The key is PEM, PKCS #8 or PKCS #1,
// without a passphrase. Throws Error{invalid, "not an RSA private key"}.
std::string rsa_sha256(std::string_view private_key_pem, std::string_view bytes);
// Lower case.
std::string hex(std::span<const std::uint8_t> bytes);
inline std::string hex(std::string_view bytes) {
    return hex(std::span{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}
// The bytes of a hex text, upper or lower case. False when it is not one.
bool unhex(std::string_view text, std::string& out);
// Takes the same time whatever the contents.
bool equal_constant_time(std::string_view a, std::string_view b);

// SHA-256 of a stream. One thread at a time.
class Sha256Stream {
  public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(Sha256Stream&&) noexcept;
    Sha256Stream& operator=(Sha256Stream&&) noexcept;
    void add(std::string_view bytes);
    // Ends the stream; call once.
    Sha256 finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kith

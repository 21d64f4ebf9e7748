// See crypto.h.
#include "base/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include "base/error.h"

namespace kith {
namespace {

template <class Digest>
Digest digest(std::string_view bytes, const EVP_MD* kind) {
    Digest out{};
    unsigned length = 0;
    const int ok = EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, kind, nullptr);
    require(ok == 1 && length == out.size(), Errc::internal, "a digest failed");
    return out;
}

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
    return digest<Sha256>(bytes, EVP_sha256());
}
Sha1 sha1(std::string_view bytes) {
    return digest<Sha1>(bytes, EVP_sha1());
}
Md5 md5(std::string_view bytes) {
    return digest<Md5>(bytes, EVP_md5());
}

Sha256 hmac_sha256(std::string_view key, std::string_view bytes) {
    Sha256 out{};
    unsigned length = 0;
    const auto* text = reinterpret_cast<const unsigned char*>(bytes.data());
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), text, bytes.size(), out.data(),
         &length);
    return out;
}

std::string rsa_sha256(std::string_view private_key_pem, std::string_view bytes) {
    using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
    const auto no_passphrase = [](char*, int, int, void*) { return -1; };
    const Bio text{
        BIO_new_mem_buf(private_key_pem.data(), static_cast<int>(private_key_pem.size())),
        BIO_free};
    const Key key{PEM_read_bio_PrivateKey(text.get(), nullptr, no_passphrase, nullptr),
                  EVP_PKEY_free};
    require(key != nullptr && EVP_PKEY_base_id(key.get()) == EVP_PKEY_RSA, Errc::invalid,
            "not an RSA private key", "private_key");
    const Context context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t length = 0;
    std::string out;
    const auto* digest = EVP_sha256();
    if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key.get()) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &length, from, bytes.size()) == 1) {
        out.resize(length);
        auto* to = reinterpret_cast<unsigned char*>(out.data());
        if (EVP_DigestSign(context.get(), to, &length, from, bytes.size()) == 1) {
            out.resize(length);
            return out;
        }
    }
    throw Error{Errc::internal, "a signature failed"};
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    const int ok =
        RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count));
    require(ok == 1, Errc::internal, "no random bytes");
    return bytes;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

bool unhex(std::string_view text, std::string& out) {
    if (text.size() % 2 != 0) return false;
    out.clear();
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = nibble(text[i]);
        const int low = nibble(text[i + 1]);
        if (high < 0 || low < 0) return false;
        out += static_cast<char>(high << 4 | low);
    }
    return true;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

struct Sha256Stream::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : state_{std::make_unique<State>()} {
    const int ok = EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
    require(ok == 1, Errc::internal, "a digest failed");
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::add(std::string_view bytes) {
    EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

Sha256 Sha256Stream::finish() {
    Sha256 out{};
    unsigned length = 0;
    EVP_DigestFinal_ex(state_->context, out.data(), &length);
    return out;
}

}  // namespace kith

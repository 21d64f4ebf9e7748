// See key_file.h.
#include "core/preferences/key_file.h"

#include "base/crypto.h"
#include "base/error.h"
#include "base/seal.h"
#include "core/preferences/file.h"

namespace kith::core {
namespace {

constexpr std::size_t kFileBytes = 4096;

std::optional<Secret> key_in(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    std::string bytes;
    if (text.size() != 2 * kSealKeyBytes || !unhex(text, bytes)) return std::nullopt;
    return Secret{std::move(bytes)};
}

}  // namespace

std::optional<Secret> KeyFile::find() const {
    if (!stamp_of(file_)) return std::nullopt;
    const auto found = read_file(file_, kFileBytes);
    return found ? key_in(found->text) : std::nullopt;
}

Secret KeyFile::find_or_make() const {
    if (const auto found = read_file(file_, kFileBytes)) {
        auto key = key_in(found->text);
        require(key.has_value(), Errc::unavailable,
                file_.filename().string() + " holds no key; it was left as it is", "key_damaged");
        return *std::move(key);
    }
    const Secret key{random_bytes(kSealKeyBytes)};
    replace_file(file_, hex(key.reveal()) + "\n");
    return key;
}

}  // namespace kith::core

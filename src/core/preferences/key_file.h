// The key that the secrets in preferences.json are sealed with: 64 hexadecimal digits in
// preferences.key, made when the first secret is kept.
#pragma once

#include <filesystem>
#include <optional>

#include "base/secret.h"

namespace kith::core {

class KeyFile {
  public:
    explicit KeyFile(std::filesystem::path file) : file_{std::move(file)} {}

    // kSealKeyBytes bytes; nothing when the file is absent or damaged.
    std::optional<Secret> find() const;
    // Makes it when it is absent, the owner's alone, durable. Throws Error{unavailable}: disk, or
    // "key_damaged" for a file that holds no key; it is left as it is.
    Secret find_or_make() const;

  private:
    std::filesystem::path file_;
};

}  // namespace kith::core

// A text that must not be seen: keys, passwords, tokens. Prints as stars; only reveal() gives it
// away.
#pragma once

#include <string>
#include <utility>

namespace kith {

class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string text) : text_{std::move(text)} {}
    bool empty() const { return text_.empty(); }
    const std::string& reveal() const { return text_; }

  private:
    std::string text_;
};

inline std::string to_string(const Secret& secret) {
    return secret.empty() ? "" : "***";
}

}  // namespace kith

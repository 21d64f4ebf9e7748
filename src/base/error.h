// The one exception of Kith: "this request (or job) is over". Normal absence is std::optional, a
// wrong call is assert.
#pragma once

#include <fmt/format.h>

#include <exception>
#include <source_location>
#include <string>
#include <string_view>

namespace kith {

enum class Errc {
    invalid,
    unauthorized,
    forbidden,
    not_found,
    conflict,
    too_large,
    busy,
    unavailable,
    upstream,
    timeout,
    cancelled,
    internal
};

std::string_view name_of(Errc code) noexcept;

// Three halves: message() may be shown to the client, reason() is a short stable word for tables
// and tests ("" when none), notes() are for the log only.
class Error : public std::exception {
  public:
    Error(Errc code, std::string message, std::string_view reason = {},
          std::source_location where = std::source_location::current());

    // Adds a line for the log: throw Error{…}.note("host {} after {}", host, waited);
    template <class... Args>
    Error&& note(fmt::format_string<Args...> text, Args&&... args) && {
        add_note(fmt::format(text, std::forward<Args>(args)...));
        return std::move(*this);
    }
    template <class... Args>
    Error& note(fmt::format_string<Args...> text, Args&&... args) & {
        add_note(fmt::format(text, std::forward<Args>(args)...));
        return *this;
    }

    Errc code() const noexcept { return code_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& reason() const noexcept { return reason_; }
    const std::string& notes() const noexcept { return notes_; }
    const char* what() const noexcept override { return message_.c_str(); }
    // "file:line" of the throw.
    std::string where() const;

  private:
    void add_note(std::string line);

    Errc code_;
    std::string message_, reason_, notes_;
    std::source_location where_;
};

// Throws Error{code, message, reason} unless the condition holds.
inline void require(bool condition, Errc code, std::string_view message,
                    std::string_view reason = {},
                    std::source_location where = std::source_location::current()) {
    if (!condition) throw Error{code, std::string{message}, reason, where};
}

}  // namespace kith

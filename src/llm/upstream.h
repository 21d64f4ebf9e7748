// What went wrong at a provider: one error type, and texts that tell it without giving a key away.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kith::llm {

// An Error{upstream} that knows the reply's status and how long the provider asked to wait. Its
// reason is "retry" when another try may help (no connection, 408, 409, 425, 429, 5xx, a stream
// that was cut), else "". Catch it as const UpstreamError& to wait as long as it says.
class UpstreamError : public Error {
  public:
    enum class Again { no, yes };
    UpstreamError(std::string message, Again again, int status = 0,
                  std::optional<std::chrono::seconds> retry_after = {},
                  std::source_location where = std::source_location::current());

    int status() const noexcept { return status_; }  // 0: there was no reply
    std::optional<std::chrono::seconds> retry_after() const noexcept { return retry_after_; }

  private:
    int status_;
    std::optional<std::chrono::seconds> retry_after_;
};

// How the messages of one kind of request begin; texts of ai.md 4.2 and 5.
struct Wording {
    std::string_view failed = "请求失败：";      // + cause
    std::string_view status = "API 错误 ";       // + code + "：" + start of the body
    std::string_view broken = "解析响应失败：";  // + cause
};

// Whether a status may change by itself.
UpstreamError::Again worth_another_try(int status);

// Texts that must not be seen, longest first, each at least kShortestSecret bytes long.
inline constexpr std::size_t kShortestSecret = 4;
using Secrets = std::span<const std::string>;

// `text` with every secret in it replaced by ***.
std::string redacted(std::string text, Secrets secrets);

// At most `limit` bytes and "…" when there were more; never cut inside a character, invalid UTF-8
// repaired.
std::string first_bytes(std::string_view text, std::size_t limit);
inline constexpr std::size_t kShownBytes = 200;

// "API 错误 429：{…}" of a reply that was not 200.
[[noreturn]] void fail_with_status(const Wording& wording, int status, std::string_view body,
                                   std::optional<std::chrono::seconds> retry_after,
                                   Secrets secrets);
// "API 错误：…" of an error that came inside a reply; `status` 0 when it told none.
[[noreturn]] void fail_inside(int status, std::string_view text, Secrets secrets);
// "解析响应失败：…".
[[noreturn]] void fail_broken(const Wording& wording, std::string_view cause);

}  // namespace kith::llm

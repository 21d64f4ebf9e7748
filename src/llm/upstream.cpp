// See upstream.h.
#include "llm/upstream.h"

#include <utility>

#include "text/utf8.h"

namespace kith::llm {
namespace {

constexpr std::string_view kStars = "***";

}  // namespace

UpstreamError::UpstreamError(std::string message, Again again, int status,
                             std::optional<std::chrono::seconds> retry_after,
                             std::source_location where)
    : Error{Errc::upstream, std::move(message), again == Again::yes ? "retry" : "", where},
      status_{status},
      retry_after_{retry_after} {}

UpstreamError::Again worth_another_try(int status) {
    const bool again = status == 408 || status == 409 || status == 425 || status == 429 ||
                       (status >= 500 && status != 501 && status != 505);
    return again ? UpstreamError::Again::yes : UpstreamError::Again::no;
}

std::string redacted(std::string text, Secrets secrets) {
    for (const auto& secret : secrets) {
        if (secret.size() < kShortestSecret) continue;
        for (auto at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + kStars.size())) {
            text.replace(at, secret.size(), kStars);
        }
    }
    return text;
}

std::string first_bytes(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text::repair_utf8(text);
    auto end = limit;
    constexpr std::size_t kLongestTail = 3;  // of one character, behind its first byte
    for (std::size_t i = 0; i <= kLongestTail && i < limit; ++i) {
        const auto first = limit - i;
        if ((static_cast<unsigned char>(text[first]) & 0xC0) == 0x80) continue;
        end = first;
        break;
    }
    // Repairing may make it longer: each damaged byte becomes three.
    auto out = text::repair_utf8(text.substr(0, end));
    return out + "…";
}

void fail_with_status(const Wording& wording, int status, std::string_view body,
                      std::optional<std::chrono::seconds> retry_after, Secrets secrets) {
    const auto shown = first_bytes(redacted(std::string{body}, secrets), kShownBytes);
    throw UpstreamError{fmt::format("{}{}：{}", wording.status, status, shown),
                        worth_another_try(status), status, retry_after};
}

void fail_inside(int status, std::string_view text, Secrets secrets) {
    const auto shown = first_bytes(redacted(std::string{text}, secrets), kShownBytes);
    if (status == 0) {
        throw UpstreamError{fmt::format("API 错误：{}", shown), UpstreamError::Again::yes};
    }
    throw UpstreamError{fmt::format("API 错误 {}：{}", status, shown), worth_another_try(status),
                        status};
}

void fail_broken(const Wording& wording, std::string_view cause) {
    throw UpstreamError{fmt::format("{}{}", wording.broken, cause), UpstreamError::Again::no};
}

}  // namespace kith::llm

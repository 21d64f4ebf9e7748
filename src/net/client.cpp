// See client.h.
#include "net/client.h"

#include <curl/curl.h>
#include <strings.h>

#include <algorithm>
#include <charconv>

namespace kith::net {
namespace {

// The number that a text consists of, without what follows a point.
std::optional<std::int64_t> whole_number(std::string_view text) {
    text = text.substr(0, text.find('.'));
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

bool public_only(const Address& address) {
    return is_public(address.view());
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& header : headers) {
        if (header.name.size() == name.size() &&
            strncasecmp(header.name.data(), name.data(), name.size()) == 0) {
            return header.value;
        }
    }
    return {};
}

Response Client::send(const Request& request, const Stop& stop) {
    std::string body;
    auto response =
        stream(request, [&](const Response&, std::string_view bytes) { body += bytes; }, stop);
    response.body = std::move(body);
    return response;
}

std::optional<std::chrono::seconds> retry_after(const Response& response, Time now) {
    const auto not_negative = [](std::int64_t seconds) {
        constexpr std::int64_t kYear = 365 * 86'400;  // whoever says more means "never"
        return std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, kYear)};
    };
    if (const auto millis = whole_number(response.header("retry-after-ms"))) {
        return not_negative(*millis / 1000 + (*millis % 1000 > 0 ? 1 : 0));
    }
    const std::string text{response.header("retry-after")};
    if (const auto seconds = whole_number(text)) return not_negative(*seconds);
    const auto date = text.empty() ? -1 : curl_getdate(text.c_str(), nullptr);
    if (date == -1) return std::nullopt;
    return not_negative(date - unix_seconds(now));
}

}  // namespace kith::net

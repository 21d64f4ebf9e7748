// See head.h.
#include "http/head.h"

#include <array>

#include "base/zone.h"

namespace kith::http {
namespace {

constexpr std::string_view kAlways =
    "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nX-Frame-Options: DENY\r\n";
constexpr std::string_view kPolicyName = "Content-Security-Policy";
constexpr std::string_view kPagePolicy =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' "
    "'unsafe-inline'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";
// Nothing but pages may load or run anything, whatever a client takes it for.
constexpr std::string_view kOtherPolicy = "default-src 'none'; frame-ancestors 'none'";

void field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

// A handler cannot bend how the body is framed.
bool is_ours(std::string_view name) {
    switch (name.size()) {
        case 4:
            return equal_ignoring_case(name, "Date");
        case 10:
            return equal_ignoring_case(name, "Connection");
        case 14:
            return equal_ignoring_case(name, "Content-Length");
        case 17:
            return equal_ignoring_case(name, "Transfer-Encoding");
        default:
            return false;
    }
}

void frame(std::string& out, const Response& response, const HeadInfo& info) {
    if (!has_body(response.status)) return;
    if (info.framing == Framing::chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    } else if (info.framing == Framing::length) {
        std::array<char, 24> digits{};
        const auto end = fmt::format_to(digits.data(), "{}", info.body_bytes);
        field(out, "Content-Length",
              {digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
}

}  // namespace

void render_head(std::string& out, const Response& response, const HeadInfo& info) {
    out += "HTTP/1.1 ";
    fmt::format_to(std::back_inserter(out), "{} ", response.status);
    out += reason_phrase(response.status);
    out += "\r\n";
    std::string_view type;
    bool policy = false;
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
        const auto [name, value] = response.headers.at(i);
        if (is_ours(name)) continue;
        if (name == "Content-Type") type = value;
        if (name == kPolicyName) policy = true;
        field(out, name, value);
    }
    frame(out, response, info);
    if (!info.date.empty()) field(out, "Date", info.date);
    out += kAlways;
    if (!policy)
        field(out, kPolicyName, type.starts_with("text/html") ? kPagePolicy : kOtherPolicy);
    if (!info.keep_alive) {
        out += "Connection: close\r\n";
    } else if (!info.http11) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

std::string http_date(std::int64_t unix_seconds) {
    constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::int64_t kDaySeconds = 86'400;
    const auto days = unix_seconds / kDaySeconds, rest = unix_seconds % kDaySeconds;
    const auto date = date_of(static_cast<Day>(days));
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                       kDays[static_cast<std::size_t>(weekday_of(static_cast<Day>(days)))],
                       date.day, kMonths[static_cast<std::size_t>(date.month - 1)], date.year,
                       rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace kith::http

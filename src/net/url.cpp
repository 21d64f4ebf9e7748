// See url.h.
#include "net/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "base/error.h"

namespace kith::net {
namespace {

struct Free {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURLU, Free>;

[[noreturn]] void refuse(std::string_view why) {
    throw Error{Errc::invalid, fmt::format("not a usable web address: {}", why), "url"};
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
    std::string out{text};
    curl_free(text);
    return out;
}

void set(CURLU* url, std::string_view text) {
    if (text.size() > kMaxUrl) refuse("too long");
    const std::string whole{text};
    if (whole.find('\0') != std::string::npos) refuse("a zero byte");
    // Not every libcurl tells of a zone that it has dropped.
    const auto bracket = whole.find('[');
    if (bracket != std::string::npos && whole.find('%', bracket) < whole.find(']', bracket))
        refuse("a network zone in it");
    // Spaces are encoded; newer versions of libcurl want to be asked for that.
    constexpr unsigned kFlags = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME;
    const auto code = curl_url_set(url, CURLUPART_URL, whole.c_str(), kFlags);
    if (code != CURLUE_OK) refuse(curl_url_strerror(code));
}

bool is_host_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' ||
           letter == '-' || letter == '_';
}

Url url_of(CURLU* handle) {
    Url url;
    url.scheme = part(handle, CURLUPART_SCHEME);
    if (url.scheme != "http" && url.scheme != "https") refuse("only http and https");
    if (!part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty()) {
        refuse("a user or password in it");
    }
    if (!part(handle, CURLUPART_ZONEID).empty()) refuse("a network zone in it");
    curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
    url.host = part(handle, CURLUPART_HOST, CURLU_URLDECODE);
    std::ranges::transform(url.host, url.host.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    if (url.host.starts_with('[') && url.host.ends_with(']')) {
        url.host = url.host.substr(1, url.host.size() - 2);
        if (!std::ranges::all_of(url.host, [](char c) {
                return c == ':' || c == '.' || (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9');
            })) {
            refuse("its host");
        }
    } else if (url.host.empty() || !std::ranges::all_of(url.host, is_host_letter)) {
        refuse("its host");
    }
    const auto port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (url.port == 0) refuse("its port");
    url.text = part(handle, CURLUPART_URL);
    return url;
}

}  // namespace

Url parse_url(std::string_view text) {
    const Handle handle{curl_url()};
    set(handle.get(), text);
    return url_of(handle.get());
}

Url join_url(const Url& base, std::string_view location) {
    const Handle handle{curl_url()};
    set(handle.get(), base.text);
    set(handle.get(), location);
    return url_of(handle.get());
}

std::string percent_encoded(std::string_view part) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : part) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                              c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (is_plain) {
            out += c;
        } else {
            out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
        }
    }
    return out;
}

}  // namespace kith::net

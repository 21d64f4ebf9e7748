// See sigv4.h.
#include "llm/aws/sigv4.h"

#include <fmt/chrono.h>

#include <algorithm>

#include "base/crypto.h"
#include "net/url.h"
#include "text/utf8.h"

namespace kith::llm::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

std::string hex_sha256(std::string_view bytes) {
    const auto sum = sha256(bytes);
    return hex(std::span{sum});
}

std::string keyed(std::string_view key, std::string_view bytes) {
    const auto sum = hmac_sha256(key, bytes);
    return {reinterpret_cast<const char*>(sum.data()), sum.size()};
}

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return out;
}

// Without spaces at the ends, runs of them as one.
std::string plain(std::string_view value) {
    std::string out;
    for (const char c : text::trim(value)) {
        if (c == ' ' && out.ends_with(' ')) continue;
        out += c;
    }
    return out;
}

std::string escaped_again(std::string_view path) {
    std::string out;
    while (true) {
        const auto slash = path.find('/');
        out += net::percent_encoded(path.substr(0, slash));
        if (slash == std::string_view::npos) return out;
        out += '/';
        path.remove_prefix(slash + 1);
    }
}

struct Canonical {
    std::string text, signed_headers;
};

Canonical canonical(const Signing& signing) {
    auto headers = signing.headers;
    for (auto& header : headers) header.name = lower(header.name);
    std::ranges::sort(headers, {}, &net::Header::name);
    Canonical out;
    std::string lines;
    for (const auto& header : headers) {
        lines += header.name + ':' + plain(header.value) + '\n';
        out.signed_headers += (out.signed_headers.empty() ? "" : ";") + header.name;
    }
    out.text = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", signing.method, escaped_again(signing.path),
                           signing.query, lines, out.signed_headers, signing.payload_hash);
    return out;
}

}  // namespace

std::string amz_date(Time time) {
    return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(unix_seconds(time)));
}

std::string authorization(const Signing& signing, const Credentials& credentials) {
    const auto stamp = amz_date(signing.time);
    const auto day = stamp.substr(0, 8);
    const auto scope = fmt::format("{}/{}/{}/aws4_request", day, signing.region, signing.service);
    const auto request = canonical(signing);
    const auto to_sign =
        fmt::format("{}\n{}\n{}\n{}", kAlgorithm, stamp, scope, hex_sha256(request.text));
    auto key = keyed("AWS4" + credentials.secret.reveal(), day);
    for (const std::string_view part :
         {std::string_view{signing.region}, std::string_view{signing.service},
          std::string_view{"aws4_request"}}) {
        key = keyed(key, part);
    }
    return fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm,
                       credentials.id, scope, request.signed_headers,
                       hex(std::string_view{keyed(key, to_sign)}));
}

}  // namespace kith::llm::aws

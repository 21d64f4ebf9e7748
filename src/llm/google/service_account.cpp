// See service_account.h.
#include "llm/google/service_account.h"

#include "base/base64.h"
#include "base/crypto.h"
#include "base/error.h"
#include "json/value.h"

namespace kith::llm::google {
namespace {

constexpr std::string_view kScope = "https://www.googleapis.com/auth/cloud-platform";
constexpr std::string_view kGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr std::chrono::hours kLife{1};
constexpr std::chrono::minutes kMargin{2};
constexpr std::chrono::milliseconds kLookEvery{20};  // at the stop, while another asks

std::string encoded(const json::object& part) {
    return base64_url(json::serialize(part));
}

}  // namespace

ServiceAccount service_account(const Secret& json_text) {
    constexpr std::string_view kWrong = "API Key 应为服务账号的 JSON";
    json::value tree;
    try {
        tree = json::parse(json_text.reveal());
    } catch (const Error&) {
        throw Error{Errc::invalid, std::string{kWrong}, "api_key"};
    }
    const auto text = [&](std::string_view key) {
        return std::string{json::text_or_empty(json::find(tree, key))};
    };
    ServiceAccount out{text("client_email"), text("private_key"), text("private_key_id"),
                       text("token_uri")};
    require(!out.client_email.empty() && !out.private_key.empty(), Errc::invalid, kWrong,
            "api_key");
    if (out.token_uri.empty()) out.token_uri = kTokenUrl;
    return out;
}

std::string signed_claim(const ServiceAccount& account, Time now) {
    json::object header{{"alg", "RS256"}, {"typ", "JWT"}};
    if (!account.private_key_id.empty()) header["kid"] = account.private_key_id;
    const json::object claim{{"iss", account.client_email},
                             {"scope", kScope},
                             {"aud", account.token_uri},
                             {"iat", unix_seconds(now)},
                             {"exp", unix_seconds(now + kLife)}};
    const auto text = encoded(header) + '.' + encoded(claim);
    return text + '.' + base64_url(rsa_sha256(account.private_key, text));
}

Secret ServiceAccountTokens::get(const Stop& stop) {
    std::unique_lock lock{mutex_, std::defer_lock};
    while (!lock.try_lock_for(kLookEvery)) stop.check();
    const auto now = clock_.now();
    if (!token_.text.empty() && now + kMargin < token_.expires) return token_.text;
    const auto account = service_account(json_text_);
    token_ = ask_for_token(
        client_, clock_, account.token_uri,
        {{"grant_type", std::string{kGrant}}, {"assertion", signed_claim(account, now)}}, stop);
    return token_.text;
}

}  // namespace kith::llm::google

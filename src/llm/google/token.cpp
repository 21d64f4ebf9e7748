// See token.h.
#include "llm/google/token.h"

#include "json/value.h"
#include "llm/exchange.h"
#include "net/url.h"

namespace kith::llm::google {
namespace {

constexpr Wording kWording{"获取访问令牌失败：", "获取访问令牌失败 ", "获取访问令牌失败："};
constexpr std::int64_t kUsualSeconds = 3600;  // when the answer does not say how long it is good

}  // namespace

Token ask_for_token(net::Client& client, const Clock& clock, const std::string& url,
                    const Form& form, const Stop& stop) {
    Post post{url, {{"Content-Type", "application/x-www-form-urlencoded"}}, {}};
    std::vector<std::string> secrets;
    for (const auto& [name, value] : form) {
        post.body += (post.body.empty() ? "" : "&") + name + '=' + net::percent_encoded(value);
        if (name != "grant_type") secrets.push_back(value);
    }
    const Exchange exchange{client, clock, kWording, std::move(secrets)};
    const auto body = exchange.whole(post, kTokenLimits, stop);
    json::value tree;
    try {
        tree = json::parse(body);
    } catch (const Error& error) {
        fail_broken(kWording, error.message());
    }
    const auto text = json::text_or_empty(json::find(tree, "access_token"));
    if (text.empty()) fail_broken(kWording, "no access_token");
    const auto* life = json::find(tree, "expires_in");
    const auto seconds = life != nullptr && life->is_int64() ? life->get_int64() : kUsualSeconds;
    return {Secret{std::string{text}}, clock.now() + std::chrono::seconds{seconds}};
}

}  // namespace kith::llm::google

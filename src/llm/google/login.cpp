// See login.h.
#include "llm/google/login.h"

namespace kith::llm::google {
namespace {

constexpr std::int64_t kMarginSeconds = 60;

}  // namespace

bool needs_refresh(const Login& login, Time now) {
    return !login.refresh_token.empty() && login.expiry - unix_seconds(now) < kMarginSeconds;
}

Login refreshed(const Login& login, net::Client& client, const Clock& clock, const Stop& stop) {
    Form form{{"grant_type", "refresh_token"},
              {"client_id", login.client_id},
              {"client_secret", login.client_secret.reveal()},
              {"refresh_token", login.refresh_token.reveal()}};
    const auto token = ask_for_token(client, clock, login.token_url, form, stop);
    auto out = login;
    out.access_token = token.text;
    out.expiry = unix_seconds(token.expires);
    return out;
}

}  // namespace kith::llm::google

// Access tokens for a Google service account: a signed claim is exchanged for one, and kept.
// Source: RFC 7515, 7519, 7523; ai.md 4.5.
#pragma once

#include <mutex>
#include <string>

#include "llm/google/token.h"

namespace kith::llm::google {

struct ServiceAccount {
    std::string client_email, private_key, private_key_id, token_uri;
};
// Of the JSON file that Google gives out. Throws Error{invalid}; the text is not in it.
ServiceAccount service_account(const Secret& json_text);

// The signed claim: RS256 over issuer, scope cloud-platform, audience, one hour from `now`.
std::string signed_claim(const ServiceAccount& account, Time now);

// Any thread; whoever comes while a token is being asked for waits for it.
class ServiceAccountTokens {
  public:
    ServiceAccountTokens(Secret json_text, net::Client& client, const Clock& clock)
        : json_text_{std::move(json_text)}, client_{client}, clock_{clock} {}
    // Kept until two minutes before it expires. Throws as service_account() and ask_for_token().
    Secret get(const Stop& stop);

  private:
    Secret json_text_;
    net::Client& client_;
    const Clock& clock_;
    std::timed_mutex mutex_;
    Token token_;
};

}  // namespace kith::llm::google

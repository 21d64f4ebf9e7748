// A user's Google login as the key of Gemini: the access token, refreshed when it is about to end.
// Source: RFC 6749, 6; ai.md 4.6.
#pragma once

#include <optional>
#include <string>

#include "llm/google/token.h"

namespace kith::llm::google {

// What is stored of a login.
struct Login {
    std::string client_id;
    Secret client_secret, access_token, refresh_token;
    std::int64_t expiry{};  // Unix seconds; 0: not known
    std::string token_url{kTokenUrl};
};

// True when fewer than 60 s remain (or nobody knows) and there is something to refresh it with.
bool needs_refresh(const Login& login, Time now);

// The login with a new access token and expiry, for the caller to store. Throws as ask_for_token().
Login refreshed(const Login& login, net::Client& client, const Clock& clock, const Stop& stop);

}  // namespace kith::llm::google

// Asks Google's token endpoint for an access token. Source: RFC 6749 (4, 6) and RFC 7523 (2.1);
// developers.google.com/identity/protocols/oauth2/service-account.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "base/stop.h"
#include "net/client.h"

namespace kith::llm::google {

inline constexpr std::string_view kTokenUrl = "https://oauth2.googleapis.com/token";

struct Token {
    Secret text;
    Time expires{};
};

using Form = std::vector<std::pair<std::string, std::string>>;

// Throws as Exchange::whole, its texts beginning with 获取访问令牌失败; none of `form`'s values is
// in them. At most 30 s.
Token ask_for_token(net::Client& client, const Clock& clock, const std::string& url,
                    const Form& form, const Stop& stop);

}  // namespace kith::llm::google

// See client.h.
#include "net/client.h"

#include <strings.h>

namespace kith::net {

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

}  // namespace kith::net

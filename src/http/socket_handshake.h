// The opening handshake of a WebSocket, section 4.2 of RFC 6455.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "http/socket_deflate.h"

namespace kith::http {

// Is it one at all? Whoever asks a socket's path without these two is told to upgrade.
bool asks_for_socket(const Request& request);

struct Handshake {
    std::string accept;  // the answer to the client's key
    std::optional<DeflateTerms> deflate;
};
// Throws Error{invalid}: reason "upgrade_required" for another version than 13, "bad_handshake" for
// a key that is not 16 bytes in base64 or a body. Subprotocols are not ours: none is chosen.
Handshake read_handshake(const Request& request);
// The head of the answer, with its empty line.
std::string to_head(const Handshake& handshake);

}  // namespace kith::http

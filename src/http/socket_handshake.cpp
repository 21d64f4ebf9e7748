// See socket_handshake.h.
#include "http/socket_handshake.h"

#include <algorithm>

#include "base/base64.h"
#include "base/crypto.h"

namespace kith::http {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::string_view kVersion = "13";
constexpr std::size_t kKeyChars = 24;  // 16 bytes, the last two characters are padding

bool is_base64(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
}

// Sixteen bytes leave four bits over in the last character.
bool is_key(std::string_view key) {
    return key.size() == kKeyChars && key.ends_with("==") &&
           std::ranges::all_of(key.substr(0, kKeyChars - 2), is_base64) &&
           std::string_view{"AQgw"}.find(key[kKeyChars - 3]) != std::string_view::npos;
}

}  // namespace

bool asks_for_socket(const Request& request) {
    return request.method == Method::get &&
           list_holds(request.headers.get("Connection"), "upgrade") &&
           list_holds(request.headers.get("Upgrade"), "websocket");
}

Handshake read_handshake(const Request& request) {
    const auto& headers = request.headers;
    require(headers.get("Sec-WebSocket-Version") == kVersion, Errc::invalid,
            "this server speaks version 13", "upgrade_required");
    const auto key = headers.get("Sec-WebSocket-Key");
    const bool one = headers.count("Sec-WebSocket-Key") == 1;
    require(one && is_key(key), Errc::invalid, "bad Sec-WebSocket-Key", "bad_handshake");
    require(request.body.empty(), Errc::invalid, "a handshake has no body", "bad_handshake");
    const auto digest = sha1(std::string{key}.append(kGuid));
    return {base64({reinterpret_cast<const char*>(digest.data()), digest.size()}),
            accept_deflate(headers)};
}

std::string to_head(const Handshake& handshake) {
    std::string head =
        "HTTP/1.1 101 Switching Protocols\r\n"
        "Connection: Upgrade\r\n"
        "Upgrade: websocket\r\n"
        "Sec-WebSocket-Accept: ";
    head += handshake.accept;
    head += "\r\n";
    if (handshake.deflate) {
        head += "Sec-WebSocket-Extensions: " + to_header(*handshake.deflate) + "\r\n";
    }
    // What every answer carries.
    head +=
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "X-Frame-Options: DENY\r\n\r\n";
    return head;
}

}  // namespace kith::http

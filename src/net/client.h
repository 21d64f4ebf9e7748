// Outgoing HTTP: what is asked, what comes back, and the seam that tests replace.
//
//     const auto reply = client.send({.url = "https://example.org/a.jpg", .max_bytes = 5 << 20},
//     stop); if (reply.status == 200) save(reply.body, reply.header("content-type"));
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"
#include "base/time.h"
#include "net/address.h"

namespace kith::net {

// Which addresses a request may be sent to; asked for every address of a hop. Empty: all.
using AddressPolicy = std::function<bool(const Address&)>;
// The default: is_public().
bool public_only(const Address& address);

struct Header {
    std::string name, value;
};

struct Request {
    std::string method = "GET";
    std::string url;  // http or https, without user and password
    std::vector<Header> headers;
    std::string body;
    AddressPolicy addresses = public_only;          // of the origin in `url`
    AddressPolicy redirects = public_only;          // of any other origin that a redirect leads to
    std::size_t max_bytes = std::size_t{16} << 20;  // of the reply's body
    int max_redirects = 5;                          // 0: a redirect is the reply
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds timeout{60'000};  // for everything; 0: none (streams)
    std::chrono::milliseconds first_byte{0};    // of a hop, until its head is there; 0: any
    std::chrono::seconds silence{30};           // without a byte; 0: any
};

struct Response {
    int status = 0;
    std::vector<Header> headers;  // in order, as sent
    std::string body;             // empty for stream()
    std::string url;              // of the last hop

    // The first header of that name, in any case; "" when absent.
    std::string_view header(std::string_view name) const;
};

// Pieces of the body as they arrive, with the head they belong to; on the calling thread. It may
// throw to end the request.
using OnBytes = std::function<void(const Response& head, std::string_view bytes)>;

// Any thread, any number at once.
//
// A reply of any status is a reply. Throws Error: invalid (the URL, a header or the method),
// forbidden/"address" (the policy refuses an address or hop), too_large (max_bytes), timeout,
// upstream (no connection, broken reply, too many redirects), busy (too many requests at once), and
// what Stop throws, within 50 ms of the request to stop.
class Client {
  public:
    virtual ~Client() = default;

    // The whole reply.
    Response send(const Request& request, const Stop& stop);
    // The reply's body through `on_bytes`; a redirect that is followed gives none.
    virtual Response stream(const Request& request, const OnBytes& on_bytes, const Stop& stop) = 0;
};

// How long the server asks to wait before the next try: Retry-After as seconds or as a date (RFC
// 9110 10.2.3), or retry-after-ms. Never negative; nothing when it does not say.
std::optional<std::chrono::seconds> retry_after(const Response& response, Time now);

}  // namespace kith::net

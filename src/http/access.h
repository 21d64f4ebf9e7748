// Which Host names and Origins are ours: against DNS rebinding and requests forged by other web
// pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace kith::http {

struct Access {
    std::vector<std::string> hosts;    // further names of this server, without port
    std::vector<std::string> origins;  // further allowed origins: "https://kith.example"
};

// The name in a Host header, without port and brackets; "" when it is none.
std::string_view host_name(std::string_view host);
// localhost, *.localhost, 127.0.0.0/8, ::1.
bool is_loopback_name(std::string_view name);

// A loopback name, a name of the settings, or the address the client connected to. A request
// without Host passes: the server refuses it before, where HTTP requires one.
bool host_allowed(const Access& access, const Request& request);
// Our own origin (http or https with this request's Host), http://localhost, 127.0.0.1 or [::1] on
// any port, or one of the settings. "null" never is.
bool origin_allowed(const Access& access, const Request& request, std::string_view origin);

}  // namespace kith::http

// Conditional requests: an answer that the client has already is 304 without a body.
#pragma once

#include <string>
#include <string_view>

#include "http/call.h"

namespace kith::http {

// A quoted tag of the contents.
std::string etag_of(std::string_view body);
// Whether If-None-Match names this tag (weak comparison) or is "*".
bool has_current(const Call& call, std::string_view etag);
Response not_modified(std::string_view etag);
// Sets the tag of the body on a 200, or makes it a 304 when the client has it.
Response with_etag(const Call& call, Response response);

}  // namespace kith::http

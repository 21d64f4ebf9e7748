// A dialect of HTTP: how one family of paths wraps payloads and words errors.
#pragma once

#include <functional>
#include <string>

#include "base/error.h"
#include "http/call.h"
#include "http/events.h"
#include "http/message.h"
#include "json/schema.h"

namespace kith::http {

// What "/api/x/" means when only "/api/x" exists.
enum class TrailingSlash {
    exact,      // another path: 404
    redirects,  // 301 for GET and HEAD, 307 otherwise
};

struct Surface {
    std::string name;
    // Absent: the payload goes out as it is and `void` is 204. Given null for `void`.
    std::function<json::value(json::value payload, const Call&)> wrap;
    // What wrap() does to the schema of a payload, for the description. Absent: nothing.
    std::function<json::value(json::value schema)> dress_schema;
    // The whole answer to an error. For errors of the router itself (404, 405, 413 …) the status is
    // set afterwards.
    std::function<Response(const Error&, const Call&)> fail;
    json::value (*error_schema)(json::Schemas&) = nullptr;  // of its body, for the description
    // What a stream says that fails after its first event. Absent: it just ends.
    std::function<void(const Error&, EventStream&)> fail_stream;
    TrailingSlash trailing_slash = TrailingSlash::exact;
    // How bodies are read: key case, bytes after the value.
    json::ReadOptions reading = {};
};

}  // namespace kith::http

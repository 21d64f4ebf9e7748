// One registered route: what to run, where, under which limits, and how it is described.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "http/call.h"
#include "http/events.h"
#include "http/message.h"
#include "http/socket.h"
#include "http/surface.h"
#include "json/schema.h"

namespace kith::http {

inline constexpr std::size_t kBodyBytes = 1024 * 1024;  // unless a route says otherwise

// Which threads run a route. `immediate` runs on the thread that reads sockets: only for handlers
// that neither wait nor compute (health). `waits` is for handlers that mostly wait for others, such
// as for a commit: it has many threads, so that many of them wait for the same one.
enum class Lane : std::uint8_t { immediate, quick, slow, stream, waits };

enum class Kind : std::uint8_t { text, integer, boolean };

// A query parameter as the description shows it.
struct QueryParameter {
    std::string name, about;
    Kind kind = Kind::text;
    bool required = false;
};

struct Description {
    std::string summary, tag;
    std::vector<QueryParameter> query;
};

// How a type appears in the description; null for a body or answer that is no JSON.
using SchemaOf = json::value (*)(json::Schemas&);

struct Endpoint {
    Method method = Method::get;
    std::string path;                     // "/api/message/{message_id}"
    std::vector<std::string> parameters;  // names in order
    const Surface* surface = nullptr;
    Lane lane = Lane::quick;
    std::size_t body_bytes = kBodyBytes;
    std::vector<Guard> guards;
    // Exactly one of these is set.
    std::function<Response(Call&)> run;
    std::function<void(Call&, EventStream&)> stream;
    SocketFactory socket;
    SocketLimits socket_limits;
    // For the description.
    Description about;
    SchemaOf body_schema = nullptr;
    SchemaOf answer_schema = nullptr;
    std::string body_type;  // of a body that is no JSON, "application/octet-stream"
    int success = 200;
};

}  // namespace kith::http

// Requests and responses as handlers see them. No socket, no third-party type.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/stop.h"
#include "json/value.h"

namespace kith::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
inline constexpr int kMethodCount = 8;
std::string_view name_of(Method method);
// Upper case as on the wire; anything unknown is Method::other.
Method method_named(std::string_view name);

// Header fields in order. Names compare without case. One text buffer, so that reuse allocates
// nothing.
class Headers {
  public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

    // The first value, "" when absent. Valid until the next change.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    // Appends. Carriage returns, line feeds and NUL in either become spaces: no header can be
    // smuggled in.
    void add(std::string_view name, std::string_view value);
    // Replaces all of this name.
    void set(std::string_view name, std::string_view value);
    void erase(std::string_view name);
    void clear();
    std::size_t size() const { return fields_.size(); }
    std::pair<std::string_view, std::string_view> at(std::size_t i) const;

  private:
    struct Field {
        std::uint32_t name, name_bytes, value, value_bytes;
    };
    std::string text_;
    std::vector<Field> fields_;
};

bool equal_ignoring_case(std::string_view a, std::string_view b);
// True when the comma-separated list holds the token, without case and parameters ("gzip;q=1" holds
// gzip, "gzip;q=0" does not).
bool list_holds(std::string_view list, std::string_view token);

struct Request {
    Method method = Method::get;
    std::string target;  // raw, as sent: "/api/x%20y?q=1"
    Headers headers;
    std::string body;
    std::string peer;   // "127.0.0.1:50412"; empty in process
    std::string local;  // address the client connected to, without port; empty in process

    // Raw path and raw query; views into target. "" when the target is not a path.
    std::string_view path() const;
    std::string_view query() const;
};

// Where a streamed body goes.
class ByteSink {
  public:
    virtual ~ByteSink() = default;
    // Blocks while the client is slower than we are. Throws Error{cancelled} when it left or
    // everything stops.
    virtual void write(std::string_view bytes) = 0;
};

struct Response {
    // Writes the body piece by piece on a pool thread, after the handler returned. What it throws
    // after its first byte breaks the connection, so that a cut download never looks whole.
    using Producer = std::function<void(ByteSink& out, const Stop& stop)>;

    int status = 200;
    Headers headers;
    std::string body;
    Producer producer;                            // used instead of body when set
    std::optional<std::uint64_t> producer_bytes;  // length when known beforehand, otherwise chunked
};

// 400 … 500 for a code; busy and unavailable are 503, upstream 502, timeout 504, cancelled 503.
int status_of(Errc code);
// Knows the router's own reasons too: method_not_allowed 405, request_timeout 408, uri_too_long
// 414, misdirected 421, too_many_requests 429, headers_too_large 431.
int status_of(const Error& error);
std::string_view reason_phrase(int status);

inline constexpr std::string_view kJsonType = "application/json; charset=utf-8";
inline constexpr std::string_view kTextType = "text/plain; charset=utf-8";
inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

Response json_response(int status, const json::value& payload);
// `text` is JSON already.
Response json_text(int status, std::string text);
Response text_response(int status, std::string text, std::string_view type = kTextType);
Response no_content();
// status: 301, 302, 303, 307 or 308.
Response redirect(std::string_view location, int status = 302);
Response bytes_response(std::string bytes, std::string_view type);

// Content-Disposition per RFC 6266: an ASCII fallback and filename* in UTF-8.
std::string attachment(std::string_view file_name);
// A body offered for saving under `file_name`. The type is guessed from its extension when `type`
// is empty.
Response download(std::string bytes, std::string_view file_name, std::string_view type = {});
// The same, written piece by piece.
Response download(Response::Producer producer, std::string_view file_name,
                  std::string_view type = {}, std::optional<std::uint64_t> bytes = {});
// "image/png" for "x.PNG"; application/octet-stream when unknown.
std::string_view type_of_name(std::string_view file_name);

// 201 with a payload: return http::created(view(message));
template <class T>
struct Created {
    T payload;
};
template <class T>
Created<T> created(T payload) {
    return {std::move(payload)};
}

// The body as one text, running the producer when there is one. For tests and the command line.
std::string whole_body(const Response& response, const Stop& stop = {});

}  // namespace kith::http

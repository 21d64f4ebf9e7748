// One request as a handler sees it: body, query, path, headers, caller, stop. No services.
#pragma once

#include <any>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"
#include "http/message.h"
#include "http/target.h"
#include "json/read.h"

namespace kith::http {

// A path parameter: its name in the route, its value as sent.
struct PathValue {
    std::string_view name;  // lives in the route
    std::string_view raw;   // lives in the request
};

// One thread at a time.
class Call {
  public:
    Call(const Request& request, std::vector<PathValue> path_values, Stop stop,
         json::ReadOptions reading = {})
        : request_{request},
          path_values_{std::move(path_values)},
          stop_{std::move(stop)},
          reading_{reading} {}
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    // By the surface's rules of reading (Surface::reading). Throws Error{invalid} that names the
    // wrong field's path.
    template <class T>
    T body() const {
        return json::read<T>(request_.body, reading_);
    }
    const std::string& body_text() const { return request_.body; }

    // The first of this name; see query_value() for broken encodings.
    std::optional<std::string> query(std::string_view name) const;
    std::string query_or(std::string_view name, std::string_view fallback) const;
    std::vector<std::string> query_all(std::string_view name) const;
    // Leading digits count: "12abc" is 12; absent or unparsable is the fallback.
    std::int64_t query_int(std::string_view name, std::int64_t fallback) const;
    // Nothing when absent. Throws Error{invalid} unless the whole value is an integer.
    std::optional<std::int64_t> query_whole(std::string_view name) const;
    // True only for exactly this literal: query_is("refresh", "1").
    bool query_is(std::string_view name, std::string_view literal) const;

    // The parameter `{name}` of the route, percent-decoded once. Throws Error{invalid} when its
    // encoding is broken. A name that the route does not have is a bug: assert.
    std::string path(std::string_view name) const;
    // The first value, "" when absent.
    std::string_view header(std::string_view name) const { return request_.headers.get(name); }
    // The first cookie of this name.
    std::optional<std::string> cookie(std::string_view name) const;

    // Requested when the client leaves, the deadline passes or the server stops.
    const Stop& stop() const { return stop_; }
    const Request& request() const { return request_; }

    // Who calls. Guards put it, handlers read it; null when nobody put this type.
    template <class T>
    void set_caller(T who) {
        caller_ = std::move(who);
    }
    template <class T>
    const T* caller() const {
        return std::any_cast<T>(&caller_);
    }

    // A header of the coming answer, whatever it will be (Set-Cookie, Retry-After).
    void reply_header(std::string_view name, std::string_view value) {
        reply_headers_.add(name, value);
    }
    const Headers& reply_headers() const { return reply_headers_; }

  private:
    const Request& request_;
    std::vector<PathValue> path_values_;
    Stop stop_;
    json::ReadOptions reading_;
    std::any caller_;
    Headers reply_headers_;
};

// Runs before the handler. Throws to refuse (unauthorized, forbidden, unavailable); may set the
// caller.
using Guard = std::function<void(Call&)>;

}  // namespace kith::http

// Surfaces and requests that several tests use.
#pragma once

#include <string>

#include "http/router.h"

namespace kith::http::test {

// {"ok":true,"data":…} and {"ok":false,"why":…,"reason":…}.
inline Surface wrapped(std::string name = "wrapped") {
    return {.name = std::move(name),
            .wrap = [](json::value payload, const Call&) -> json::value {
                json::object body{{"ok", true}};
                if (!payload.is_null()) body["data"] = std::move(payload);
                return body;
            },
            .fail =
                [](const Error& error, const Call&) {
                    return json_response(
                        status_of(error.code()),
                        {{"ok", false}, {"why", error.message()}, {"reason", error.reason()}});
                }};
}

// The payload as it is; every error is 400 {"error":…}, to show which statuses are the router's.
inline Surface plain(std::string name = "plain") {
    return {.name = std::move(name), .fail = [](const Error& error, const Call&) {
                return json_response(400, {{"error", error.message()}});
            }};
}

inline Request request(Method method, std::string target, std::string body = {},
                       Headers headers = {}) {
    Request out;
    out.method = method;
    out.target = std::move(target);
    out.body = std::move(body);
    out.headers = std::move(headers);
    return out;
}

inline Request get(std::string target, Headers headers = {}) {
    return request(Method::get, std::move(target), {}, std::move(headers));
}

}  // namespace kith::http::test

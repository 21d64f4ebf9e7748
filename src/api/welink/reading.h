// How bodies are read on surface W, and how it says that one is wrong.
#pragma once

#include "base/error.h"
#include "http/call.h"

namespace kith::api::welink {

// Throws Error{invalid} in the words of the surface (AI contract §1.1); what is wrong is noted.
template <class Body>
Body read_body(const http::Call& call) {
    try {
        return json::read<Body>(
            call.body_text(), {.keys = json::Keys::any_case, .trailing = json::Trailing::ignored});
    } catch (const Error& error) {  // the surface has one text for all of them
        throw Error{Errc::invalid, "请求格式错误", "body"}.note("{}", error.message());
    }
}

}  // namespace kith::api::welink

// Registering routes: on.get("/api/message/{message_id}", [&](http::Call& call) { return view(…);
// });
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "http/endpoint.h"
#include "json/write.h"

namespace kith::http {

class Router;

namespace detail {

// The body type of a handler (Call&, Body) or (Call&, EventStream&, Body); void when it takes none.
template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class C, class... Args>
struct Signature<R (C::*)(Args...) const> : Signature<R(Args...)> {};
template <class R, class C, class... Args>
struct Signature<R (C::*)(Args...)> : Signature<R(Args...)> {};
template <class R, class... Args>
struct Signature<R (*)(Args...)> : Signature<R(Args...)> {};
template <class R>
struct Signature<R(Call&)> {
    using Body = void;
};
template <class R, class B>
struct Signature<R(Call&, B)> {
    using Body = std::remove_cvref_t<B>;
};
template <class R>
struct Signature<R(Call&, EventStream&)> {
    using Body = void;
};
template <class R, class B>
struct Signature<R(Call&, EventStream&, B)> {
    using Body = std::remove_cvref_t<B>;
};

template <class H, class Body>
struct ResultOf {
    using Type = std::invoke_result_t<const H&, Call&, Body>;
};
template <class H, class Body>
    requires std::is_invocable_v<const H&, Call&>
struct ResultOf<H, Body> {
    using Type = std::invoke_result_t<const H&, Call&>;
};

template <class T>
json::value body_schema(json::Schemas& schemas) {
    return schemas.of<T>(json::Use::read);
}
template <class T>
json::value answer_schema(json::Schemas& schemas) {
    return schemas.of<T>(json::Use::written);
}

template <class T>
struct Payload {
    using Type = T;
    static constexpr int success = 200;
};
template <class T>
struct Payload<Created<T>> {
    using Type = T;
    static constexpr int success = 201;
};

// JSON text in the surface's clothes. `text` is "" for void.
Response dress(const Surface& surface, const Call& call, int status, std::string text);

template <class Run>
Response answer(const Surface& surface, const Call& call, Run run) {
    using Result = std::remove_cvref_t<decltype(run())>;
    if constexpr (std::is_void_v<Result>) {
        run();
        return dress(surface, call, 200, {});
    } else if constexpr (std::is_same_v<Result, Response>) {
        return run();
    } else if constexpr (json::is_a<Result, Created>) {
        return dress(surface, call, 201, json::write(run().payload));
    } else {
        return dress(surface, call, 200, json::write(run()));
    }
}

}  // namespace detail

// A route just registered; its settings may still be changed, before the server starts.
class Route {
  public:
    explicit Route(Endpoint& endpoint) : endpoint_{&endpoint} {}
    // Runs among the slow ones.
    Route& slow();
    // Runs among those that mostly wait, such as for a commit.
    Route& waits();
    // Runs on the thread that reads sockets. Only for handlers that neither wait nor compute.
    Route& immediate();
    Route& body_limit(std::size_t bytes);
    // Summary and query parameters; a path parameter needs no words here.
    Route& describe(Description about);
    Route& summary(std::string text);
    // Of a handler that makes its Response itself: what is in it, for the description.
    template <class T>
    Route& answers(int status = 200) {
        endpoint_->answer_schema = &detail::answer_schema<T>;
        endpoint_->success = status;
        return *this;
    }
    // The body is no JSON but bytes of this media type.
    Route& takes(std::string media_type);

  private:
    Endpoint* endpoint_;
};

// A small handle: copy it, narrow it. Handlers are callables (Call&) or (Call&, Body) that return a
// described struct, a list, json::value, Created<…>, Response, or nothing. Registering two routes
// of one method and shape throws Error{internal}.
class Routes {
  public:
    Routes(Router& router, const Surface& surface) : router_{&router}, surface_{&surface} {}

    template <class H>
    Route get(std::string_view path, H handler) const {
        return add(Method::get, path, std::move(handler));
    }
    template <class H>
    Route post(std::string_view path, H handler) const {
        return add(Method::post, path, std::move(handler));
    }
    template <class H>
    Route put(std::string_view path, H handler) const {
        return add(Method::put, path, std::move(handler));
    }
    template <class H>
    Route patch(std::string_view path, H handler) const {
        return add(Method::patch, path, std::move(handler));
    }
    template <class H>
    Route del(std::string_view path, H handler) const {
        return add(Method::del, path, std::move(handler));
    }
    // For handlers that read call.body<Body>() themselves: the description learns the type.
    template <class Body, class H>
    Route post(std::string_view path, H handler) const {
        return add_with<Body>(Method::post, path, std::move(handler));
    }
    template <class Body, class H>
    Route put(std::string_view path, H handler) const {
        return add_with<Body>(Method::put, path, std::move(handler));
    }
    template <class Body, class H>
    Route patch(std::string_view path, H handler) const {
        return add_with<Body>(Method::patch, path, std::move(handler));
    }
    template <class Body, class H>
    Route del(std::string_view path, H handler) const {
        return add_with<Body>(Method::del, path, std::move(handler));
    }
    // Handler: (Call&, EventStream&) or (Call&, EventStream&, Body).
    template <class H>
    Route stream(std::string_view method, std::string_view path, H handler) const;
    // The lane is that of the Socket's methods; guards and factory run in the quick one.
    Route socket(std::string_view path, SocketLimits limits, SocketFactory factory) const;

    // Routes registered through these run in the slow lane, in the waiting lane, behind a further
    // guard, with another body limit, under a tag of the description. Where the body limit is above
    // kBodyBytes, guards run before a large body is read and once more with it: they must not use
    // anything up.
    [[nodiscard]] Routes slow() const;
    [[nodiscard]] Routes waits() const;
    [[nodiscard]] Routes guarded(Guard guard) const;
    [[nodiscard]] Routes body_limit(std::size_t bytes) const;
    [[nodiscard]] Routes tagged(std::string tag) const;

  private:
    template <class H>
    Route add(Method method, std::string_view path, H handler) const {
        return add_with<typename detail::Signature<H>::Body>(method, path, std::move(handler));
    }
    template <class Body, class H>
    Route add_with(Method method, std::string_view path, H handler) const;
    Endpoint draft(Method method, std::string_view path) const;
    Route enter(Endpoint endpoint) const;

    Router* router_;
    const Surface* surface_;
    Lane lane_ = Lane::quick;
    std::size_t body_bytes_ = kBodyBytes;
    std::vector<Guard> guards_;
    std::string tag_;
};

template <class Body, class H>
Route Routes::add_with(Method method, std::string_view path, H handler) const {
    auto endpoint = draft(method, path);
    constexpr bool takes_call_only = std::is_invocable_v<const H&, Call&>;
    endpoint.run = [surface = surface_, handler = std::move(handler)](Call& call) {
        return detail::answer(*surface, call, [&]() -> decltype(auto) {
            if constexpr (takes_call_only) {
                return handler(call);
            } else {
                return handler(call, call.body<Body>());
            }
        });
    };
    if constexpr (!std::is_void_v<Body>) endpoint.body_schema = &detail::body_schema<Body>;
    using Result = std::remove_cvref_t<typename detail::ResultOf<H, Body>::Type>;
    if constexpr (!std::is_void_v<Result> && !std::is_same_v<Result, Response>) {
        using Shown = detail::Payload<Result>;
        endpoint.answer_schema = &detail::answer_schema<typename Shown::Type>;
        endpoint.success = Shown::success;
    }
    return enter(std::move(endpoint));
}

template <class H>
Route Routes::stream(std::string_view method, std::string_view path, H handler) const {
    using Body = typename detail::Signature<H>::Body;
    auto endpoint = draft(method_named(method), path);
    endpoint.lane = Lane::stream;
    endpoint.stream = [handler = std::move(handler)](Call& call, EventStream& out) {
        if constexpr (std::is_void_v<Body>) {
            handler(call, out);
        } else {
            handler(call, out, call.body<Body>());
        }
    };
    if constexpr (!std::is_void_v<Body>) endpoint.body_schema = &detail::body_schema<Body>;
    return enter(std::move(endpoint));
}

}  // namespace kith::http

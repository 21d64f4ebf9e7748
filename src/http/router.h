// All routes and surfaces of the server: finds the route, runs guards and handler, words every
// error in the dialect of its path. Knows no socket.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/access.h"
#include "http/endpoint.h"
#include "http/route_tree.h"
#include "http/routes.h"

namespace kith::http {

// What the router makes of a request's head.
struct Match {
    enum class Verdict : std::uint8_t {
        found,
        preflight,  // OPTIONS: 204
        redirect,   // trailing slash
        fallback,   // not a path of any surface: static files
        not_found,
        method_not_allowed,
        foreign_host,    // 421
        foreign_origin,  // 403
        not_a_path,      // 400
    };
    Verdict verdict = Verdict::not_found;
    const Endpoint* endpoint = nullptr;  // when found
    const Surface* surface = nullptr;    // by longest prefix; null outside all of them
    std::vector<PathValue> values;
    std::string detail;  // Allow list, or redirect target

    Lane lane() const { return endpoint ? endpoint->lane : Lane::quick; }
    std::size_t body_bytes() const { return endpoint ? endpoint->body_bytes : kBodyBytes; }
};

// Registration on one thread before the first request; afterwards const and safe from any thread.
class Router {
  public:
    explicit Router(Access access = {});
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // A surface with the path prefixes whose errors it words ("/api/v1/", "/health"). A prefix
    // matches whole parts: "/x" covers "/x" and "/x/y", not "/xy". Throws Error{internal} when a
    // prefix is taken.
    Routes surface(Surface surface, const std::vector<std::string>& prefixes);
    // Answers GET and HEAD of paths outside all surfaces, on a quick thread. Without one, or when
    // it throws not_found: 404 as an HTML page.
    void fallback(std::function<Response(Call&)> handler);

    // The whole way of a request without sockets. A stream's events come back as the body.
    Response handle(const Request& request, const Stop& stop = {}) const;

    // The steps of handle(), for the server. The match's values view into the request.
    Match match(const Request& request) const;
    // Guards and handler. Nothing when the answer went to `sink`. Never throws.
    std::optional<Response> answer(const Match& match, const Request& request, const Stop& stop,
                                   StreamSink& sink) const;
    // The guards alone, before a large body is read for nothing: the reply of the one that refuses.
    // Never throws.
    std::optional<Response> refusal(const Match& match, const Request& request,
                                    const Stop& stop) const;
    // Guards and factory of a socket route. A null socket means `refusal` is to be sent. Never
    // throws.
    std::unique_ptr<Socket> open_socket(const Match& match, const Request& request,
                                        const Stop& stop, Response& refusal) const;
    // The error reply of this request's path, with status_of(error) (413, 408, 431, 503 …).
    Response refuse(const Request& request, const Error& error) const;

    // In order of registration.
    const std::vector<std::unique_ptr<Endpoint>>& endpoints() const { return endpoints_; }
    const Surface* surface_of(std::string_view path) const;

  private:
    friend class Routes;
    Endpoint& enter(Endpoint endpoint);
    void allow_origin(const Request& request, Call& call) const;
    std::optional<Response> run(const Match& match, Call& call, StreamSink& sink) const;
    Response run_fallback(Call& call) const;
    // Which error a match stands for that found nothing to run.
    static Error error_of(const Match& match);
    Response refuse(const Match& match, const Call& call) const;

    Access access_;
    std::vector<std::unique_ptr<Surface>> surfaces_;
    std::vector<std::pair<std::string, const Surface*>> prefixes_;  // longest first
    std::vector<std::unique_ptr<Endpoint>> endpoints_;
    RouteTree tree_;
    std::function<Response(Call&)> fallback_;
};

}  // namespace kith::http

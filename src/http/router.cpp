// See router.h.
#include "http/router.h"

#include <algorithm>

#include "base/log.h"

namespace kith::http {
namespace {

constexpr std::string_view kAllowHeaders =
    "Content-Type, Authorization, X-API-Key, X-Request-ID, X-Tenant-ID, X-WeLink-Token, "
    "X-Demo-Password";
constexpr std::string_view kAllowMethods = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
constexpr std::string_view kPreflightSeconds = "600";

bool changes_state(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

bool covers(std::string_view prefix, std::string_view path) {
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

std::string allow_list(const std::array<bool, kMethodCount>& methods) {
    std::string list;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        const auto method = static_cast<Method>(i);
        if (!methods[i] || method == Method::other || method == Method::options) continue;
        list += name_of(method);
        list += ", ";
    }
    return list + "OPTIONS";
}

// Outside all surfaces people look at pages, not at JSON.
Response error_page(int status) {
    return text_response(
        status,
        fmt::format("<!doctype html><html><head><meta charset=\"utf-8\"><title>{0} {1}</title>"
                    "</head><body><h1>{0} {1}</h1><p><a href=\"/\">Kith</a></p></body></html>",
                    status, reason_phrase(status)),
        kHtmlType);
}

// The route's pattern, not the path: a path may hold names of people.
std::string_view pattern_of(const Match& match) {
    return match.endpoint ? std::string_view{match.endpoint->path} : "(no route)";
}

void log_error(const Error& error, const Match& match) {
    const auto write = [&](log::Level level) {
        if (!log::enabled(level)) return;
        log::write(level,
                   fmt::format("{} {}: {} at {}; {}", pattern_of(match), name_of(error.code()),
                               error.message(), error.where(), error.notes()));
    };
    if (error.code() == Errc::internal) return write(log::Level::error);
    if (error.code() == Errc::upstream) return write(log::Level::warn);
    write(log::Level::debug);
}

// What the client may see.
Error shown(const Error& error) {
    if (error.code() != Errc::internal) return error;
    return Error{Errc::internal, "internal error"};
}

Response word(const Surface* surface, const Error& error, const Call& call) {
    if (!surface) return error_page(status_of(error));
    if (!surface->fail) {
        return json_response(status_of(error), {{"error", error.message()}});
    }
    try {
        return surface->fail(error, call);
    } catch (const std::exception& failed) {
        log::error("surface {} could not word an error: {}", surface->name, failed.what());
        return json_response(500, {{"error", "internal error"}});
    }
}

void add_all(const Headers& extra, Response& response) {
    for (std::size_t i = 0; i < extra.size(); ++i) {
        const auto [name, value] = extra.at(i);
        response.headers.add(name, value);
    }
}

Error internal_from(const std::exception& thrown) {
    return Error{Errc::internal, thrown.what()};
}

// Calls `work`; whatever it throws comes back as an Error.
template <class Work>
std::optional<Error> caught(Work work) {
    try {
        work();
        return {};
    } catch (const Error& error) {
        return error;
    } catch (const std::exception& thrown) {
        return internal_from(thrown);
    }
}

// Gathers a stream into a text, for handle().
class Collector final : public StreamSink {
  public:
    explicit Collector(Stop stop) : stop_{std::move(stop)} {}
    void open(Response head) override { response = std::move(head); }
    void write(std::string_view bytes) override {
        stop_.check();
        response.body += bytes;
    }
    Response response;

  private:
    Stop stop_;
};

void run_stream(const Endpoint& endpoint, Call& call, EventStream& out, const Match& match) {
    const auto error = caught([&] { endpoint.stream(call, out); });
    if (!error) return out.open();
    if (!out.opened()) throw Error{*error};
    // A client that left is no failure, and nobody would read about it.
    if (error->code() == Errc::cancelled) return;
    log_error(*error, match);
    if (!endpoint.surface->fail_stream) return;
    const auto again = caught([&] { endpoint.surface->fail_stream(shown(*error), out); });
    if (again) log_error(*again, match);
}

}  // namespace

Router::Router(Access access) : access_{std::move(access)} {}

Routes Router::surface(Surface surface, const std::vector<std::string>& prefixes) {
    const auto& kept = surfaces_.emplace_back(std::make_unique<Surface>(std::move(surface)));
    for (auto prefix : prefixes) {
        if (prefix.ends_with('/')) prefix.pop_back();
        const auto taken = std::ranges::any_of(
            prefixes_, [&](const auto& other) { return other.first == prefix; });
        require(!taken, Errc::internal, "two surfaces below " + prefix);
        prefixes_.emplace_back(std::move(prefix), kept.get());
    }
    std::ranges::sort(prefixes_, std::greater{},
                      [](const auto& entry) { return entry.first.size(); });
    return Routes{*this, *kept};
}

void Router::fallback(std::function<Response(Call&)> handler) {
    fallback_ = std::move(handler);
}

Endpoint& Router::enter(Endpoint endpoint) {
    auto kept = std::make_unique<Endpoint>(std::move(endpoint));
    tree_.add(*kept);
    return *endpoints_.emplace_back(std::move(kept));
}

// Linear in the prefixes: about twenty short texts.
const Surface* Router::surface_of(std::string_view path) const {
    for (const auto& [prefix, surface] : prefixes_) {
        if (covers(prefix, path)) return surface;
    }
    return nullptr;
}

Match Router::match(const Request& request) const {
    using enum Match::Verdict;
    Match match;
    const auto verdict = [&](Match::Verdict is) {
        match.verdict = is;
        return std::move(match);
    };
    const auto target = split_target(request.target);
    if (target) match.surface = surface_of(target->path);
    if (!host_allowed(access_, request)) return verdict(foreign_host);
    if (request.method == Method::options) return verdict(preflight);
    if (!target) return verdict(not_a_path);
    const auto parts = path_parts(target->path);
    if (!parts) return verdict(not_found);
    match.endpoint = tree_.find(request.method, *parts, match.values);
    if (match.endpoint) {
        match.surface = match.endpoint->surface;
        const auto origin = request.headers.get("Origin");
        const bool asked = changes_state(request.method) || match.endpoint->socket;
        if (!asked || origin.empty() || origin_allowed(access_, request, origin)) {
            return verdict(found);
        }
        match.endpoint = nullptr;
        return verdict(foreign_origin);
    }
    const auto any = [](const auto& methods) {
        return std::ranges::find(methods, true) != methods.end();
    };
    if (const auto methods = tree_.methods(*parts); any(methods)) {
        match.detail = allow_list(methods);
        return verdict(method_not_allowed);
    }
    if (match.surface && match.surface->trailing_slash == TrailingSlash::redirects &&
        parts->size() > 1 && parts->back().empty() &&
        any(tree_.methods({parts->begin(), parts->end() - 1}))) {
        match.detail = target->path.substr(0, target->path.size() - 1);
        if (!target->query.empty()) match.detail.append("?").append(target->query);
        return verdict(redirect);
    }
    const bool reads = request.method == Method::get || request.method == Method::head;
    return verdict(!match.surface && reads ? fallback : not_found);
}

void Router::allow_origin(const Request& request, Call& call) const {
    const auto origin = request.headers.get("Origin");
    if (origin.empty()) return;
    call.reply_header("Vary", "Origin");
    if (origin_allowed(access_, request, origin)) {
        call.reply_header("Access-Control-Allow-Origin", origin);
    }
}

Error Router::error_of(const Match& match) {
    using enum Match::Verdict;
    switch (match.verdict) {
        case found:
            return Error{Errc::invalid, "this path speaks WebSocket", "upgrade_required"};
        case method_not_allowed:
            return Error{Errc::invalid, "method not allowed", "method_not_allowed"};
        case foreign_host:
            return Error{Errc::invalid, "this host name is not served here", "misdirected"};
        case foreign_origin:
            return Error{Errc::forbidden, "requests from this origin are refused", "origin"};
        case not_a_path:
            return Error{Errc::invalid, "the request target is not a path", "target"};
        default:
            return Error{Errc::not_found, "not found", "route"};
    }
}

Response Router::refuse(const Match& match, const Call& call) const {
    const auto error = error_of(match);
    auto response = word(match.surface, error, call);
    response.status = status_of(error);
    if (match.verdict == Match::Verdict::method_not_allowed) {
        response.headers.set("Allow", match.detail);
    }
    return response;
}

Response Router::refuse(const Request& request, const Error& error) const {
    const auto target = split_target(request.target);
    Call call{request, {}, {}};
    allow_origin(request, call);
    auto response = word(target ? surface_of(target->path) : nullptr, shown(error), call);
    response.status = status_of(error);
    add_all(call.reply_headers(), response);
    return response;
}

Response Router::run_fallback(Call& call) const {
    if (!fallback_) return error_page(404);
    return fallback_(call);
}

std::optional<Response> Router::run(const Match& match, Call& call, StreamSink& sink) const {
    const Endpoint& endpoint = *match.endpoint;
    for (const auto& guard : endpoint.guards) guard(call);
    if (endpoint.run) return endpoint.run(call);
    EventStream out{sink, call.reply_headers()};
    if (call.request().method == Method::head) {
        Response head;
        head.headers.add("Content-Type", "text/event-stream; charset=utf-8");
        return head;
    }
    run_stream(endpoint, call, out, match);
    return {};
}

std::optional<Response> Router::answer(const Match& match, const Request& request, const Stop& stop,
                                       StreamSink& sink) const {
    using enum Match::Verdict;
    Call call{request, match.values, stop,
              match.surface ? match.surface->reading : json::ReadOptions{}};
    allow_origin(request, call);
    std::optional<Response> response;
    const auto error = caught([&] {
        if (match.verdict == found && match.endpoint->socket) {
            response = refuse(match, call);
            response->headers.set("Upgrade", "websocket");
            response->headers.set("Sec-WebSocket-Version", "13");
        } else if (match.verdict == found) {
            response = run(match, call, sink);
        } else if (match.verdict == fallback) {
            response = run_fallback(call);
        } else if (match.verdict == redirect) {
            const bool reads = request.method == Method::get || request.method == Method::head;
            response = http::redirect(match.detail, reads ? 301 : 307);
        } else if (match.verdict == preflight) {
            response = no_content();
            response->headers.add("Access-Control-Allow-Methods", kAllowMethods);
            response->headers.add("Access-Control-Allow-Headers", kAllowHeaders);
            response->headers.add("Access-Control-Max-Age", kPreflightSeconds);
        } else {
            response = refuse(match, call);
        }
    });
    if (error) {
        log_error(*error, match);
        response = word(match.surface, shown(*error), call);
    }
    if (!response) return {};
    add_all(call.reply_headers(), *response);
    return response;
}

std::optional<Response> Router::refusal(const Match& match, const Request& request,
                                        const Stop& stop) const {
    Call call{request, match.values, stop, match.surface->reading};
    allow_origin(request, call);
    const auto error = caught([&] {
        for (const auto& guard : match.endpoint->guards) guard(call);
    });
    if (!error) return {};
    log_error(*error, match);
    auto response = word(match.surface, shown(*error), call);
    add_all(call.reply_headers(), response);
    return response;
}

std::unique_ptr<Socket> Router::open_socket(const Match& match, const Request& request,
                                            const Stop& stop, Response& refusal) const {
    Call call{request, match.values, stop, match.surface->reading};
    std::unique_ptr<Socket> socket;
    const auto error = caught([&] {
        for (const auto& guard : match.endpoint->guards) guard(call);
        socket = match.endpoint->socket(call);
    });
    if (!error && socket) return socket;
    const Error why = error.value_or(Error{Errc::forbidden, "refused"});
    log_error(why, match);
    refusal = word(match.surface, shown(why), call);
    add_all(call.reply_headers(), refusal);
    return nullptr;
}

Response Router::handle(const Request& request, const Stop& stop) const {
    Collector sink{stop};
    auto response = answer(match(request), request, stop, sink);
    if (!response) response = std::move(sink.response);
    if (request.method == Method::head) {
        response->body.clear();
        response->producer = nullptr;
    }
    return std::move(*response);
}

}  // namespace kith::http

// See routes.h.
#include "http/routes.h"

#include "http/router.h"
#include "json/value.h"

namespace kith::http {
namespace detail {

Response dress(const Surface& surface, const Call& call, int status, std::string text) {
    if (surface.wrap) {
        auto payload = text.empty() ? json::value{} : json::parse(text);
        return json_response(status, surface.wrap(std::move(payload), call));
    }
    return text.empty() ? no_content() : json_text(status, std::move(text));
}

}  // namespace detail

Route& Route::slow() {
    endpoint_->lane = Lane::slow;
    return *this;
}

Route& Route::waits() {
    endpoint_->lane = Lane::waits;
    return *this;
}

Route& Route::immediate() {
    endpoint_->lane = Lane::immediate;
    return *this;
}

Route& Route::body_limit(std::size_t bytes) {
    endpoint_->body_bytes = bytes;
    return *this;
}

Route& Route::describe(Description about) {
    if (about.tag.empty()) about.tag = std::move(endpoint_->about.tag);
    endpoint_->about = std::move(about);
    return *this;
}

Route& Route::takes(std::string media_type) {
    endpoint_->body_type = std::move(media_type);
    return *this;
}

Route& Route::summary(std::string text) {
    endpoint_->about.summary = std::move(text);
    return *this;
}

Routes Routes::slow() const {
    Routes other = *this;
    other.lane_ = Lane::slow;
    return other;
}

Routes Routes::waits() const {
    Routes other = *this;
    other.lane_ = Lane::waits;
    return other;
}

Routes Routes::guarded(Guard guard) const {
    Routes other = *this;
    other.guards_.push_back(std::move(guard));
    return other;
}

Routes Routes::body_limit(std::size_t bytes) const {
    Routes other = *this;
    other.body_bytes_ = bytes;
    return other;
}

Routes Routes::tagged(std::string tag) const {
    Routes other = *this;
    other.tag_ = std::move(tag);
    return other;
}

Route Routes::socket(std::string_view path, SocketLimits limits, SocketFactory factory) const {
    auto endpoint = draft(Method::get, path);
    endpoint.socket = std::move(factory);
    endpoint.socket_limits = limits;
    return enter(std::move(endpoint));
}

Endpoint Routes::draft(Method method, std::string_view path) const {
    Endpoint endpoint;
    endpoint.method = method;
    endpoint.path = path;
    endpoint.surface = surface_;
    endpoint.lane = lane_;
    endpoint.body_bytes = body_bytes_;
    endpoint.guards = guards_;
    endpoint.about.tag = tag_;
    return endpoint;
}

Route Routes::enter(Endpoint endpoint) const {
    return Route{router_->enter(std::move(endpoint))};
}

}  // namespace kith::http

// See door.h.
#include "app/cli/door.h"

#include <chrono>

#include "app/cli/serving.h"
#include "base/error.h"
#include "http/target.h"

namespace kith::app::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};  // for a folder that changes hands
constexpr std::chrono::milliseconds kLookEvery{50};
constexpr std::chrono::milliseconds kHello{1500};  // for the first answer of a server
constexpr std::size_t kAnswerBytes = std::size_t{256} << 20;

struct Failure {
    std::string error, reason;
};
BOOST_DESCRIBE_STRUCT(Failure, (), (error, reason))

Errc code_of(int status) {
    switch (status) {
        case 400:
            return Errc::invalid;
        case 401:
            return Errc::unauthorized;
        case 403:
            return Errc::forbidden;
        case 404:
            return Errc::not_found;
        case 409:
            return Errc::conflict;
        case 413:
            return Errc::too_large;
        case 502:
            return Errc::upstream;
        case 503:
            return Errc::unavailable;
        case 504:
            return Errc::timeout;
        default:
            return Errc::internal;
    }
}

std::string checked(int status, std::string body) {
    if (status >= 200 && status < 300) return body;
    Failure failure;
    try {
        failure = json::read<Failure>(body);
    } catch (const Error&) {  // an answer in another dialect: the status alone must do
        failure.error = "answer " + std::to_string(status);
    }
    throw Error{code_of(status), failure.error, failure.reason};
}

// The folder is opened for one command: nothing listens, nothing is added by itself.
Settings quiet(Settings settings) {
    settings.listen = {{}};
    settings.demo = false;
    settings.archives.clear();
    return settings;
}

bool same_folder(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code problem;
    return a == b || std::filesystem::equivalent(a, b, problem);
}

}  // namespace

Door::Door(const Settings& settings, Missing missing, const Stop& stop) {
    std::error_code ignored;
    if (missing == Missing::refuse)
        require(std::filesystem::exists(settings.data / "kith.db", ignored), Errc::not_found,
                settings.data.string(), "no_data");
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        try {
            app_ = std::make_unique<App>(quiet(settings));
            return;
        } catch (const Error& error) {  // somebody else may answer for the folder
            if (error.reason() != "locked") throw;
            if (reach_server(settings, stop)) return;
            if (std::chrono::steady_clock::now() >= until || stop.wait_for(kLookEvery)) throw;
        }
    }
}

Door::~Door() = default;

// The note may be of a server that was killed, and its port may belong to anybody by now: only who
// names this very folder is asked.
bool Door::reach_server(const Settings& settings, const Stop& stop) {
    const auto note = read_serving(settings.data);
    if (!note) return false;
    if (!client_) client_ = std::make_unique<net::CurlClient>();
    for (const auto& address : note->addresses) {
        server_ = address;
        try {
            net::Request hello{.url = address + "/api/kith/boot"};
            hello.addresses = {};
            hello.max_redirects = 0;
            hello.timeout = kHello;
            const auto reply = client_->send(hello, stop);
            if (reply.status == 200 &&
                same_folder(json::read<Boot>(reply.body).folder, settings.data))
                return true;
        } catch (const Error&) {  // not this one: the next address, or another look
            stop.check();
        }
    }
    server_.clear();
    return false;
}

std::string Door::get(std::string_view target, const Stop& stop) {
    return send(http::Method::get, target, {}, stop);
}

std::string Door::post(std::string_view target, std::string body, const Stop& stop) {
    return send(http::Method::post, target, std::move(body), stop);
}

std::string Door::send(http::Method method, std::string_view target, std::string body,
                       const Stop& stop) {
    if (app_) {
        http::Request request;
        request.method = method;
        request.target = target;
        if (!body.empty()) request.headers.add("Content-Type", http::kJsonType);
        request.body = std::move(body);
        const auto response = app_->router().handle(request, stop);
        stop.check();
        return checked(response.status, http::whole_body(response, stop));
    }
    net::Request request{.method = std::string{http::name_of(method)},
                         .url = server_ + std::string{target}};
    if (!body.empty()) request.headers.push_back({"Content-Type", std::string{http::kJsonType}});
    request.body = std::move(body);
    request.addresses = {};  // our own server, found by its note
    request.max_redirects = 0;
    request.max_bytes = kAnswerBytes;
    request.timeout = std::chrono::milliseconds{0};
    request.silence = std::chrono::seconds{0};
    auto reply = client_->send(request, stop);
    return checked(reply.status, std::move(reply.body));
}

std::string parameter(std::string_view name, std::string_view value) {
    return std::string{name} + "=" + http::percent_encode(value);
}

}  // namespace kith::app::cli

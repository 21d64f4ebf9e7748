// See test_app.h.
#include "tests/support/test_app.h"

#include "base/crypto.h"

namespace kith::test {

namespace fs = std::filesystem;

TempFolder::TempFolder() : path_{fs::temp_directory_path() / ("kith_" + hex(random_bytes(8)))} {
    fs::create_directories(path_);
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

json::value Reply::at(std::string_view name) const {
    const auto tree = json();
    const auto* found = tree.is_object() ? json::find(tree, name) : nullptr;
    EXPECT_NE(found, nullptr) << "no member " << name << " in " << body;
    return found == nullptr ? json::value{} : *found;
}

TestApp::TestApp(const AppOptions& options) {
    settings_.data = folder_ / "data";
    settings_.home = folder_.path();
    settings_.listen = {{"127.0.0.1", 0}};
    settings_.fixed_clock = options.now;
    settings_.remote_avatars = options.remote_avatars;
    settings_.key = options.key;
    settings_.demo_locks_models = options.demo_locks_models;
    settings_.model_test = options.model_test;
    if (options.model) settings_.model = [model = options.model] { return model; };
    settings_.language = "en";
    app_ = std::make_unique<app::App>(settings_);
    app_->begin();
}

TestApp::~TestApp() = default;

Reply TestApp::send(http::Method method, std::string_view target, std::string body,
                    std::vector<std::pair<std::string, std::string>> headers) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.body = std::move(body);
    request.headers.add("Host", "localhost");
    for (const auto& [name, value] : headers) request.headers.set(name, value);
    const auto response = app_->router().handle(request);
    return {response.status, http::whole_body(response),
            std::string{response.headers.get("Content-Type")}, response.headers};
}

Reply TestApp::get(std::string_view target,
                   std::vector<std::pair<std::string, std::string>> headers) {
    return send(http::Method::get, target, {}, std::move(headers));
}

Reply TestApp::post(std::string_view target, std::string body) {
    return send(http::Method::post, target, std::move(body));
}

core::ImportView TestApp::import(const fs::path& path) {
    core::ImportRequest request;
    request.paths = {path};
    const auto job = app_->jobs().wait(app_->imports().start(request).id, Stop{});
    EXPECT_EQ(job.state, core::JobState::done) << job.error;
    settle();
    return app_->imports().find(job.subject).value_or(core::ImportView{});
}

std::uint16_t TestApp::listen() {
    app_->listen();
    return app_->addresses().front().port;
}

void TestApp::settle() {
    for (;;) {
        bool idle = true;
        for (const auto& job : app_->jobs().list()) {
            if (core::is_over(job.state)) continue;
            idle = false;
            app_->jobs().wait(job.id, Stop{});
        }
        if (idle) return;
    }
}

void TestApp::index(std::int64_t from, std::int64_t to) {
    const auto reply = post(
        "/api/init", "{\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) + "}");
    EXPECT_EQ(reply.status, 200) << reply.body;
    settle();
}

void TestApp::restart() {
    app_.reset();
    app_ = std::make_unique<app::App>(settings_);
    app_->begin();
    settle();
}

std::string encoded(std::string_view value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || c == '-' || c == '_' || c == '.') {
            text += c;
        } else {
            text += '%';
            text += kDigits[byte >> 4];
            text += kDigits[byte & 15];
        }
    }
    return text;
}

}  // namespace kith::test

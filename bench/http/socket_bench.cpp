// Serves WebSockets alone, for kith-load: /echo, /broadcast ("go" tells everybody), /idle and
// GET /health. socket_bench ADDRESS.
#include <csignal>
#include <cstdio>
#include <mutex>
#include <unordered_set>

#include "base/log.h"
#include "http/server.h"

namespace {

using namespace kith;

constexpr int kManySockets = 20'000;

struct Echo : http::Socket {
    std::shared_ptr<http::SocketWriter> out;
    void opened(std::shared_ptr<http::SocketWriter> writer) override { out = std::move(writer); }
    void text(std::string message) override { out->send(std::move(message)); }
    void failed(const Error&) override {}
    void closed() override {}
};

struct Room {
    std::mutex mutex;
    std::unordered_set<std::shared_ptr<http::SocketWriter>> all;
    const std::shared_ptr<const std::string> news = std::make_shared<const std::string>(200, 'n');
};

class Listener final : public Echo {
  public:
    explicit Listener(Room& room) : room_{room} {}
    void opened(std::shared_ptr<http::SocketWriter> writer) override {
        const std::lock_guard guard{room_.mutex};
        out = writer;
        room_.all.insert(std::move(writer));
    }
    void text(std::string) override {
        const std::lock_guard guard{room_.mutex};
        for (const auto& one : room_.all) one->send(room_.news);
    }
    void closed() override {
        const std::lock_guard guard{room_.mutex};
        room_.all.erase(out);
    }

  private:
    Room& room_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return std::puts("usage: socket_bench ADDRESS"), 2;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    log::start(log::Level::warn);
    Room room;
    http::Router router;
    auto on = router.surface({.name = "sockets"}, {"/health", "/echo", "/broadcast", "/idle"});
    on.get("/health", [](http::Call&) { return http::text_response(200, "ok"); }).immediate();
    const http::SocketLimits many{.open = kManySockets};
    const auto echo = [](http::Call&) { return std::make_unique<Echo>(); };
    on.socket("/echo", many, echo).immediate();
    on.socket("/idle", many, echo);
    on.socket("/broadcast", many, [&](http::Call&) { return std::make_unique<Listener>(room); });
    http::Server server{
        {.listen = {http::parse_address(arguments[1])}, .max_connections = kManySockets}, router};
    server.start();
    std::printf("listening on %s\n", http::to_string(server.addresses()[0]).c_str());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    return server.stop() ? 0 : 1;
}

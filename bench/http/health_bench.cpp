// Serves GET /health alone, for bench/http/health.sh: health_bench ADDRESS IO_THREADS.
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "base/log.h"
#include "http/server.h"

int main(int count, char** arguments) {
    using namespace kith;
    if (count != 3) return std::puts("usage: health_bench ADDRESS IO_THREADS"), 2;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    log::start(log::Level::warn);

    http::Router router;
    auto on = router.surface({.name = "health"}, {"/health", "/pool"});
    const auto health = [](http::Call&) {
        return http::json_text(200, R"({"status":"ok","version":"0.1.0"})");
    };
    on.get("/health", health).immediate();
    on.get("/pool", health);
    http::Server server{
        {.listen = {http::parse_address(arguments[1])}, .io_threads = std::atoi(arguments[2])},
        router};
    server.start();
    std::printf("listening on %s\n", http::to_string(server.addresses()[0]).c_str());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    return server.stop() ? 0 : 1;
}

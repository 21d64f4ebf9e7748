// See sockets.h.
#include "bench/load/sockets.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>
#include <thread>

namespace kith::load {
namespace {

using Clock = std::chrono::steady_clock;
using Peers = std::vector<std::unique_ptr<Peer>>;

double milliseconds_since(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>{Clock::now() - from}.count();
}

// One thread that looks at many connections.
class Watch {
  public:
    Watch() : poll_{::epoll_create1(EPOLL_CLOEXEC)} {}
    ~Watch() { ::close(poll_); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    // EPOLLIN; with EPOLLET it tells once of each thing that comes, read or not.
    void add(Peer& peer, std::uint32_t events) {
        epoll_event event{.events = events, .data = {.ptr = &peer}};
        ::epoll_ctl(poll_, EPOLL_CTL_ADD, peer.fd(), &event);
    }
    // Calls `on` for each that can be read. False when nothing came in this time.
    template <class On>
    bool wait(int milliseconds, On on) {
        std::array<epoll_event, 512> events;
        const int count =
            ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), milliseconds);
        for (int i = 0; i < count; ++i) {
            on(*static_cast<Peer*>(events[static_cast<std::size_t>(i)].data.ptr));
        }
        return count > 0;
    }

  private:
    const int poll_;
};

Peers connected(const Target& target, const std::string& path, int connections) {
    Peers peers;
    for (int i = 0; i < connections; ++i) {
        auto peer = std::make_unique<Peer>(target);
        if (!peer->connect(path)) break;
        peers.push_back(std::move(peer));
    }
    return peers;
}

bool wait_for_frame(Peer& peer) {
    while (!peer.next_frame()) {
        pollfd wait{peer.fd(), POLLIN, 0};
        if (::poll(&wait, 1, 10'000) <= 0 || !peer.receive()) return false;
    }
    return true;
}

}  // namespace

double run_echo(const Target& target, const std::string& path, int connections, double seconds,
                std::size_t bytes, int window) {
    auto peers = connected(target, path, connections);
    if (peers.size() < static_cast<std::size_t>(connections)) return 0;
    Watch watch;
    const std::string text(bytes, 'x');
    for (auto& peer : peers) {
        watch.add(*peer, EPOLLIN);
        peer->queue_text(text, window);
        peer->flush();
    }
    std::uint64_t answered = 0;
    const auto from = Clock::now();
    while (milliseconds_since(from) < seconds * 1000) {
        watch.wait(100, [&](Peer& peer) {
            if (!peer.receive()) return;
            int came = 0;
            while (peer.next_frame()) ++came;
            answered += static_cast<std::uint64_t>(came);
            peer.queue_text(text, came);
            peer.flush();
        });
    }
    return static_cast<double>(answered) * 1000 / milliseconds_since(from);
}

std::vector<double> run_broadcast(const Target& target, const std::string& path, int connections,
                                  int rounds) {
    auto peers = connected(target, path, connections);
    Peer asker{target};
    if (peers.size() < static_cast<std::size_t>(connections) || !asker.connect(path)) return {};
    Watch watch;
    for (auto& peer : peers) watch.add(*peer, EPOLLIN | EPOLLET);
    std::vector<double> took;
    for (int round = 0; round < rounds; ++round) {
        std::size_t left = peers.size();
        const auto from = Clock::now();
        asker.send_text("go");
        while (left > 0) {
            if (!watch.wait(10'000, [&](Peer&) { --left; })) return {};
        }
        took.push_back(milliseconds_since(from));
        // Reading is the clients' work and not measured; that it is one whole frame is checked.
        for (auto& peer : peers) {
            if (!wait_for_frame(*peer)) return {};
        }
        if (!wait_for_frame(asker)) return {};
    }
    return took;
}

IdleReport run_idle(const Target& target, const std::string& path, int connections, double seconds,
                    pid_t server) {
    using namespace std::chrono_literals;
    IdleReport report;
    // What every server needs once: threads, buffers, the allocator's first blocks.
    {
        const auto warm = connected(target, path, 100);
    }
    ask(target, "/health");
    std::this_thread::sleep_for(300ms);
    const auto before = resident_kilobytes(server);
    const auto peers = connected(target, path, connections);
    report.open = static_cast<int>(peers.size());
    Peer health{target};
    if (!health.connect()) return report;
    const auto from = Clock::now();
    while (milliseconds_since(from) < seconds * 1000) {
        const auto asked = Clock::now();
        health.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        while (!health.next_reply()) {
            pollfd wait{health.fd(), POLLIN, 0};
            if (::poll(&wait, 1, 10'000) <= 0 || !health.receive()) return report;
        }
        report.health_milliseconds.push_back(milliseconds_since(asked));
        std::this_thread::sleep_until(asked + 10ms);
    }
    const auto more = static_cast<double>(resident_kilobytes(server) - before);
    report.kilobytes_each = more / std::max(1, report.open);
    return report;
}

}  // namespace kith::load

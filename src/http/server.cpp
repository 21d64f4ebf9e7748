// See server.h. Listening, and the order in which things start and stop.
#include "http/server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <mutex>

#include "base/log.h"
#include "http/connection.h"
#include "http/engine.h"
#include "http/loop.h"

namespace kith::http {
namespace asio = boost::asio;
using asio::ip::tcp;
namespace {

// For databases, logs, outgoing connections.
constexpr int kFewestSpareFiles = 64, kMostSpareFiles = 1024;
constexpr int kBacklog = 1024;
constexpr std::chrono::milliseconds kAcceptPause{
    100};                                             // after an error such as no free file handles
constexpr std::chrono::milliseconds kCloseWait{500};  // for clients to take their last answers
// For WebSockets to answer the closing frame.
constexpr std::chrono::milliseconds kSocketCloseWait{2'000};
constexpr std::chrono::milliseconds kShortestStep{5}, kLongestStep{250};

// Deadlines are seen at most this much late.
std::chrono::milliseconds step_of(const Settings& settings) {
    const auto shortest =
        std::min({settings.head_deadline, settings.body_deadline, settings.idle_deadline,
                  settings.write_deadline, settings.stream_comment, settings.socket_ping});
    return std::clamp(shortest / 4, kShortestStep, kLongestStep);
}

// As many files as we may open, where that is not enough yet. Then a quarter of them stays free for
// everything else.
int connection_cap(int wanted) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
    const auto needed = static_cast<rlim_t>(wanted + kMostSpareFiles);
    if (const auto more = std::min(files.rlim_max, needed); more > files.rlim_cur) {
        rlimit raised{more, files.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
    }
    const auto all = static_cast<int>(std::min<rlim_t>(files.rlim_cur, 1'000'000));
    const int spare = std::clamp(all / 4, kFewestSpareFiles, kMostSpareFiles);
    const int cap = std::max(1, std::min(wanted, all - spare));
    if (cap < wanted) {
        log::warn("at most {} connections, because this process may open {} files", cap, all);
    }
    return cap;
}

tcp::endpoint endpoint_of(const Address& address) {
    boost::system::error_code error;
    const auto host = asio::ip::make_address(address.host, error);
    if (error) throw Error{Errc::invalid, "not an IP address: " + address.host, "listen_address"};
    return {host, address.port};
}

// Pacing (BBR, where it is the system's choice) arms a timer for each packet. Within a machine
// there is nothing to be gentle to, and it costs a sixth of a short message. Connections inherit
// it; where it is refused nothing changes.
void without_pacing(int socket) {
    constexpr std::string_view kUnpaced = "reno";
    ::setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, kUnpaced.data(), kUnpaced.size());
}

}  // namespace

Address parse_address(std::string_view text) {
    const auto bad = [&]() -> Error {
        return {Errc::invalid, "not an address: " + std::string{text}, "listen_address"};
    };
    Address address;
    auto port = text;
    if (text.starts_with('[')) {
        const auto end = text.find("]:");
        if (end == std::string_view::npos) throw bad();
        address.host = text.substr(1, end - 1);
        port = text.substr(end + 2);
    } else if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
        if (colon > 0) address.host = text.substr(0, colon);
        if (address.host.find(':') != std::string::npos) throw bad();  // IPv6 needs its brackets
        port = text.substr(colon + 1);
    }
    if (address.host == "localhost") address.host = "127.0.0.1";
    const auto number = whole_integer(port);
    if (!number || *number < 0 || *number > 65'535 || port.front() == '+') throw bad();
    address.port = static_cast<std::uint16_t>(*number);
    endpoint_of(address);
    return address;
}

std::string to_string(const Address& address) {
    const bool v6 = address.host.find(':') != std::string::npos;
    return v6 ? fmt::format("[{}]:{}", address.host, address.port)
              : fmt::format("{}:{}", address.host, address.port);
}

bool is_loopback(const Address& address) {
    return endpoint_of(address).address().is_loopback();
}

class Server::Parts {
  public:
    Parts(Settings settings, const Router& router)
        : engine_{settings, router}, cap_{connection_cap(settings.max_connections)} {
        const int threads = std::max(1, settings.io_threads);
        for (int i = 0; i < threads; ++i)
            loops_.push_back(std::make_unique<Loop>(step_of(settings)));
        for (const auto& address : settings.listen) listen(address);
    }

    ~Parts() {
        stop();
        for (LanePool* pool : engine_.pools()) pool->join();
        listeners_.clear();
        loops_.clear();  // runs what the pools posted last, then ends
    }

    std::vector<Address> addresses() const {
        std::vector<Address> all;
        for (const auto& listener : listeners_) all.push_back(listener->bound);
        return all;
    }

    void start() {
        for (const auto& loop : loops_) loop->start();
        started_ = true;
        for (const auto& listener : listeners_) {
            asio::post(listener->loop.context(), [this, &listener] { accept(*listener); });
        }
    }

    bool stop();

    Counts counts() const {
        return {accepted_.load(), engine_.requests.load(), engine_.refused_busy.load()};
    }

  private:
    using Acceptor = asio::basic_socket_acceptor<tcp, Loop::Context::executor_type>;
    using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                             asio::wait_traits<std::chrono::steady_clock>,
                                             Loop::Context::executor_type>;

    struct Listener {
        explicit Listener(Loop& on) : loop{on}, acceptor{on.context()}, pause{on.context()} {}
        Loop& loop;
        Acceptor acceptor;
        Timer pause;
        Address bound;
    };

    void listen(const Address& address);
    void accept(Listener& listener);
    void take(TcpSocket socket, Loop& loop);
    // Runs `work` on each loop's thread and waits for all.
    void on_loops(const std::function<void(Loop&)>& work);

    Engine engine_;
    const int cap_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::atomic<std::size_t> next_loop_{0};
    std::atomic<std::uint64_t> accepted_{0};
    bool started_ = false, stopped_ = false, drained_ = true;
};

void Server::Parts::listen(const Address& address) {
    auto listener = std::make_unique<Listener>(*loops_[listeners_.size() % loops_.size()]);
    const auto at = endpoint_of(address);
    boost::system::error_code error;
    auto& acceptor = listener->acceptor;
    acceptor.open(at.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error && at.address().is_v6()) acceptor.set_option(asio::ip::v6_only{true}, error);
    if (!error && at.address().is_loopback()) without_pacing(acceptor.native_handle());
    if (!error) acceptor.bind(at, error);
    if (!error) acceptor.listen(kBacklog, error);
    if (error) {
        throw Error{Errc::unavailable,
                    "cannot listen on " + to_string(address) + ": " + error.message(), "listen"};
    }
    listener->bound = {address.host, acceptor.local_endpoint().port()};
    listeners_.push_back(std::move(listener));
}

// Connections go round the loops, so that few of them still use all threads.
void Server::Parts::accept(Listener& listener) {
    Loop& loop = *loops_[next_loop_++ % loops_.size()];
    listener.acceptor.async_accept(loop.context(), [this, &listener, &loop](
                                                       const boost::system::error_code& error,
                                                       TcpSocket socket) {
        if (engine_.stopping || error == asio::error::operation_aborted) return;
        if (!error) {
            take(std::move(socket), loop);
            return accept(listener);
        }
        // Too many open files, for example: it would fail again at once.
        log::warn("cannot accept a connection: {}", error.message());
        listener.pause.expires_after(kAcceptPause);
        listener.pause.async_wait([this, &listener](const boost::system::error_code& cancelled) {
            if (!cancelled) accept(listener);
        });
    });
}

void Server::Parts::take(TcpSocket socket, Loop& loop) {
    if (engine_.connections >= cap_) return;  // closes the socket
    ++accepted_;
    auto connection = std::make_shared<Connection>(std::move(socket), loop, engine_);
    asio::post(loop.context(), [connection = std::move(connection)] { connection->start(); });
}

void Server::Parts::on_loops(const std::function<void(Loop&)>& work) {
    std::mutex mutex;
    std::condition_variable done;
    std::size_t left = loops_.size();
    for (const auto& loop : loops_) {
        asio::post(loop->context(), [&, raw = loop.get()] {
            work(*raw);
            const std::lock_guard guard{mutex};
            if (--left == 0) done.notify_one();
        });
    }
    std::unique_lock lock{mutex};
    done.wait(lock, [&] { return left == 0; });
}

bool Server::Parts::stop() {
    if (!started_ || stopped_) return drained_;
    stopped_ = true;
    engine_.stopping = true;
    const auto until = Connection::Clock::now() + engine_.settings.stop_deadline;
    on_loops([&](Loop& loop) {
        for (const auto& listener : listeners_) {
            if (&listener->loop != &loop) continue;
            boost::system::error_code ignored;
            listener->acceptor.close(ignored);
            listener->pause.cancel();
        }
        loop.wind_down();
    });
    for (LanePool* pool : engine_.pools()) {
        pool->close();
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - Connection::Clock::now());
        drained_ = pool->idle_within(std::max(left, std::chrono::milliseconds{0})) && drained_;
    }
    if (!drained_) log::error("some requests did not end when asked to");
    // Lingering connections only wait for their clients.
    const auto since = Connection::Clock::now();
    const auto patience = [&] { return engine_.sockets > 0 ? kSocketCloseWait : kCloseWait; };
    while (engine_.connections > 0 && Connection::Clock::now() < since + patience()) {
        on_loops([](Loop&) {});
        std::this_thread::sleep_for(kShortestStep);
    }
    on_loops([](Loop& loop) { loop.close_all(); });
    return drained_;
}

Server::Server(Settings settings, const Router& router)
    : parts_{std::make_unique<Parts>(std::move(settings), router)} {}
Server::~Server() = default;
std::vector<Address> Server::addresses() const {
    return parts_->addresses();
}
void Server::start() {
    parts_->start();
}
bool Server::stop() {
    return parts_->stop();
}
Server::Counts Server::counts() const {
    return parts_->counts();
}

}  // namespace kith::http

// The server: listens, reads requests, runs them in their lanes, writes answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/router.h"

namespace kith::http {

struct Address {
    std::string host = "127.0.0.1";  // an IP address
    std::uint16_t port = 8080;       // 0: any free one
};
// "127.0.0.1:8080", "[::1]:8080", ":8080" (loopback), "8080". Throws Error{invalid}.
Address parse_address(std::string_view text);
std::string to_string(const Address& address);
bool is_loopback(const Address& address);

struct Settings {
    std::vector<Address> listen = {{}};
    int io_threads = 2;
    // Threads of each lane and how many calls may wait for them; more are answered 503.
    int quick_threads = 4, quick_queue = 256;
    int slow_threads = 2, slow_queue = 32;
    int stream_threads = 64, stream_queue = 0;  // a stream that would have to wait is refused
    int waits_threads = 64, waits_queue = 1024;
    // Lowered to what the limit of open files allows, which is raised as far as it may be.
    int max_connections = 4096;
    std::chrono::milliseconds head_deadline{10'000};   // from the first byte of a head to its end
    std::chrono::milliseconds body_deadline{30'000};   // plus a second for each 16 KiB that came
    std::chrono::milliseconds idle_deadline{75'000};   // between requests
    std::chrono::milliseconds write_deadline{30'000};  // without any progress
    std::chrono::milliseconds quick_deadline{60'000};  // of the work: Stop says timeout
    std::chrono::milliseconds slow_deadline{600'000};
    std::chrono::milliseconds stop_deadline{10'000};   // for work in progress when the server stops
    std::chrono::milliseconds stream_comment{15'000};  // silence after which a comment line is sent
    std::chrono::milliseconds socket_ping{30'000};
    std::chrono::milliseconds socket_silence{
        90'000};  // a WebSocket that does not even answer pings
};

// Throws Error{unavailable} from the constructor when an address cannot be bound. All members from
// one thread.
class Server {
  public:
    Server(Settings settings, const Router& router);
    ~Server();  // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // The bound addresses, with real ports, in the order of the settings.
    std::vector<Address> addresses() const;
    // Accepts from now on. Returns at once.
    void start();
    // Stops accepting, asks all work to stop, waits up to stop_deadline. False when some handler
    // still runs: then only the end of the process ends it, and the destructor waits for it.
    bool stop();

    struct Counts {
        std::uint64_t connections = 0, requests = 0, refused_busy = 0;
    };
    Counts counts() const;

  private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace kith::http

// See resolver.h.
#include "net/resolver.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include "base/error.h"

namespace kith::net {
namespace {

// Stop has deadlines that wake nobody, so waits look at it this often.
constexpr std::chrono::milliseconds kLookEvery{20};

std::optional<Address> address_of(const addrinfo& entry) {
    Address out;
    if (entry.ai_family == AF_INET) {
        sockaddr_in socket{};
        std::memcpy(&socket, entry.ai_addr, sizeof socket);
        out.size = 4;
        std::memcpy(out.bytes.data(), &socket.sin_addr, 4);
        return out;
    }
    if (entry.ai_family == AF_INET6) {
        sockaddr_in6 socket{};
        std::memcpy(&socket, entry.ai_addr, sizeof socket);
        out.size = 16;
        std::memcpy(out.bytes.data(), &socket.sin6_addr, 16);
        return out;
    }
    return std::nullopt;
}

struct Answer {
    std::mutex mutex;
    std::condition_variable changed;
    bool ready = false;
    std::vector<Address> addresses;
};

}  // namespace

std::vector<Address> system_lookup(const std::string& host) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    std::vector<Address> out;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0) return out;
    for (const auto* entry = list; entry != nullptr; entry = entry->ai_next) {
        if (auto address = address_of(*entry)) out.push_back(*address);
    }
    freeaddrinfo(list);
    return out;
}

struct Resolver::Shared {
    Lookup lookup;
    std::atomic<int> running{0};
};

Resolver::Resolver(Lookup lookup) : shared_{std::make_shared<Shared>()} {
    shared_->lookup = std::move(lookup);
}

std::vector<Address> Resolver::resolve(const std::string& host,
                                       std::chrono::steady_clock::time_point deadline,
                                       const Stop& stop) const {
    if (const auto literal = parse_address(host)) return {*literal};
    if (is_internal_host(host)) return {*parse_address("127.0.0.1"), *parse_address("::1")};
    stop.check();
    if (shared_->running.fetch_add(1) >= kMaxLookups) {
        shared_->running.fetch_sub(1);
        throw Error{Errc::busy, "too many names are being looked up", "lookups"};
    }
    const auto answer = std::make_shared<Answer>();
    const auto work = [shared = shared_, answer, host] {
        auto addresses = shared->lookup(host);
        shared->running.fetch_sub(1);
        const std::lock_guard guard{answer->mutex};
        answer->addresses = std::move(addresses);
        answer->ready = true;
        answer->changed.notify_all();
    };
    try {
        std::thread{work}.detach();
    } catch (const std::system_error& error) {
        shared_->running.fetch_sub(1);
        throw Error{Errc::busy, "too many names are being looked up", "lookups"}.note("{}",
                                                                                      error.what());
    }

    const auto wake = stop.on_request([answer] {
        const std::lock_guard guard{answer->mutex};
        answer->changed.notify_all();
    });
    std::unique_lock lock{answer->mutex};
    while (!answer->ready) {
        stop.check();
        const auto now = std::chrono::steady_clock::now();
        if (now >= deadline) {
            throw Error{Errc::timeout, "the name could not be looked up in time", "timeout"}.note(
                "host {}", host);
        }
        answer->changed.wait_until(lock, std::min(deadline, now + kLookEvery));
    }
    if (answer->addresses.empty()) {
        throw Error{Errc::upstream, "the name has no address", "name"}.note("host {}", host);
    }
    return std::move(answer->addresses);
}

}  // namespace kith::net

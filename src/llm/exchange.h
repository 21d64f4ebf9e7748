// One request to a provider: its time limits, what counts as a reply, and errors in words that are
// safe to show.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/stop.h"
#include "llm/upstream.h"
#include "net/client.h"

namespace kith::llm {

// Of one use (ai.md 4.7). 0: none.
struct Limits {
    std::chrono::milliseconds connect{}, first_byte{}, total{};
    std::chrono::seconds silence{};  // between two bytes
    std::size_t bytes{};             // of the reply
};
using namespace std::chrono_literals;
inline constexpr Limits kStreamLimits{15s, 60s, 0s, 300s, std::size_t{64} << 20};
inline constexpr Limits kWholeLimits{15s, 0s, 300s, 0s, std::size_t{16} << 20};
inline constexpr Limits kEmbedLimits{10s, 0s, 60s, 0s, std::size_t{64} << 20};
inline constexpr Limits kTokenLimits{10s, 0s, 30s, 0s, std::size_t{1} << 20};

struct Post {
    std::string url;
    std::vector<net::Header> headers;
    std::string body;
};

// Any thread; a value that is made for each request.
class Exchange {
  public:
    // `secrets` never appear in what is thrown.
    Exchange(net::Client& client, const Clock& clock, Wording wording,
             std::vector<std::string> secrets)
        : client_{client}, clock_{clock}, wording_{wording}, secrets_{std::move(secrets)} {}

    enum class More { yes, no };
    using OnBytes = std::function<More(const net::Response& head, std::string_view bytes)>;

    // The bytes of a reply with status 200 until `on_bytes` wants no more; what it throws passes.
    // Throws otherwise Error: timeout, invalid (the address), UpstreamError, and what Stop throws.
    // No redirect is followed: what is sent is meant for the address that was configured.
    void stream(const Post& post, const Limits& limits, const OnBytes& on_bytes,
                const Stop& stop) const;
    // The body of a reply with status 200.
    std::string whole(const Post& post, const Limits& limits, const Stop& stop) const;

    const Wording& wording() const { return wording_; }
    Secrets secrets() const { return secrets_; }

  private:
    [[noreturn]] void fail(const Error& error, const Stop& stop) const;

    net::Client& client_;
    const Clock& clock_;
    Wording wording_;
    std::vector<std::string> secrets_;
};

}  // namespace kith::llm

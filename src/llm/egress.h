// What leaves this machine for a model: each request to a host that is not this machine is told to
// a listener, also when it fails.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "net/client.h"

namespace kith::llm {

// One request, after its end.
struct Outgoing {
    std::string feature;  // what it was for: "reply", "test", …
    std::string host;     // where the last hop led
    std::string model;
    std::int64_t bytes_out{}, bytes_in{};  // of the bodies
    int status{};                          // of the reply, 0 = there was none
};

// On the thread of the request, which it must not hold up; must not throw.
using OnOutgoing = std::function<void(const Outgoing& one)>;

// False for addresses of this machine: loopback, "localhost" and names below it. A name may lead
// anywhere, so every other one is remote.
bool is_remote(std::string_view url);

// A client that tells. `inner` outlives it.
class ToldClient final : public net::Client {
  public:
    ToldClient(net::Client& inner, std::string feature, std::string model, OnOutgoing told);
    net::Response stream(const net::Request& request, const net::OnBytes& on_bytes,
                         const Stop& stop) override;

  private:
    net::Client& inner_;
    std::string feature_, model_;
    OnOutgoing told_;
};

}  // namespace kith::llm

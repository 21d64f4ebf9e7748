// Names to addresses without holding up whoever has to stop.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/stop.h"
#include "net/address.h"

namespace kith::net {

inline constexpr int kMaxLookups = 32;  // at once; further ones are refused as busy

// All addresses of a name; empty when there is none. May block for long. Any thread.
using Lookup = std::function<std::vector<Address>(const std::string& host)>;
// The system's resolver.
std::vector<Address> system_lookup(const std::string& host);

// Runs lookups on threads of their own, so that a stop or a deadline ends the wait although the
// system's resolver cannot be interrupted; an abandoned lookup ends by itself later. Any thread.
class Resolver {
  public:
    explicit Resolver(Lookup lookup = system_lookup);

    // An address is its own answer; localhost and names under it are loopback without asking
    // anybody (RFC 6761). Throws Error: upstream when the name has no address, busy, timeout, and
    // what Stop throws.
    std::vector<Address> resolve(const std::string& host,
                                 std::chrono::steady_clock::time_point deadline,
                                 const Stop& stop) const;

  private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace kith::net

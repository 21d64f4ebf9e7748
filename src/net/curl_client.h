// The real net::Client: libcurl on one thread, addresses checked and pinned, redirects followed one
// checked hop at a time.
#pragma once

#include <memory>
#include <string>

#include "net/client.h"
#include "net/resolver.h"

namespace kith::net {

class Loop;
struct Url;

struct Settings {
    // "http://host:port" or "socks5h://host:port"; "" = direct. The environment is never asked.
    // Through a proxy the addresses of a name are still checked here, but the proxy looks the name
    // up again by itself.
    std::string proxy;
};

// Destroy it after all calls have returned (their Stop ends them).
class CurlClient final : public Client {
  public:
    explicit CurlClient(Settings settings = {}, Lookup lookup = system_lookup);
    ~CurlClient() override;

    // With a policy: a name is looked up once, every address of it must pass, the connection goes
    // to one of them and is checked again when it is made; so for each redirect, under its own
    // policy (Request::redirects) once it leaves the origin that was asked for. Without:
    // connections are kept and used again. A redirect to another origin keeps only Accept,
    // Accept-Language, Content-Type and User-Agent of the headers.
    Response stream(const Request& request, const OnBytes& on_bytes, const Stop& stop) override;

  private:
    struct Call;

    std::vector<Address> checked_addresses(const Url& url, const Call& call) const;
    Response hop(const Url& url, Call& call);

    Settings settings_;
    Resolver resolver_;
    std::unique_ptr<Loop> loop_;
};

}  // namespace kith::net

// A server on a free loopback port with two surfaces; tests add routes before start().
#pragma once

#include <memory>

#include "tests/http/client.h"
#include "tests/http/surfaces.h"

namespace kith::http::test {

class ServerTest : public testing::Test {
  protected:
    // Ends the server with the test's own variables still alive.
    class Serving {
      public:
        explicit Serving(ServerTest& test) : test_{test} {}
        ~Serving() { test_.server.reset(); }
        Serving(const Serving&) = delete;
        Serving& operator=(const Serving&) = delete;

      private:
        ServerTest& test_;
    };
    [[nodiscard]] Serving start(Settings with = {}) {
        with.listen = {{.host = "127.0.0.1", .port = 0}};
        server = std::make_unique<Server>(std::move(with), router);
        server->start();
        return Serving{*this};
    }
    Address address() const { return server->addresses().at(0); }

    Router router;
    Routes on = router.surface(wrapped(), {"/t/"});
    std::unique_ptr<Server> server;
};

}  // namespace kith::http::test

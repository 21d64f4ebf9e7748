// What came for the Socket of one connection, and its turn to hear of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/socket.h"

namespace kith::http {

struct SocketEvent {
    enum class Kind : std::uint8_t { opened, text, binary, closed };
    Kind kind;
    std::string payload;
};

// On the connection's thread, except run().
class SocketHandler {
  public:
    SocketHandler(std::unique_ptr<Socket> socket, std::shared_ptr<SocketWriter> out)
        : socket_{std::move(socket)}, out_{std::move(out)} {}

    // After `closed` nothing is taken any more.
    void add(SocketEvent event);
    // So much waits that nothing more should be read from the client.
    bool full() const;
    bool idle() const { return !running_ && waiting_.empty(); }

    // What waits may run now: call run(), on any thread, then done(). False when nothing waits or
    // when it is running already.
    bool begin();
    // Calls the Socket. Never throws.
    void run();
    void done();
    // Of what is to run, only `opened` and `closed` count: the server stops.
    void drop_messages();

  private:
    void call(SocketEvent& event);
    void failed(const Error& error);

    const std::unique_ptr<Socket> socket_;
    const std::shared_ptr<SocketWriter> out_;
    std::vector<SocketEvent> waiting_, current_;
    std::size_t bytes_ = 0;  // of both
    bool running_ = false, over_ = false;
};

}  // namespace kith::http

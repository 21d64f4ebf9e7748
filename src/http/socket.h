// WebSockets: the object that serves one connection, and the handle it writes through.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/call.h"

namespace kith::http {

inline constexpr std::size_t kSocketMessageBytes = 1024 * 1024;    // longer ones close with 1009
inline constexpr std::size_t kSocketQueueBytes = 4 * 1024 * 1024;  // more unsent closes with 1013

// Queues and returns at once. Any thread, also after the connection has gone: then it does nothing.
class SocketWriter {
  public:
    virtual ~SocketWriter() = default;
    virtual void send(std::string text) = 0;
    // 1000 is a normal end; 4000–4999 are ours.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
    virtual bool open() const = 0;
};

// Called on a pool thread, one call at a time, in the order opened, text…, closed. What text()
// throws goes to failed().
class Socket {
  public:
    virtual ~Socket() = default;
    virtual void opened(std::shared_ptr<SocketWriter> out) = 0;
    virtual void text(std::string message) = 0;
    virtual void failed(const Error& error) = 0;
    virtual void closed() = 0;
};

// Makes the object of one connection. Guards ran before; may throw to refuse the handshake with an
// ordinary reply.
using SocketFactory = std::function<std::unique_ptr<Socket>(Call&)>;

}  // namespace kith::http

// WebSockets: the object that serves one connection, the handle it writes through, and what a route
// allows its clients.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/call.h"

namespace kith::http {

enum class Binary : std::uint8_t { refused, taken };

// What one route allows each of its clients, and how many of them. Whoever goes beyond is closed
// with the code that stands here; the others notice nothing.
struct SocketLimits {
    // Of one message, also when it comes in fragments or compressed: 1009.
    std::size_t message_bytes = 64 * 1024;
    // More in each of `flood_seconds` seconds in a row, control frames and fragments included:
    // 1008. 0 is any number.
    int frames_per_second = 0;
    int flood_seconds = 5;
    // Written and not yet taken by the client: 1008.
    std::size_t queue_bytes = 1024 * 1024;
    std::size_t queue_frames = 256;
    // Connections at once; the next handshake is answered 503.
    int open = 1000;
    // Binary messages where they are refused: 1003.
    Binary binary = Binary::refused;
};

// Queues and returns at once. Any thread, also after the connection has gone: then it does nothing.
class SocketWriter {
  public:
    virtual ~SocketWriter() = default;
    // One text message. A payload for many connections is never copied: give each the same pointer.
    virtual void send(std::shared_ptr<const std::string> text) = 0;
    void send(std::string text) { send(std::make_shared<const std::string>(std::move(text))); }
    virtual void send_binary(std::shared_ptr<const std::string> bytes) = 0;
    // For a handler that has much to send: waits until half of the queue is free. False when the
    // connection ends first, or after `limit`. Never from a thread of the server's own loop
    // (Route::immediate()).
    virtual bool wait_for_room(std::chrono::milliseconds limit) = 0;
    // After what is queued. 1000 is a normal end, 1008 a broken rule, 1011 our failure; 4000–4999
    // are ours. The reason is cut to 123 bytes.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
    // False once closing has begun, whoever began it.
    virtual bool open() const = 0;
};

// Called on a thread of the route's lane (Routes::waits() for handlers that wait for a commit, the
// quick lane unless the route says otherwise), one call at a time, in the order opened, messages…,
// closed. What text() and binary() throw goes to failed(); the connection stays open.
class Socket {
  public:
    virtual ~Socket() = default;
    virtual void opened(std::shared_ptr<SocketWriter> out) = 0;
    // Valid UTF-8.
    virtual void text(std::string message) = 0;
    // Only where the limits take binary messages.
    virtual void binary(std::string) {}
    virtual void failed(const Error& error) = 0;
    // Once, whoever ended the connection; also when messages before it were dropped.
    virtual void closed() = 0;
};

// Makes the object of one connection, on a quick thread. Guards ran before; may throw to refuse the
// handshake with an ordinary reply.
using SocketFactory = std::function<std::unique_ptr<Socket>(Call&)>;

}  // namespace kith::http

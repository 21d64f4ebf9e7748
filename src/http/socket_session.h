// One WebSocket connection: frames on the loop's thread, the Socket's methods in the route's lane.
//
// The frames are our own and not Beast's for three reasons: a silent connection costs less than two
// kilobytes, compressed or not; a message for many connections is written from one text and
// compressed once; limits count frames, which Beast hides.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "http/engine.h"
#include "http/loop.h"
#include "http/socket.h"
#include "http/socket_handshake.h"

namespace kith::http {

using TcpSocket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, Loop::Context::executor_type>;

struct SocketOpening {
    const Endpoint& route;
    Seats::Seat seat;
    Handshake handshake;
    std::unique_ptr<Socket> handler;
};

// Answers the handshake and serves the handler from then on. The socket does not block. On the
// loop's thread.
void serve_socket(TcpSocket socket, Loop& loop, Engine& engine, SocketOpening opening);

}  // namespace kith::http

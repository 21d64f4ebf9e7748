// One WebSocket connection: frames on the loop's thread, the Socket's methods on a pool thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>

#include "http/engine.h"
#include "http/loop.h"
#include "http/socket.h"

namespace kith::http {

using TcpSocket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, Loop::Context::executor_type>;

// Answers the handshake in `request` and serves `handler` from then on. On the loop's thread.
void serve_socket(TcpSocket socket, Loop& loop, Engine& engine, const Request& request,
                  std::unique_ptr<Socket> handler);

}  // namespace kith::http

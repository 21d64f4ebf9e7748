// One connection: reads requests one after another, has them run, writes the answers.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "http/channel.h"
#include "http/engine.h"
#include "http/head.h"
#include "http/loop.h"
#include "http/parser.h"
#include "http/socket_session.h"

namespace kith::http {

// Everything happens on the loop's thread, except work(), start_producer() and produce(), which run
// on a pool thread and touch only the request, its match, its stop and its channel; the loop's
// thread leaves these alone meanwhile.
class Connection final : public Member, public std::enable_shared_from_this<Connection> {
  public:
    using Tcp = boost::asio::ip::tcp;
    using Clock = std::chrono::steady_clock;

    Connection(TcpSocket socket, Loop& loop, Engine& engine);
    ~Connection() override;
    void start();

    void tick(Clock::time_point now) override;
    void wind_down() override;
    void close() override;

  private:
    enum class Phase : std::uint8_t {
        idle,       // between requests
        head,       // a request has begun
        body,       // its head is known
        admitting,  // guards look at the head before a large body is read
        working,    // on its way through a lane
        writing,    // the answer is ready
        streaming,  // the answer comes piece by piece
        lingering,  // our side is closed; waits for the client to close its side
        closed,
    };
    using ErrorCode = boost::system::error_code;

    // Reading.
    void read();
    void on_read(const ErrorCode& error, std::size_t bytes);
    void drop();
    void client_ended(const ErrorCode& error);
    void process();
    bool begin();
    void accept_head();
    void refuse_fault(Fault fault);
    void continue_100();
    void make_room();
    std::string_view input() const;

    // Running.
    void dispatch();
    void submit(Lane lane);
    bool needs_admission() const;
    void admit();
    void admitted(std::optional<Response> refusal);
    bool hand_over(LanePool& pool, std::function<void()> run);
    void work();
    void start_producer(Response response);
    void produce(Response response);
    void open_socket();
    void hand_off(SocketOpening opening);
    bool is_upgrade() const;
    void deliver(Response response);
    void refuse(const Error& error);

    // Writing.
    void respond(Response response);
    void on_channel();
    void pump();
    bool frame(const Channel::Batch& batch);
    void flush();
    void send_rest();
    void sent();
    void end_exchange();
    void linger();
    bool client_takes_bytes();
    void deadline(std::chrono::milliseconds after) { deadline_ = Clock::now() + after; }

    TcpSocket socket_;
    Loop& loop_;
    Engine& engine_;
    Phase phase_ = Phase::idle;
    Clock::time_point deadline_ = Clock::time_point::max();

    std::string input_;  // its size is its capacity
    std::size_t input_from_ = 0, input_to_ = 0;
    bool reading_ = false, ended_ = false;  // ended: nothing more will come
    std::optional<RequestParser> parser_;
    Clock::time_point body_since_;
    bool keep_alive_ = true, upgrading_ = false;

    Request request_;
    Match match_;
    Handshake handshake_;  // while upgrading
    std::optional<StopSource> stop_;
    std::shared_ptr<Channel> channel_;

    std::string out_, out_body_;
    std::size_t out_sent_ = 0;
    int out_waiting_ = 0;  // in the kernel when we last looked
    bool sending_ = false, channel_ready_ = false, last_piece_ = false, events_ = false;
    Framing framing_ = Framing::length;
    std::uint64_t stream_left_ = 0;  // of a declared length
    Clock::time_point last_sent_;
};

}  // namespace kith::http

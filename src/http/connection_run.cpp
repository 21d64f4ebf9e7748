// The part of a connection that has requests run. See connection.h.
#include <boost/asio/post.hpp>

#include "base/log.h"
#include "http/connection.h"
#include "http/gzip.h"

namespace kith::http {
namespace {

// For routes that do not stream: the router never writes to it.
class NoSink final : public StreamSink {
  public:
    void open(Response) override { fail(); }
    void write(std::string_view) override { fail(); }

  private:
    [[noreturn]] static void fail() {
        throw Error{Errc::internal, "a stream on a thread that must not wait"};
    }
};

// Opens the channel with the first byte, so that what fails before it can still be an error reply.
class LateSink final : public ByteSink {
  public:
    LateSink(Channel& channel, Response& head) : channel_{channel}, head_{head} {}
    void write(std::string_view bytes) override {
        open();
        channel_.write(bytes);
    }
    void open() {
        if (!channel_.opened()) channel_.open(std::move(head_));
    }

  private:
    Channel& channel_;
    Response& head_;
};

Error busy() {
    return Error{Errc::unavailable, "the server is busy", "queue_full"};
}

Error too_many_sockets() {
    return Error{Errc::unavailable, "too many connections", "sockets_full"};
}

}  // namespace

void Connection::dispatch() {
    ++engine_.requests;
    const bool is_fallback = match_.verdict == Match::Verdict::fallback;
    if (is_upgrade()) {
        // The first frames may come only after our answer; otherwise we would have to pass on what
        // we have read.
        if (reading_ || !input().empty()) {
            return refuse_fault(Fault::bad_request);
        }
        try {
            handshake_ = read_handshake(request_);
        } catch (const Error& error) {
            return refuse(error);
        }
        upgrading_ = true;
    }
    const bool runs = match_.verdict == Match::Verdict::found || is_fallback;
    if (upgrading_) return submit(Lane::quick);  // the route's lane is that of its messages
    if (runs && match_.lane() != Lane::immediate) return submit(match_.lane());
    NoSink sink;
    auto response = engine_.router.answer(match_, request_, Stop{}, sink);
    if (response->producer && request_.method != Method::head) {
        // Its body cannot be made on this thread.
        return refuse(Error{Errc::internal, "an immediate route made a stream"});
    }
    respond(std::move(*response));
}

void Connection::submit(Lane lane) {
    stop_.emplace();
    if (lane != Lane::stream) {
        const auto& settings = engine_.settings;
        stop_->deadline(Clock::now() +
                        (lane == Lane::slow ? settings.slow_deadline : settings.quick_deadline));
    }
    channel_ = std::make_shared<Channel>(stop_->stop(), [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            boost::asio::post(self->loop_.context(), [self] { self->on_channel(); });
        }
    });
    phase_ = Phase::working;
    deadline_ = Clock::time_point::max();
    const bool accepted = hand_over(engine_.pool(lane), [this] { work(); });
    if (accepted) return;
    ++engine_.refused_busy;
    stop_.reset();
    channel_.reset();
    upgrading_ = false;
    refuse(busy());
}

bool Connection::needs_admission() const {
    return match_.verdict == Match::Verdict::found && !match_.endpoint->guards.empty() &&
           match_.endpoint->body_bytes > kBodyBytes;
}

void Connection::admit() {
    phase_ = Phase::admitting;
    deadline(engine_.settings.quick_deadline);
    stop_.emplace();
    const bool accepted = hand_over(engine_.quick, [this] {
        auto refusal = engine_.router.refusal(match_, request_, stop_->stop());
        boost::asio::post(loop_.context(),
                          [self = shared_from_this(), refusal = std::move(refusal)]() mutable {
                              self->admitted(std::move(refusal));
                          });
    });
    if (accepted) return;
    ++engine_.refused_busy;
    stop_.reset();
    keep_alive_ = false;
    refuse(busy());
}

void Connection::admitted(std::optional<Response> refusal) {
    if (phase_ != Phase::admitting) return;
    stop_.reset();
    if (refusal) {
        keep_alive_ = false;
        respond(std::move(*refusal));
    } else {
        phase_ = Phase::body;
        body_since_ = Clock::now();
        if (parser_->wants_continue() && input().empty()) continue_100();
    }
    process();
}

bool Connection::hand_over(LanePool& pool, std::function<void()> run) {
    return pool.submit([self = shared_from_this(), run = std::move(run)]() mutable {
        run();
        // The last owner must be the loop's thread, which the socket belongs to.
        auto& context = self->loop_.context();
        boost::asio::post(context, [last = std::move(self)] {});
    });
}

// On a pool thread. Once the answer is delivered or the channel finished, the loop's thread owns
// everything again; the channel is kept alive until its last call has returned.
void Connection::work() {
    const auto stop = stop_->stop();
    const auto channel = channel_;
    if (upgrading_) return open_socket();
    std::optional<Response> response;
    if (match_.endpoint && match_.endpoint->stream) {
        response = engine_.router.answer(match_, request_, stop, *channel);
        if (!response) return channel->finish();
    } else {
        NoSink sink;
        response = engine_.router.answer(match_, request_, stop, sink);
    }
    if (response->producer && request_.method != Method::head) {
        return start_producer(std::move(*response));
    }
    try {
        compress(request_, *response);
    } catch (const Error& error) {
        response = engine_.router.refuse(request_, error);
    }
    deliver(std::move(*response));
}

// A quick thread hands the work over, because a download takes as long as its reader wants.
void Connection::start_producer(Response response) {
    if (match_.lane() != Lane::quick) return produce(std::move(response));
    stop_->deadline(Clock::time_point::max());
    auto held = std::make_shared<Response>(std::move(response));
    if (hand_over(engine_.stream, [this, held] { produce(std::move(*held)); })) return;
    ++engine_.refused_busy;
    deliver(engine_.router.refuse(request_, busy()));
}

void Connection::produce(Response response) {
    const auto stop = stop_->stop();
    const auto channel = channel_;
    const auto producer = std::move(response.producer);
    LateSink sink{*channel, response};
    const auto broke = [&](const Error& error) {
        if (!channel->opened()) return deliver(engine_.router.refuse(request_, error));
        if (error.code() != Errc::cancelled) {
            log::error("a download broke off: {} at {}; {}", error.message(), error.where(),
                       error.notes());
        }
        channel->abandon();
    };
    try {
        producer(sink, stop);
        sink.open();
        channel->finish();
    } catch (const Error& error) {
        broke(error);
    } catch (const std::exception& error) {
        broke(Error{Errc::internal, error.what()});
    }
}

bool Connection::is_upgrade() const {
    return match_.verdict == Match::Verdict::found && match_.endpoint->socket &&
           parser_->is_http11() && asks_for_socket(request_);
}

// On a pool thread.
void Connection::open_socket() {
    const auto& route = *match_.endpoint;
    auto seat = engine_.seats.take(route);
    if (!seat) {
        ++engine_.refused_busy;
        return deliver(engine_.router.refuse(request_, too_many_sockets()));
    }
    Response refusal;
    auto handler = engine_.router.open_socket(match_, request_, stop_->stop(), refusal);
    if (!handler) return deliver(std::move(refusal));
    auto opening = std::make_shared<SocketOpening>(route, std::move(*seat), std::move(handshake_),
                                                   std::move(handler));
    boost::asio::post(loop_.context(), [self = shared_from_this(), opening] {
        self->hand_off(std::move(*opening));
    });
}

// From here on the connection is the session's.
void Connection::hand_off(SocketOpening opening) {
    if (phase_ != Phase::working) return;
    phase_ = Phase::closed;
    loop_.remove(shared_from_this());
    serve_socket(std::move(socket_), loop_, engine_, std::move(opening));
}

void Connection::deliver(Response response) {
    boost::asio::post(loop_.context(),
                      [self = shared_from_this(), answer = std::move(response)]() mutable {
                          if (self->phase_ != Phase::working) return;
                          self->upgrading_ = false;
                          self->respond(std::move(answer));
                          self->process();
                      });
}

// The error reply of the current request. Where more of the request may be coming, keep_alive_ is
// off already.
void Connection::refuse(const Error& error) {
    auto response = engine_.router.refuse(request_, error);
    if (response.status == 503) response.headers.add("Retry-After", "1");
    if (response.status == 426) {
        response.headers.set("Upgrade", "websocket");
        response.headers.set("Sec-WebSocket-Version", "13");
    }
    respond(std::move(response));
}

}  // namespace kith::http

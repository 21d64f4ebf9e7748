// See socket_session.h.
#include "http/socket_session.h"

#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <mutex>

#include "base/log.h"

namespace kith::http {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
namespace {

using ErrorCode = boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kWaitingEvents =
    64;  // messages that wait for the handler; beyond, we stop reading
constexpr std::size_t kInputKeptBytes = 16 * 1024;
constexpr std::chrono::seconds kHandshake{10};
constexpr std::chrono::seconds kFarewell{3};

// What the writer's handle and the session share. The handle may outlive the session and the
// server.
class Outbox final : public SocketWriter {
  public:
    explicit Outbox(std::function<void()> wake) : wake_{std::move(wake)} {}

    void send(std::string text) override {
        const std::lock_guard guard{mutex_};
        if (!wake_ || closing_) return;
        bytes_ += text.size();
        texts_.push_back(std::move(text));
        if (bytes_ > kSocketQueueBytes) {
            texts_.clear();
            closing_ = {websocket::close_code::try_again_later, "too slow"};
        }
        wake_();
    }

    void close(std::uint16_t code, std::string_view reason) override {
        const std::lock_guard guard{mutex_};
        if (!wake_ || closing_) return;
        closing_ = {static_cast<websocket::close_code>(code),
                    beast::string_view{reason.data(), reason.size()}};
        wake_();
    }

    bool open() const override {
        const std::lock_guard guard{mutex_};
        return wake_ && !closing_;
    }

    // The session's side.
    bool take(std::string& text) {
        const std::lock_guard guard{mutex_};
        if (texts_.empty()) return false;
        text = std::move(texts_.front());
        texts_.pop_front();
        bytes_ -= std::min(bytes_, text.size());
        return true;
    }
    websocket::close_reason closing() const {
        const std::lock_guard guard{mutex_};
        return closing_;
    }
    void shut() {
        const std::lock_guard guard{mutex_};
        wake_ = nullptr;
        texts_.clear();
    }

  private:
    mutable std::mutex mutex_;
    std::function<void()>
        wake_;  // called with the lock held: the session lives as long as it is set
    std::deque<std::string> texts_;
    std::size_t bytes_ = 0;
    websocket::close_reason closing_;
};

struct Event {
    enum class Kind : std::uint8_t { opened, text, closed } kind;
    std::string text;
};

class Session final : public Member, public std::enable_shared_from_this<Session> {
  public:
    Session(TcpSocket socket, Loop& loop, Engine& engine, std::unique_ptr<Socket> handler)
        : loop_{loop}, engine_{engine}, handler_{std::move(handler)}, stream_{std::move(socket)} {
        ++engine_.connections;
    }
    ~Session() override { --engine_.connections; }

    void start(const Request& request);

    void tick(Clock::time_point now) override;
    void wind_down() override {
        if (outbox_) outbox_->close(websocket::close_code::going_away, "shutting down");
    }
    void close() override;

  private:
    void opened();
    void read();
    void write();
    void farewell();
    void end();
    void push(Event event);
    void pump();
    void handled();
    void handle(const Event& event);

    Loop& loop_;
    Engine& engine_;
    const std::unique_ptr<Socket> handler_;  // on a pool thread, one call at a time
    websocket::stream<TcpSocket> stream_;
    beast::http::request<beast::http::empty_body> handshake_;
    beast::flat_buffer input_;
    std::string output_;
    std::shared_ptr<Outbox> outbox_;
    std::deque<Event> events_;
    bool running_ = false, reading_ = false, writing_ = false, pinging_ = false;
    bool ending_ = false, told_closed_ = false, gone_ = false;
    Clock::time_point farewell_until_ = Clock::time_point::max();
    Clock::time_point heard_ = Clock::now(), pinged_ = Clock::now();
};

void Session::start(const Request& request) {
    loop_.add(shared_from_this());
    handshake_.method(beast::http::verb::get);
    handshake_.target(request.target);
    handshake_.version(11);
    for (std::size_t i = 0; i < request.headers.size(); ++i) {
        const auto [name, value] = request.headers.at(i);
        handshake_.insert(name, value);
    }
    stream_.set_option(
        websocket::stream_base::timeout{kHandshake, websocket::stream_base::none(), false});
    stream_.set_option(websocket::stream_base::decorator{[](websocket::response_type& response) {
        response.set("X-Content-Type-Options", "nosniff");
        response.set("Referrer-Policy", "no-referrer");
        response.set("X-Frame-Options", "DENY");
    }});
    stream_.read_message_max(kSocketMessageBytes);
    stream_.auto_fragment(false);
    stream_.control_callback([this](websocket::frame_type kind, beast::string_view) {
        heard_ = Clock::now();
        if (kind == websocket::frame_type::close) farewell();
    });
    stream_.async_accept(handshake_, [self = shared_from_this()](const ErrorCode& error) {
        return error ? self->end() : self->opened();
    });
}

void Session::opened() {
    if (gone_) return;
    handshake_ = {};
    outbox_ = std::make_shared<Outbox>([weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            asio::post(self->loop_.context(), [self] { self->write(); });
        }
    });
    push({Event::Kind::opened, {}});
    read();
}

void Session::tick(Clock::time_point now) {
    if (gone_) return pump();
    if (now - heard_ >= engine_.settings.socket_silence || now >= farewell_until_) return close();
    pump();  // the lane may have been full
    if (!outbox_ || ending_ || pinging_ || now - pinged_ < engine_.settings.socket_ping) return;
    pinging_ = true;
    pinged_ = now;
    stream_.async_ping({},
                       [self = shared_from_this()](const ErrorCode&) { self->pinging_ = false; });
}

void Session::read() {
    if (reading_ || gone_ || events_.size() >= kWaitingEvents) return;
    reading_ = true;
    stream_.async_read(input_, [self = shared_from_this()](const ErrorCode& error, std::size_t) {
        self->reading_ = false;
        if (error) return self->end();
        self->heard_ = Clock::now();
        const bool is_text = self->stream_.got_text();
        if (is_text) {
            self->push({Event::Kind::text, beast::buffers_to_string(self->input_.data())});
        } else {
            self->outbox_->close(websocket::close_code::unknown_data, "text only");
        }
        self->input_.consume(self->input_.size());
        if (self->input_.capacity() > kInputKeptBytes) self->input_.shrink_to_fit();
        self->read();
    });
}

void Session::write() {
    if (writing_ || ending_ || gone_) return;
    if (outbox_->take(output_)) {
        writing_ = true;
        stream_.text(true);
        stream_.async_write(asio::buffer(output_),
                            [self = shared_from_this()](const ErrorCode& error, std::size_t) {
                                self->writing_ = false;
                                return error ? self->end() : self->write();
                            });
        return;
    }
    const auto reason = outbox_->closing();
    if (!reason) return;
    ending_ = true;
    farewell();
    stream_.async_close(reason, [self = shared_from_this()](const ErrorCode&) { self->end(); });
}

// A closing frame came or goes: no text counts any more. The rest is manners, for which the client
// gets some time.
void Session::farewell() {
    push({Event::Kind::closed, {}});
    farewell_until_ = std::min(farewell_until_, Clock::now() + kFarewell);
}

// The connection is over, whoever ended it.
void Session::end() {
    push({Event::Kind::closed, {}});
    close();
}

// The session stays with the loop until its handler has heard of the end.
void Session::close() {
    if (!gone_) {
        gone_ = true;
        ErrorCode ignored;
        beast::get_lowest_layer(stream_).close(ignored);
        if (outbox_) outbox_->shut();
        push({Event::Kind::closed, {}});
    }
    const auto self = shared_from_this();
    pump();
    if (events_.empty()) loop_.remove(self);
}

void Session::push(Event event) {
    if (!outbox_ || told_closed_) return;  // never opened, or over
    told_closed_ = event.kind == Event::Kind::closed;
    events_.push_back(std::move(event));
    pump();
}

void Session::pump() {
    if (running_ || events_.empty()) return;
    auto work = [self = shared_from_this(), event = events_.front()]() mutable {
        self->handle(event);
        auto& context = self->loop_.context();
        asio::post(context, [last = std::move(self)] { last->handled(); });
    };
    running_ = true;
    if (engine_.quick.submit(work)) return;
    // A full lane has room again later; a closed one never.
    if (engine_.stopping) return work();
    running_ = false;
}

void Session::handled() {
    running_ = false;
    events_.pop_front();
    if (gone_) return close();
    pump();
    read();
}

void Session::handle(const Event& event) {
    const auto failed = [&](const Error& error) {
        const bool hidden = error.code() == Errc::internal;
        if (hidden)
            log::error("socket: {} at {}; {}", error.message(), error.where(), error.notes());
        try {
            handler_->failed(hidden ? Error{Errc::internal, "internal error"} : error);
        } catch (const std::exception& again) {
            log::error("socket: {} while reporting a failure", again.what());
        }
    };
    try {
        if (event.kind == Event::Kind::opened) return handler_->opened(outbox_);
        if (event.kind == Event::Kind::closed) return handler_->closed();
        handler_->text(event.text);
    } catch (const Error& error) {
        failed(error);
    } catch (const std::exception& error) {
        failed(Error{Errc::internal, error.what()});
    }
}

}  // namespace

void serve_socket(TcpSocket socket, Loop& loop, Engine& engine, const Request& request,
                  std::unique_ptr<Socket> handler) {
    std::make_shared<Session>(std::move(socket), loop, engine, std::move(handler))->start(request);
}

}  // namespace kith::http

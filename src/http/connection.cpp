// See connection.h. Reading, and the life of the connection; connection_run.cpp and
// connection_write.cpp have the rest.
#include "http/connection.h"

#include "base/log.h"

namespace kith::http {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kInputFirstBytes = 4 * 1024;
constexpr std::size_t kInputMostBytes = 2 * kHeadBytes;
constexpr std::size_t kInputKeptBytes =
    16 * 1024;                                    // larger buffers are given back between requests
constexpr std::size_t kSlowestBytes = 16 * 1024;  // a body gets a second for each so many bytes
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string text_of(const boost::asio::ip::tcp::endpoint& at) {
    const auto address = at.address().to_string();
    return at.address().is_v6() ? fmt::format("[{}]:{}", address, at.port())
                                : fmt::format("{}:{}", address, at.port());
}

Error error_of(Fault fault) {
    switch (fault) {
        case Fault::uri_too_long:
            return Error{Errc::invalid, "the request target is too long", "uri_too_long"};
        case Fault::headers_too_large:
            return Error{Errc::invalid, "the request headers are too large", "headers_too_large"};
        case Fault::body_too_large:
            return Error{Errc::too_large, "the request body is too large", "body_too_large"};
        case Fault::expectation:
            return Error{Errc::invalid, "unknown expectation", "expectation_failed"};
        case Fault::bad_request:
        case Fault::none:
            break;
    }
    return Error{Errc::invalid, "bad request", "bad_request"};
}

}  // namespace

Connection::Connection(TcpSocket socket, Loop& loop, Engine& engine)
    : socket_{std::move(socket)}, loop_{loop}, engine_{engine} {
    ++engine_.connections;
}

Connection::~Connection() {
    --engine_.connections;
}

void Connection::start() {
    ErrorCode error;
    socket_.non_blocking(true, error);
    if (!error) socket_.set_option(Tcp::no_delay{true}, error);
    const auto peer = error ? Tcp::endpoint{} : socket_.remote_endpoint(error);
    const auto local = error ? Tcp::endpoint{} : socket_.local_endpoint(error);
    if (error || engine_.stopping) return;  // it has gone already
    request_.peer = text_of(peer);
    request_.local = local.address().to_string();
    loop_.add(shared_from_this());
    deadline(engine_.settings.head_deadline);
    process();
}

void Connection::close() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    ErrorCode ignored;
    socket_.close(ignored);
    if (stop_) stop_->request(StopReason::client_left);
    if (channel_) channel_->close();
    loop_.remove(shared_from_this());
}

void Connection::wind_down() {
    keep_alive_ = false;
    switch (phase_) {
        case Phase::idle:
        case Phase::head:
        case Phase::body:
        case Phase::admitting:
            return close();
        case Phase::working:
        case Phase::streaming:
            if (stop_) stop_->request(StopReason::shutdown);
            return;
        case Phase::writing:
        case Phase::lingering:
        case Phase::closed:
            return;
    }
}

void Connection::tick(Clock::time_point now) {
    if (phase_ == Phase::streaming && !sending_ && events_ &&
        now - last_sent_ >= engine_.settings.stream_comment) {
        out_ = framing_ == Framing::chunked ? "3\r\n:\n\n\r\n" : ":\n\n";
        return flush();
    }
    if (now < deadline_) return;
    if (sending_ && client_takes_bytes()) return deadline(engine_.settings.write_deadline);
    switch (phase_) {
        case Phase::head:
        case Phase::body:
            keep_alive_ = false;
            return refuse(
                Error{Errc::timeout, "the request did not come in time", "request_timeout"});
        case Phase::working:
            return;  // the handler is told by its Stop
        case Phase::streaming:
        case Phase::writing:
            return sending_ ? drop() : void();
        default:
            return close();
    }
}

// Ends without waiting for what the client does not take.
void Connection::drop() {
    ErrorCode ignored;
    socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
    close();
}

std::string_view Connection::input() const {
    return std::string_view{input_}.substr(input_from_, input_to_ - input_from_);
}

void Connection::make_room() {
    if (input_from_ == input_to_) {
        input_from_ = input_to_ = 0;
        const bool between = phase_ == Phase::idle;
        if (between && input_.size() > kInputKeptBytes) std::string{}.swap(input_);
    }
    if (input_.empty()) input_.resize(kInputFirstBytes);
    if (input_to_ < input_.size()) return;
    if (input_from_ > 0) {
        input_.erase(0, input_from_);
        input_to_ -= input_from_;
        input_from_ = 0;
        input_.resize(input_.capacity());
    } else if (input_.size() < kInputMostBytes) {
        input_.resize(std::min(kInputMostBytes, input_.size() * 2));
    }
}

// While a request runs this watches for the client leaving; what comes instead is the next request.
void Connection::read() {
    if (reading_ || ended_ || phase_ == Phase::closed) return;
    make_room();
    if (input_to_ == input_.size()) return;
    reading_ = true;
    socket_.async_read_some(asio::buffer(input_.data() + input_to_, input_.size() - input_to_),
                            [self = shared_from_this()](const ErrorCode& error, std::size_t bytes) {
                                self->on_read(error, bytes);
                            });
}

void Connection::on_read(const ErrorCode& error, std::size_t bytes) {
    reading_ = false;
    if (phase_ == Phase::closed) return;
    if (error) return client_ended(error);
    if (phase_ == Phase::lingering) {
        input_from_ = input_to_ = 0;  // nobody reads it any more
        return read();
    }
    input_to_ += bytes;
    process();
}

void Connection::client_ended(const ErrorCode& error) {
    ended_ = true;
    const bool half = error == asio::error::eof;  // it may still read
    if (half && phase_ == Phase::working) {
        if (stop_) stop_->request(StopReason::client_left);
        return;
    }
    if (half && phase_ == Phase::writing) return;
    close();
}

// Every way in ends here: takes what has come as far as the phase allows, then reads on. Cost:
// linear in the bytes; each turn takes some or leaves.
void Connection::process() {
    while (phase_ == Phase::idle || phase_ == Phase::head || phase_ == Phase::body) {
        if (phase_ == Phase::idle && !begin()) break;
        const auto taken = parser_->feed(input());
        input_from_ += taken;
        if (parser_->fault() != Fault::none) {
            refuse_fault(parser_->fault());
        } else if (phase_ == Phase::head && parser_->head_complete()) {
            accept_head();
        } else if (parser_->complete()) {
            dispatch();
        } else {
            break;
        }
    }
    if (phase_ == Phase::body) {
        const auto earned = std::chrono::seconds{parser_->body_bytes() / kSlowestBytes};
        deadline_ = body_since_ + engine_.settings.body_deadline + earned;
    }
    if (phase_ == Phase::closed || phase_ == Phase::lingering) return;
    if (ended_ && phase_ <= Phase::body) return close();
    if (!upgrading_) read();  // then what comes next is not ours to read
}

// The next request, if a byte of it is here. Empty lines before it are allowed.
bool Connection::begin() {
    while (input_from_ < input_to_ &&
           (input_[input_from_] == '\r' || input_[input_from_] == '\n')) {
        ++input_from_;
    }
    if (input_from_ == input_to_) return false;
    request_.method = Method::other;
    request_.target.clear();
    request_.headers.clear();
    if (request_.body.capacity() > kInputKeptBytes) std::string{}.swap(request_.body);
    request_.body.clear();
    parser_.emplace(request_);
    phase_ = Phase::head;
    deadline(engine_.settings.head_deadline);
    return true;
}

void Connection::accept_head() {
    match_ = engine_.router.match(request_);
    keep_alive_ = parser_->keep_alive() && !engine_.stopping;
    phase_ = Phase::body;
    parser_->limit_body(match_.body_bytes());
    if (parser_->fault() != Fault::none) return refuse_fault(parser_->fault());
    body_since_ = Clock::now();
    if (parser_->complete()) return dispatch();
    if (needs_admission()) return admit();
    if (parser_->wants_continue() && input().empty()) continue_100();
}

// A client that asks first need not send a body for nothing.
void Connection::continue_100() {
    const bool welcome = match_.verdict == Match::Verdict::found;
    if (!welcome) {
        keep_alive_ = false;
        return dispatch();
    }
    ErrorCode error;
    socket_.write_some(asio::buffer(kContinue), error);
    if (error) close();
}

void Connection::refuse_fault(Fault fault) {
    keep_alive_ = false;
    refuse(error_of(fault));
}

}  // namespace kith::http

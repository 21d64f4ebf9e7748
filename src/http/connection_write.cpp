// The part of a connection that writes answers. See connection.h.
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <boost/asio/buffer.hpp>

#include "http/connection.h"

namespace kith::http {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kJoinBytes =
    16 * 1024;  // bodies up to here go out in one piece with their head
constexpr std::size_t kOutKeptBytes = 64 * 1024;  // larger buffers are given back
constexpr std::chrono::milliseconds kLinger{2'000};

}  // namespace

void Connection::respond(Response response) {
    phase_ = Phase::writing;
    const bool is_head = request_.method == Method::head;
    HeadInfo info;
    info.body_bytes = response.body.size();
    if (is_head && response.producer) {
        info.framing = response.producer_bytes ? Framing::length : Framing::close;
        info.body_bytes = response.producer_bytes.value_or(0);
    }
    info.http11 = !parser_ || parser_->is_http11();
    info.keep_alive = keep_alive_;
    info.date = loop_.date();
    out_.clear();
    out_body_.clear();
    render_head(out_, response, info);
    if (!is_head && response.status != 204 && response.status != 304) {
        if (response.body.size() <= kJoinBytes) {
            out_ += response.body;
        } else {
            out_body_ = std::move(response.body);
        }
    }
    last_piece_ = true;
    flush();
}

void Connection::on_channel() {
    if (phase_ != Phase::working && phase_ != Phase::streaming) return;
    channel_ready_ = true;
    pump();
    process();
}

// Takes what the channel has, unless the socket is still busy with the last piece. That is what
// slows the writer down.
void Connection::pump() {
    if (!channel_ready_ || sending_ || !channel_) return;
    channel_ready_ = false;
    const auto batch = channel_->take();
    if (batch.abandoned) return close();
    out_.clear();
    out_body_.clear();
    if (batch.head) {
        phase_ = Phase::streaming;
        const auto length = batch.head->producer_bytes;
        const bool http11 = parser_->is_http11();
        framing_ = length ? Framing::length : http11 ? Framing::chunked : Framing::close;
        if (framing_ == Framing::close) keep_alive_ = false;
        stream_left_ = length.value_or(0);
        events_ = batch.head->headers.get("Content-Type").starts_with("text/event-stream");
        render_head(out_, *batch.head,
                    {.framing = framing_,
                     .body_bytes = stream_left_,
                     .keep_alive = keep_alive_,
                     .http11 = http11,
                     .date = loop_.date()});
    }
    if (!frame(batch)) return close();
    last_piece_ = batch.finished;
    flush();
}

// Appends the batch as the framing asks. False when it does not have the length that was declared.
bool Connection::frame(const Channel::Batch& batch) {
    if (framing_ == Framing::length) {
        if (batch.bytes.size() > stream_left_) return false;
        stream_left_ -= batch.bytes.size();
        if (batch.finished && stream_left_ > 0) return false;
    }
    if (framing_ == Framing::chunked && !batch.bytes.empty()) {
        fmt::format_to(std::back_inserter(out_), "{:x}\r\n", batch.bytes.size());
    }
    out_ += batch.bytes;
    if (framing_ == Framing::chunked) {
        if (!batch.bytes.empty()) out_ += "\r\n";
        if (batch.finished) out_ += "0\r\n\r\n";
    }
    return true;
}

// Most answers fit into the socket's buffer: then there is nothing to wait for.
void Connection::flush() {
    out_sent_ = 0;
    const std::array<asio::const_buffer, 2> pieces = {asio::buffer(out_), asio::buffer(out_body_)};
    ErrorCode error;
    if (!out_.empty()) out_sent_ = socket_.write_some(pieces, error);
    if (error && error != asio::error::would_block && error != asio::error::try_again) {
        return close();
    }
    if (out_sent_ == out_.size() + out_body_.size()) return sent();
    sending_ = true;
    out_waiting_ = 0;
    send_rest();
}

// The kernel holds megabytes for us and asks for more only when much of it has gone, which takes a
// slow client longer than our patience. So the question is whether that heap has shrunk.
bool Connection::client_takes_bytes() {
    int waiting = 0;
    if (::ioctl(socket_.native_handle(), SIOCOUTQ, &waiting) != 0) return false;
    const bool fewer = out_waiting_ == 0 || waiting < out_waiting_;
    out_waiting_ = waiting;
    return fewer;
}

void Connection::send_rest() {
    deadline(engine_.settings.write_deadline);
    std::array<asio::const_buffer, 2> rest = {asio::buffer(out_), asio::buffer(out_body_)};
    const auto of_first = std::min(out_sent_, out_.size());
    rest[0] += of_first;
    rest[1] += out_sent_ - of_first;
    socket_.async_write_some(
        rest, [self = shared_from_this()](const ErrorCode& error, std::size_t bytes) {
            if (self->phase_ == Phase::closed) return;
            if (error) return self->close();
            self->out_sent_ += bytes;
            if (self->out_sent_ < self->out_.size() + self->out_body_.size()) {
                return self->send_rest();
            }
            self->sending_ = false;
            self->sent();
            if (self->phase_ == Phase::streaming) self->pump();
            self->process();
        });
}

// Only changes the phase: whoever called goes on with process().
void Connection::sent() {
    last_sent_ = Clock::now();
    if (out_.capacity() > kOutKeptBytes) std::string{}.swap(out_);
    std::string{}.swap(out_body_);
    if (phase_ == Phase::streaming && !last_piece_) {
        deadline_ = Clock::time_point::max();
        return;
    }
    end_exchange();
}

void Connection::end_exchange() {
    stop_.reset();
    channel_.reset();
    channel_ready_ = events_ = false;
    if (ended_) return close();
    if (!keep_alive_ || engine_.stopping) return linger();
    phase_ = Phase::idle;
    deadline(engine_.settings.idle_deadline);
}

// Closing at once while the client still sends would destroy the answer on its way. So: end our
// side, read until the client ends its own.
void Connection::linger() {
    phase_ = Phase::lingering;
    deadline(kLinger);
    ErrorCode error;
    socket_.shutdown(Tcp::socket::shutdown_send, error);
    if (error) return close();
    input_from_ = input_to_ = 0;
    read();
}

}  // namespace kith::http

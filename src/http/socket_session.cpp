// See socket_session.h.
#include "http/socket_session.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <span>

#include "base/log.h"
#include "http/socket_flood.h"
#include "http/socket_frames.h"
#include "http/socket_gear.h"
#include "http/socket_handler.h"
#include "http/socket_outbox.h"

namespace kith::http {
namespace asio = boost::asio;
namespace {

using ErrorCode = boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kFarewell{2};  // for the peer to answer a closing frame
constexpr std::size_t kGather = 32;           // frames of one write
constexpr std::size_t kBatchKept = 8;         // frames a silent connection keeps room for
constexpr std::size_t kMostPongs = 32;        // older ones are forgotten
// Shorter ones hardly shrink without what came before; longer ones would hold up the thread.
constexpr std::size_t kDeflateLeast = 256, kDeflateMost = 64 * 1024;
constexpr std::uint64_t kPingPhases = 64;  // connections of one moment are not pinged in one

// The buffers of one write, as Asio wants them.
struct Pieces {
    std::array<asio::const_buffer, 2 * kGather> all;
    std::size_t count = 0;
    void add(const void* data, std::size_t bytes) {
        all[count++] = asio::const_buffer{data, bytes};
    }
    const asio::const_buffer* begin() const { return all.data(); }
    const asio::const_buffer* end() const { return all.data() + count; }
};

Outgoing frame_of(Opcode opcode, std::string payload) {
    return {std::make_shared<const std::string>(std::move(payload)),
            static_cast<std::uint8_t>(kFinal | static_cast<std::uint8_t>(opcode))};
}

class Session final : public Member,
                      public Outbox::Writing,
                      public std::enable_shared_from_this<Session> {
  public:
    Session(TcpSocket socket, Loop& loop, Engine& engine, SocketOpening opening);
    ~Session() override {
        --engine_.sockets;
        --engine_.connections;
    }
    void start(const Handshake& handshake);

    void tick(Clock::time_point now) override;
    void wind_down() override { outbox_->close(close_code::kGoingAway, "shutting down"); }
    void close() override;
    void wake() override;

  private:
    enum class Phase : std::uint8_t {
        open,
        closing,   // our closing frame is on its way or there; waits for theirs
        draining,  // nothing they say counts; waits until they close their side
        gone,
    };

    // Reading.
    void read();
    void on_readable();
    void take_in(std::span<char> input);
    void on_frame(Incoming frame);
    void end_with(std::uint16_t code, std::string reason);

    // Writing.
    void write();
    void look_for_close();
    void refill();
    void insert_control();
    void queue_close(const Outbox::Closing& closing);
    void compress(Outgoing& frame);
    bool send_some();
    void count_sent(std::size_t bytes);
    void drop_unsent();

    // The handler.
    void deliver(SocketEvent event);
    void pump();
    void handled();
    void leave_when_done();

    Loop& loop_;
    Engine& engine_;
    const Endpoint& route_;
    const Seats::Seat seat_;
    TcpSocket socket_;
    const int deflate_bits_;  // 0: not agreed on
    FrameReader reader_;
    FloodGauge flood_;
    const std::shared_ptr<Outbox> outbox_;
    SocketHandler handler_;

    Phase phase_ = Phase::open;
    bool reading_ = false, blocked_ = false;  // blocked: waits for the socket to take more
    bool ping_due_ = false, close_queued_ = false, ended_ = false;
    std::vector<std::string> pongs_;
    std::optional<Outbox::Closing> last_word_;  // what we close with when all is answered
    std::vector<Outgoing> batch_;
    std::size_t from_ = 0, sent_ = 0;  // the frame that is next, and how much of it has gone
    Clock::time_point heard_ = Clock::now(), ping_at_, farewell_until_ = Clock::time_point::max();
};

Session::Session(TcpSocket socket, Loop& loop, Engine& engine, SocketOpening opening)
    : loop_{loop},
      engine_{engine},
      route_{opening.route},
      seat_{std::move(opening.seat)},
      socket_{std::move(socket)},
      deflate_bits_{opening.handshake.deflate ? opening.handshake.deflate->server_bits : 0},
      reader_{route_.socket_limits, deflate_bits_ > 0 ? &loop.gear().inflater : nullptr},
      outbox_{std::make_shared<Outbox>(route_.socket_limits, *this)},
      handler_{std::move(opening.handler), outbox_} {
    ++engine_.connections;
    const auto number = static_cast<std::uint64_t>(++engine_.sockets);
    const auto half = engine_.settings.socket_ping / 2;
    ping_at_ = heard_ + half + half * (number % kPingPhases) / kPingPhases;
}

void Session::start(const Handshake& handshake) {
    loop_.add(shared_from_this());
    // Not a frame: its first byte is 0.
    batch_.push_back({std::make_shared<const std::string>(to_head(handshake))});
    write();
    deliver({SocketEvent::Kind::opened, {}});
    read();
}

// On whichever thread writes, with the outbox locked: until shut() the loop keeps us.
void Session::wake() {
    asio::post(loop_.context(), [self = shared_from_this()] { self->write(); });
}

void Session::tick(Clock::time_point now) {
    if (phase_ == Phase::gone) return;
    if (handler_.full()) heard_ = now;  // we do not listen
    const bool silent = now - heard_ >= engine_.settings.socket_silence;
    if (silent || now >= farewell_until_) return close();
    if (phase_ != Phase::open || now < ping_at_) return;
    ping_at_ = now + engine_.settings.socket_ping;
    ping_due_ = true;
    write();
}

void Session::read() {
    if (reading_ || phase_ == Phase::gone) return;
    if (phase_ == Phase::open && handler_.full()) return;
    reading_ = true;
    socket_.async_wait(TcpSocket::wait_read, [self = shared_from_this()](const ErrorCode& error) {
        self->reading_ = false;
        return error ? self->close() : self->on_readable();
    });
}

void Session::on_readable() {
    if (phase_ == Phase::gone) return;
    auto& input = loop_.gear().input;
    ErrorCode error;
    const auto bytes = socket_.read_some(asio::buffer(input), error);
    if (error == asio::error::would_block || error == asio::error::try_again) return read();
    if (error) return close();
    heard_ = Clock::now();
    if (phase_ != Phase::draining) take_in(std::span{input}.first(bytes));
    read();
}

void Session::take_in(std::span<char> input) {
    const auto before = reader_.frames();
    // What the handler writes on this thread goes out below, all at once.
    if (route_.lane == Lane::immediate) outbox_->claim();
    while (phase_ == Phase::open || phase_ == Phase::closing) {
        auto frame = reader_.next(input);
        if (frame.kind == Incoming::Kind::nothing) break;
        on_frame(std::move(frame));
    }
    const auto frames = reader_.frames() - before;
    if (phase_ == Phase::open && flood_.add(frames, heard_, route_.socket_limits)) {
        end_with(close_code::kPolicy, "too many frames");
    }
    write();
}

void Session::on_frame(Incoming frame) {
    using enum Incoming::Kind;
    switch (frame.kind) {
        case text:
            if (phase_ != Phase::open) return;
            return deliver({SocketEvent::Kind::text, std::move(frame.payload)});
        case binary:
            if (phase_ != Phase::open) return;
            return deliver({SocketEvent::Kind::binary, std::move(frame.payload)});
        case ping:
            // Only the last one needs an answer (section 5.5.3).
            if (pongs_.size() >= kMostPongs) pongs_.erase(pongs_.begin());
            return pongs_.push_back(std::move(frame.payload));
        case close:
            return end_with(frame.code ? frame.code : close_code::kNormal, {});
        case fault:
            return end_with(frame.code, std::move(frame.payload));
        case pong:
        case nothing:
            return;
    }
}

// The end as far as reading goes: their closing frame came, or something that must not. What came
// before it is still answered, in the time of a farewell.
void Session::end_with(std::uint16_t code, std::string reason) {
    phase_ = Phase::draining;
    last_word_ = Outbox::Closing{code, std::move(reason)};
    farewell_until_ = std::min(farewell_until_, Clock::now() + kFarewell);
    deliver({SocketEvent::Kind::closed, {}});
}

// Everything but a frame that the peer has the beginning of, or the handshake.
void Session::drop_unsent() {
    const bool keeps = from_ < batch_.size() && (sent_ > 0 || batch_[from_].first == 0);
    const auto end = from_ + (keeps ? 1 : 0);
    std::size_t bytes = 0, frames = 0;
    for (auto i = end; i < batch_.size(); ++i) {
        bytes += batch_[i].counted_bytes;
        frames += batch_[i].counted_frames;
    }
    batch_.resize(end);
    outbox_->written(frames, bytes);
}

void Session::write() {
    if (phase_ == Phase::gone) return;
    look_for_close();
    while (phase_ != Phase::gone && !blocked_) {
        refill();
        if (from_ == batch_.size()) break;
        if (!send_some()) return;
    }
    if (phase_ != Phase::draining || blocked_ || ended_ || !close_queued_) return;
    // Their side may still be on its way: closing ours at once could destroy our last frame.
    ended_ = true;
    ErrorCode error;
    socket_.shutdown(TcpSocket::shutdown_send, error);
    if (error) close();
}

// The time to say goodbye begins when somebody asks for it, also when the peer takes nothing.
void Session::look_for_close() {
    if (phase_ != Phase::open || farewell_until_ != Clock::time_point::max()) return;
    if (!outbox_->closing_asked()) return;
    farewell_until_ = Clock::now() + kFarewell;
    if (outbox_->closing().drops) drop_unsent();
}

void Session::refill() {
    if (sent_ == 0 && !close_queued_) insert_control();
    if (from_ < batch_.size()) return;
    from_ = 0;
    batch_.clear();
    if (batch_.capacity() > kBatchKept) batch_.shrink_to_fit();
    if (close_queued_) return;
    outbox_->take(batch_);
    for (auto& frame : batch_) compress(frame);
    if (!batch_.empty()) return;
    if (last_word_ && handler_.idle()) {
        queue_close(*last_word_);
    } else if (!last_word_ && outbox_->closing_asked()) {
        phase_ = Phase::closing;
        queue_close(outbox_->closing());
        deliver({SocketEvent::Kind::closed, {}});
    }
}

void Session::queue_close(const Outbox::Closing& closing) {
    outbox_->refuse();
    batch_.push_back(frame_of(Opcode::close, close_payload(closing.code, closing.reason)));
    close_queued_ = true;
}

// Between two frames, but never before the answer to the handshake.
void Session::insert_control() {
    const bool after_head = from_ < batch_.size() && batch_[from_].first == 0;
    const auto at = static_cast<std::ptrdiff_t>(from_ + (after_head ? 1 : 0));
    for (auto pong = pongs_.rbegin(); pong != pongs_.rend(); ++pong) {
        batch_.insert(batch_.begin() + at, frame_of(Opcode::pong, std::move(*pong)));
    }
    if (!pongs_.empty()) std::vector<std::string>{}.swap(pongs_);
    if (std::exchange(ping_due_, false)) {
        batch_.insert(batch_.begin() + at, frame_of(Opcode::ping, {}));
    }
}

void Session::compress(Outgoing& frame) {
    const auto size = frame.payload->size();
    if (deflate_bits_ == 0 || size < kDeflateLeast || size > kDeflateMost) return;
    auto smaller = loop_.gear().deflater.deflate(frame.payload, deflate_bits_);
    if (!smaller) return;
    frame.payload = std::move(smaller);
    frame.first |= kCompressed;
}

// False when the socket takes no more for now, or is over.
bool Session::send_some() {
    std::array<std::array<std::uint8_t, 10>, kGather> heads;
    Pieces pieces;
    const auto end = std::min(batch_.size(), from_ + kGather);
    auto skip = sent_;
    for (auto i = from_; i < end; ++i) {
        const auto& frame = batch_[i];
        auto& head = heads[i - from_];
        const auto head_bytes =
            frame.first == 0 ? 0 : write_head(frame.first, frame.payload->size(), head);
        if (skip < head_bytes) pieces.add(head.data() + skip, head_bytes - skip);
        skip -= std::min(skip, head_bytes);
        if (skip < frame.payload->size()) {
            pieces.add(frame.payload->data() + skip, frame.payload->size() - skip);
        }
        skip = 0;
    }
    ErrorCode error;
    const auto bytes = socket_.write_some(pieces, error);
    if (!error) {
        count_sent(bytes);
        return true;
    }
    if (error != asio::error::would_block && error != asio::error::try_again) {
        close();
        return false;
    }
    blocked_ = true;
    socket_.async_wait(TcpSocket::wait_write, [self = shared_from_this()](const ErrorCode& failed) {
        self->blocked_ = false;
        return failed ? self->close() : self->write();
    });
    return false;
}

void Session::count_sent(std::size_t bytes) {
    sent_ += bytes;
    std::size_t counted = 0, frames = 0;
    for (; from_ < batch_.size(); ++from_) {
        auto& frame = batch_[from_];
        std::array<std::uint8_t, 10> head;
        const auto size =
            frame.payload->size() +
            (frame.first == 0 ? 0 : write_head(frame.first, frame.payload->size(), head));
        if (sent_ < size) break;
        sent_ -= size;
        counted += frame.counted_bytes;
        frames += frame.counted_frames;
        frame.payload.reset();
    }
    if (frames > 0) outbox_->written(frames, counted);
}

// The connection is over, whoever ended it. We stay with the loop until the handler has heard of
// it.
void Session::close() {
    if (phase_ == Phase::gone) return;
    const auto self = shared_from_this();
    phase_ = Phase::gone;
    ErrorCode ignored;
    socket_.close(ignored);
    outbox_->shut();
    batch_ = {};
    deliver({SocketEvent::Kind::closed, {}});
    leave_when_done();
}

void Session::leave_when_done() {
    if (phase_ == Phase::gone && handler_.idle()) loop_.remove(shared_from_this());
}

void Session::deliver(SocketEvent event) {
    handler_.add(std::move(event));
    pump();
}

void Session::pump() {
    if (!handler_.begin()) return;
    if (route_.lane == Lane::immediate) {
        handler_.run();
        return handled();
    }
    // The last owner must be the loop's thread, which the socket belongs to.
    auto work = [self = shared_from_this()]() mutable {
        self->handler_.run();
        auto& context = self->loop_.context();
        asio::post(context, [last = std::move(self)] { last->handled(); });
    };
    if (engine_.pool(route_.lane).enqueue(work)) return;
    handler_.drop_messages();  // the server stops
    work();
}

void Session::handled() {
    handler_.done();
    pump();
    if (last_word_ && handler_.idle()) write();
    leave_when_done();
    read();
}

}  // namespace

void serve_socket(TcpSocket socket, Loop& loop, Engine& engine, SocketOpening opening) {
    const auto handshake = opening.handshake;
    std::make_shared<Session>(std::move(socket), loop, engine, std::move(opening))
        ->start(handshake);
}

}  // namespace kith::http

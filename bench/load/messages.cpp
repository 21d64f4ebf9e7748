// See messages.h. One thread: a poll over all connections.
#include "bench/load/messages.h"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <deque>
#include <memory>
#include <stdexcept>
#include <utility>

#include "bench/load/read_back.h"

namespace kith::load {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kPatience = 30s;  // for the last answers of a round
constexpr auto kReconnectEvery = 10ms;

struct Line {
    Line(const Target& target, int line) : peer{target}, number{line} {}
    Peer peer;
    int number;
    std::deque<Clock::time_point> due;  // planned moments of messages that are not answered
    std::uint64_t next = 0;             // number of the first of them
    bool in_flight = false;
    bool was_sent = false;  // the first of them, perhaps over a connection that is gone
    Clock::time_point retry_at{}, think_until{};
};

class Driver {
  public:
    Driver(const MessageRun& run, const Target& target, Server& server)
        : run_{run}, target_{target}, server_{server}, poll_{::epoll_create1(EPOLL_CLOEXEC)} {
        for (int i = 0; i < run.connections; ++i) {
            lines_.push_back(std::make_unique<Line>(target, i));
        }
    }
    ~Driver() { ::close(poll_); }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    MessageReport drive();

  private:
    void round();
    void disturb();
    void plan(Clock::time_point now);
    void step();
    void connect(Line& line, Clock::time_point now);
    void send_next(Line& line, Clock::time_point now);
    void take(Line& line);
    void answered(Line& line, bool accepted);
    void lost_connection(Line& line);
    bool all_answered() const;
    std::string session(const Line& line) const {
        return fmt::format("{}-{}", run_.name, line.number);
    }

    const MessageRun& run_;
    const Target& target_;
    Server& server_;
    const int poll_;
    std::vector<std::unique_ptr<Line>> lines_;
    MessageReport report_;
    Clock::time_point round_from_, round_to_, disturb_at_ = Clock::time_point::max();
    std::uint64_t planned_ = 0;  // of this round
};

std::string content_of(const std::string& session, std::uint64_t number) {
    return fmt::format("{} 第 {} 条消息 message", session, number);
}

void Driver::connect(Line& line, Clock::time_point now) {
    const auto path = run_.door == Door::socket ? "/ws/" + session(line) : std::string{};
    if (!line.peer.connect(path)) {
        line.retry_at = now + kReconnectEvery;
        return;
    }
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &line}};
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, line.peer.fd(), &event);
}

void Driver::lost_connection(Line& line) {
    line.peer.cut();
    line.in_flight = false;
    line.retry_at = Clock::now();
}

void Driver::send_next(Line& line, Clock::time_point now) {
    if (line.peer.has_unsent() && !line.peer.flush()) lost_connection(line);
    if (line.in_flight || line.due.empty() || now < line.think_until) return;
    if (!line.peer.connected()) {
        if (now < line.retry_at) return;
        connect(line, now);
        if (!line.peer.connected()) return;
    }
    const auto name = session(line);
    const auto key = fmt::format("{}-{}", name, line.next);
    const auto content = content_of(name, line.next);
    if (std::exchange(line.was_sent, true)) ++report_.repeated;
    bool sent;
    if (run_.door == Door::http) {
        const auto body = fmt::format(R"({{"content":"{}","session_id":"{}"}})", content, name);
        sent =
            line.peer.send(fmt::format("POST /api/message/send HTTP/1.1\r\nHost: localhost\r\n"
                                       "Content-Type: application/json\r\nIdempotency-Key: {}\r\n"
                                       "Content-Length: {}\r\n\r\n{}",
                                       key, body.size(), body));
    } else {
        sent = line.peer.send_text(fmt::format(
            R"({{"type":"send_message","client_id":"{}","content":"{}"}})", key, content));
    }
    line.in_flight = sent;
    if (!sent) lost_connection(line);
}

void Driver::answered(Line& line, bool accepted) {
    line.in_flight = false;
    const auto now = Clock::now();
    if (!accepted) {
        ++report_.refused;
        line.think_until = now + kReconnectEvery;  // the same again
        return;
    }
    const std::chrono::duration<double, std::milli> took = now - line.due.front();
    report_.milliseconds.push_back(took.count());
    ++report_.acknowledged;
    line.due.pop_front();
    ++line.next;
    line.was_sent = false;
    if (run_.rate > 0) return;
    line.think_until = now + run_.think;
    if (now < round_to_) line.due.push_back(line.think_until);
}

void Driver::take(Line& line) {
    if (!line.peer.receive()) return lost_connection(line);
    if (run_.door == Door::http) {
        while (const auto reply = line.peer.next_reply()) answered(line, reply->status == 200);
        return;
    }
    while (const auto frame = line.peer.next_frame()) {
        // The same may come twice after a cut: from the connection before, and for sending it
        // again.
        const auto expected = "\"content\":\"" + content_of(session(line), line.next) + '"';
        const bool sent = frame->find(R"("type":"message_sent")") != std::string::npos;
        if (sent && line.in_flight && frame->find(expected) != std::string::npos) {
            answered(line, true);
        } else if (line.in_flight && frame->find(R"("type":"error")") != std::string::npos &&
                   frame->find("user_message_id") == std::string::npos) {
            answered(line, false);
        }
    }
}

// Message i of a round is due i / rate seconds after its beginning, on connection i mod N.
void Driver::plan(Clock::time_point now) {
    if (run_.rate <= 0) return;
    for (;;) {
        const auto after = std::chrono::duration<double>{static_cast<double>(planned_) / run_.rate};
        const auto at = round_from_ + std::chrono::duration_cast<Clock::duration>(after);
        if (at > now || at > round_to_) return;
        lines_[planned_++ % lines_.size()]->due.push_back(at);
    }
}

bool Driver::all_answered() const {
    for (const auto& line : lines_) {
        if (!line->due.empty()) return false;
    }
    return true;
}

void Driver::step() {
    const auto now = Clock::now();
    if (now >= disturb_at_) disturb();
    plan(now);
    for (auto& line : lines_) send_next(*line, now);
    std::array<epoll_event, 256> events;
    const int count = ::epoll_pwait2(poll_, events.data(), static_cast<int>(events.size()),
                                     std::array<timespec, 1>{{{0, 200'000}}}.data(), nullptr);
    for (int i = 0; i < count; ++i) {
        auto& line = *static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr);
        if (line.peer.connected()) take(line);
        send_next(line, Clock::now());
    }
}

// In the middle of a round, with messages on their way.
void Driver::disturb() {
    disturb_at_ = Clock::time_point::max();
    if (run_.between == MessageRun::Between::kill) {
        server_.kill();
        for (auto& line : lines_) lost_connection(*line);
        if (!server_.start()) throw std::runtime_error{"the server did not come back"};
    } else {
        for (auto& line : lines_) lost_connection(*line);
    }
}

void Driver::round() {
    round_from_ = Clock::now();
    const auto length =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{run_.seconds});
    round_to_ = round_from_ + length;
    planned_ = 0;
    if (run_.between != MessageRun::Between::nothing) disturb_at_ = round_from_ + length / 2;
    if (run_.rate <= 0) {
        for (auto& line : lines_) line->due.push_back(round_from_);
    }
    while (Clock::now() < round_to_) step();
    const auto until = Clock::now() + kPatience;
    while (!all_answered() && Clock::now() < until) step();
}

MessageReport Driver::drive() {
    for (auto& line : lines_) connect(*line, Clock::now());
    const auto from = Clock::now();
    for (int i = 0; i < run_.rounds; ++i) round();
    report_.seconds = std::chrono::duration<double>{Clock::now() - from}.count();
    for (auto& line : lines_) {
        report_.never_acknowledged += line->due.size();
        // The last one may be there or not when it was never acknowledged.
        const auto name = session(*line);
        const auto found = read_back(
            target_, name, [&](std::uint64_t number) { return content_of(name, number); },
            line->next);
        report_.lost += found.missing;
        report_.doubled += found.doubled;
        report_.out_of_order += found.out_of_order;
    }
    return std::move(report_);
}

}  // namespace

MessageReport run_messages(const MessageRun& run, const Target& target, Server& server) {
    return Driver{run, target, server}.drive();
}

}  // namespace kith::load

// Clients that behave badly at the real port: they leave in the middle of an answer, or send their
// request so slowly that it never ends.
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

// One connection to the program; what does not come within the patience fails the test.
class Wire {
  public:
    explicit Wire(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    }
    ~Wire() { ::close(socket_); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void send(std::string_view text) const {
        EXPECT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(text.size()));
    }
    // Reads until the text occurs, the other end closes, or nothing comes for a minute.
    std::string receive_until(std::string_view text) const {
        std::string all;
        char piece[4096];
        while (all.find(text) == std::string::npos) {
            pollfd ready{socket_, POLLIN, 0};
            if (::poll(&ready, 1, 60'000) != 1) return all + " …nothing more came";
            const auto count = ::recv(socket_, piece, sizeof piece, 0);
            if (count <= 0) break;
            all.append(piece, static_cast<std::size_t>(count));
        }
        return all;
    }
    // Leaves without a word: the other end sees a reset.
    void reset() const {
        const linger now{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }

  private:
    int socket_;
};

std::string get_request(std::string_view path) {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

constexpr std::string_view kHeadEnd = "\r\n\r\n";

// More than the program has places for streams.
TEST(ClientsTest, client_left_in_the_middle_of_a_stream_frees_its_place) {
    Precious precious;
    auto& program = precious.program();
    for (int i = 0; i < 150; ++i) {
        const Wire wire{program.port()};
        wire.send(get_request("/api/kith/events"));
        const auto head = wire.receive_until(kHeadEnd);
        if (!head.starts_with("HTTP/1.1 200")) {
            // A place that has just been left may not be free yet, never for long.
            ASSERT_TRUE(head.starts_with("HTTP/1.1 503")) << head;
            const auto until = std::chrono::steady_clock::now() + Program::kPatience;
            for (;; Stop{}.wait_for(Program::kLookEvery)) {
                ASSERT_LT(std::chrono::steady_clock::now(), until) << "no place after " << i;
                const Wire again{program.port()};
                again.send(get_request("/api/kith/events"));
                again.reset();
                if (again.receive_until(kHeadEnd).starts_with("HTTP/1.1 200")) break;
            }
        }
        if (i % 2 == 0) wire.reset();
    }
    const Wire last{program.port()};
    last.send(get_request("/api/kith/events"));
    EXPECT_TRUE(last.receive_until(kHeadEnd).starts_with("HTTP/1.1 200"));
    const auto job = program.import(large_archive());
    const auto text = last.receive_until("\"done\"");
    EXPECT_NE(text.find("event: job"), std::string::npos) << text.substr(0, 500);
    EXPECT_EQ(program.finish_job(job.id).state, core::JobState::done);
    precious.expect_unharmed();
}

TEST(ClientsTest, client_left_in_the_middle_of_a_large_answer_harms_nobody) {
    Precious precious;
    auto& program = precious.program();
    ASSERT_EQ(program.import_whole(large_archive()).state, core::JobState::done);
    for (int i = 0; i < 40; ++i) {
        const Wire wire{program.port()};
        wire.send(get_request("/api/search?q=large"));
        if (i % 4 != 0) wire.receive_until(kHeadEnd);
        wire.reset();
    }
    EXPECT_EQ(found(program, "large"), kLargeRows);
    precious.expect_unharmed();
}

// The job belongs to nobody's connection: it goes on when the one who asked has left.
TEST(ClientsTest, client_left_after_asking_for_an_import_does_not_end_it) {
    Precious precious;
    auto& program = precious.program();
    const auto body = Program::import_body(large_archive());
    const Wire wire{program.port()};
    wire.send(
        "POST /api/kith/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        "application/json\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_TRUE(wire.receive_until(kHeadEnd).starts_with("HTTP/1.1 202"));
    wire.reset();
    EXPECT_TRUE(program.settle().empty());
    EXPECT_EQ(found(program, "large"), kLargeRows);
    precious.expect_unharmed();
}

// Opened when the tests begin and looked at last, so that nobody waits for the deadlines.
class SlowClients : public testing::Environment {
  public:
    void SetUp() override {
        folder_ = std::make_unique<TempFolder>();
        program_ = std::make_unique<Program>(serving(*folder_ / "data"));
        head_ = std::make_unique<Wire>(program_->port());
        head_->send("GET /api/kith/boot HTTP/1.1\r\nHost: loc");
        body_ = std::make_unique<Wire>(program_->port());
        body_->send(
            "POST /api/kith/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            "application/json\r\nContent-Length: 100\r\n\r\n{\"sources\"");
    }
    void TearDown() override {
        head_.reset();
        body_.reset();
        program_.reset();
        folder_.reset();
    }
    Wire& head() { return *head_; }
    Wire& body() { return *body_; }
    Program& program() { return *program_; }

  private:
    std::unique_ptr<TempFolder> folder_;
    std::unique_ptr<Program> program_;
    std::unique_ptr<Wire> head_, body_;
};

// Registered before main(); the framework owns it.
auto* const kSlow = static_cast<SlowClients*>(
    testing::AddGlobalTestEnvironment(std::make_unique<SlowClients>().release()));

TEST(ZSlowClients, a_head_that_never_ends_is_answered_408_and_closed) {
    EXPECT_TRUE(kSlow->head().receive_until("no end").starts_with("HTTP/1.1 408"));
    EXPECT_EQ(kSlow->program().get("/health").status, 200);
}

TEST(ZSlowClients, a_body_that_never_ends_is_answered_408_and_closed) {
    EXPECT_TRUE(kSlow->body().receive_until("no end").starts_with("HTTP/1.1 408"));
    EXPECT_EQ(kSlow->program().get("/health").status, 200);
}

}  // namespace
}  // namespace kith::test

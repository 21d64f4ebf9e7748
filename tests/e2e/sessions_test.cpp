// Sessions of other programs and kill -9: what was acknowledged is there once, in its order.
#include <atomic>
#include <thread>

#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

struct Names {
    struct Session {
        std::string session_id, session_title;
    };
    std::vector<Session> sessions;
};
BOOST_DESCRIBE_STRUCT(Names::Session, (), (session_id, session_title))
BOOST_DESCRIBE_STRUCT(Names, (), (sessions))

struct Chats {
    struct Chat {
        std::string role, msg;
    };
    std::vector<Chat> chats;
};
BOOST_DESCRIBE_STRUCT(Chats::Chat, (), (role, msg))
BOOST_DESCRIBE_STRUCT(Chats, (), (chats))

// Texts of one user's one session, oldest first.
std::vector<std::string> said(Program& program, const std::string& user) {
    const auto names = json::read<Names>(
        program.post("/query_session_names", R"({"user_id":")" + user + "\"}").body);
    if (names.sessions.empty()) return {};
    EXPECT_EQ(names.sessions.size(), 1u) << user;
    const auto& session = names.sessions[0].session_id;
    const auto chats = json::read<Chats>(
        program
            .post("/query_session_info",
                  R"({"user_id":")" + user + R"(","session_id":")" + session + "\"}")
            .body);
    std::vector<std::string> found;
    for (const auto& chat : chats.chats) found.push_back(chat.msg);
    return found;
}

// One user: sends "user n" one after the other and counts what was acknowledged.
class Sender {
  public:
    Sender(std::string user, std::string address)
        : user_{std::move(user)}, thread_{[this, at = std::move(address)] { send(at); }} {}
    ~Sender() { thread_.join(); }
    const std::string& user() const { return user_; }
    int acknowledged() const { return acknowledged_; }
    void join() {
        thread_.join();
        thread_ = std::thread{[] {}};
    }

  private:
    void send(const std::string& address) {
        net::CurlClient client;
        for (int i = 0;; ++i) {
            net::Request request{.method = "POST", .url = address + "/add_chat"};
            request.headers.push_back({"Content-Type", "application/json"});
            request.body = R"({"user_id":")" + user_ + R"(","role":"user","msg":")" + user_ + " " +
                           std::to_string(i) + "\"}";
            request.addresses = {};
            try {
                if (client.send(request, Stop{}).status != 200) return;
            } catch (const Error&) {  // it was killed
                return;
            }
            ++acknowledged_;
        }
    }

    std::string user_;
    std::atomic<int> acknowledged_{0};
    std::thread thread_;
};

TEST(SessionsKilled, nothing_that_was_acknowledged_is_lost_doubled_or_out_of_order) {
    std::random_device seed;
    std::mt19937 random{seed()};
    for (int round = 0; round < rounds(3); ++round) {
        TempFolder folder;
        const auto data = folder / "data";
        std::map<std::string, int> acknowledged;
        {
            Program program{serving(data)};
            const auto address = program.address();
            std::vector<std::unique_ptr<Sender>> senders;
            for (int i = 0; i < 8; ++i)
                senders.push_back(std::make_unique<Sender>("u" + std::to_string(i), address));
            const auto wanted = static_cast<int>(20 + random() % 200);
            const auto until = std::chrono::steady_clock::now() + Program::kPatience;
            const auto all = [&] {
                int sum = 0;
                for (const auto& one : senders) sum += one->acknowledged();
                return sum;
            };
            while (all() < wanted) {
                ASSERT_LT(std::chrono::steady_clock::now(), until);
                Stop{}.wait_for(Program::kLookEvery);
            }
            EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
            for (auto& one : senders) {
                one->join();
                acknowledged[one->user()] = one->acknowledged();
            }
        }
        expect_unharmed(data);
        Program program{serving(data)};
        for (const auto& [user, count] : acknowledged) {
            const auto found = said(program, user);
            // One more may have been written whose answer was on its way.
            EXPECT_GE(found.size(), static_cast<std::size_t>(count)) << user;
            EXPECT_LE(found.size(), static_cast<std::size_t>(count) + 1) << user;
            for (std::size_t i = 0; i < found.size(); ++i)
                EXPECT_EQ(found[i], user + " " + std::to_string(i));
        }
        EXPECT_EQ(program.finish(SIGTERM), 0);
    }
}

TEST(SessionsKilled, a_deleted_session_stays_deleted_and_leaves_no_text) {
    TempFolder folder;
    const auto data = folder / "data";
    const std::string mark = "wqzvkx-secret";
    {
        Program program{serving(data)};
        for (int i = 0; i < 50; ++i)
            for (const auto* session : {"gone", "kept"})
                EXPECT_EQ(program
                              .post("/add_chat", R"({"user_id":"u","role":"user","session_id":")" +
                                                     std::string{session} + R"(","msg":")" +
                                                     (session[0] == 'g' ? mark : "stays") +
                                                     std::to_string(i) + "\"}")
                              .status,
                          200);
        EXPECT_EQ(
            program.post("/delete_specific_session", R"({"user_id":"u","session_id":"gone"})").body,
            R"({"request_id":"","ok":0,"failed":""})");
        EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
    }
    Program program{serving(data)};
    EXPECT_EQ(said(program, "u").size(), 50u);
    EXPECT_EQ(program.finish(SIGTERM), 0);
    for (const auto& file : fs::recursive_directory_iterator{data}) {
        if (!file.is_regular_file()) continue;
        std::ifstream in{file.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(bytes.find(mark), std::string::npos) << file.path();
    }
}

}  // namespace
}  // namespace kith::test

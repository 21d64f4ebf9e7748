// kill -9 and a full disk while messages are sent by HTTP and by WebSocket: what was acknowledged
// is there once, in order, and what was not can be sent again under its key.
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "tests/e2e/program.h"
#include "tests/support/talk.h"

namespace kith::test {
namespace {

constexpr int kHttpSenders = 6, kSocketSenders = 3, kMost = 90;  // fewer than a flood

std::string text_of(const json::value& from, std::string_view key) {
    return std::string{json::text_or_empty(json::find(from, key))};
}

// One sender in a session of its own: "0", "1", … and what was acknowledged of them.
struct Sender {
    std::string session;
    bool by_socket{};
    std::vector<std::string> acknowledged;  // message ids; content is the index
    std::string key(std::size_t number) const { return session + "-" + std::to_string(number); }
};

// False when there was no acknowledgement.
bool send_by_http(net::CurlClient& client, std::uint16_t port, Sender& sender) {
    const auto number = sender.acknowledged.size();
    net::Request request{.method = "POST",
                         .url = "http://127.0.0.1:" + std::to_string(port) + "/api/message/send"};
    request.headers.push_back({"Idempotency-Key", sender.key(number)});
    request.body = R"({"content":")" + std::to_string(number) + R"(","session_id":")" +
                   sender.session + R"("})";
    request.addresses = {};
    try {
        const auto reply = client.send(request, Stop{});
        if (reply.status != 200) return false;
        sender.acknowledged.push_back(text_of(json::parse(reply.body), "message_id"));
        return true;
    } catch (const Error&) {
        return false;
    }
}

bool send_by_socket(Talk& talk, Sender& sender) {
    const auto number = sender.acknowledged.size();
    if (!talk.send_message(std::to_string(number),
                           R"(,"client_id":")" + sender.key(number) + R"(")"))
        return false;
    for (;;) {
        const auto frame = talk.next();
        if (frame.is_null()) return false;
        if (text_of(frame, "client_id") != sender.key(number)) continue;
        if (text_of(frame, "type") != "message_sent") return false;
        sender.acknowledged.push_back(text_of(frame, "message_id"));
        return true;
    }
}

void send_until_it_ends(std::uint16_t port, Sender& sender, std::atomic<int>& acknowledged) {
    net::CurlClient client;
    auto talk = sender.by_socket ? std::optional<Talk>{std::in_place, port, "/ws/" + sender.session}
                                 : std::nullopt;
    for (int i = 0; i < kMost; ++i) {
        const bool done = talk ? send_by_socket(*talk, sender) : send_by_http(client, port, sender);
        if (!done) return;
        ++acknowledged;
    }
}

// The person's messages of a session as the program lists them: contents and ids.
std::vector<std::pair<std::string, std::string>> listed(Program& program,
                                                        const std::string& session) {
    std::vector<std::pair<std::string, std::string>> all;
    for (int page = 1;; ++page) {
        const auto reply = program.get("/api/message/list?page_size=100&session_id=" + session +
                                       "&page=" + std::to_string(page));
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto body = json::parse(reply.body);
        const auto& messages = json::find(body, "messages")->as_array();
        for (const auto& message : messages)
            if (text_of(message, "msg_type") == "TEXT")
                all.emplace_back(text_of(message, "msg_content"), text_of(message, "message_id"));
        if (messages.size() < 100) return all;
    }
}

// Acknowledged ones in order, and at most the one that was on its way.
void expect_whole(Program& program, const Sender& sender) {
    const auto there = listed(program, sender.session);
    ASSERT_GE(there.size(), sender.acknowledged.size()) << sender.session;
    ASSERT_LE(there.size(), sender.acknowledged.size() + 1) << sender.session;
    for (std::size_t i = 0; i < there.size(); ++i) {
        EXPECT_EQ(there[i].first, std::to_string(i));
        if (i < sender.acknowledged.size()) {
            EXPECT_EQ(there[i].second, sender.acknowledged[i]);
        }
    }
}

std::vector<Sender> senders(int round) {
    std::vector<Sender> made;
    for (int i = 0; i < kHttpSenders + kSocketSenders; ++i)
        made.push_back({.session = "r" + std::to_string(round) + "s" + std::to_string(i),
                        .by_socket = i >= kHttpSenders,
                        .acknowledged = {}});
    return made;
}

TEST(LiveKillTest, kill_9_during_sends_loses_doubles_and_reorders_nothing) {
    std::random_device seed;
    const auto number = seed();
    std::cout << "[  random  ] " << number << '\n';
    std::mt19937 random{number};
    TempFolder folder;
    const int rounds =
        std::getenv("KITH_KILL_ROUNDS") ? std::atoi(std::getenv("KITH_KILL_ROUNDS")) : 3;
    for (int round = 0; round < rounds; ++round) {
        auto all = senders(round);
        std::atomic<int> acknowledged{0};
        const int enough = 20 + static_cast<int>(random() % 300);
        {
            Program program{serving(folder / "data")};
            const auto port = program.port();
            std::vector<std::thread> threads;
            std::atomic<int> left{static_cast<int>(all.size())};
            for (auto& sender : all)
                threads.emplace_back([&] {
                    send_until_it_ends(port, sender, acknowledged);
                    --left;
                });
            while (acknowledged < enough && left > 0) Stop{}.wait_for(std::chrono::milliseconds{1});
            EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
            for (auto& thread : threads) thread.join();
        }
        EXPECT_GT(acknowledged, 0);
        Program program{serving(folder / "data")};
        net::CurlClient client;
        for (auto& sender : all) {
            expect_whole(program, sender);
            // Sent again under its key, what was on its way is there once.
            EXPECT_TRUE(send_by_http(client, program.port(), sender));
            expect_whole(program, sender);
            EXPECT_EQ(listed(program, sender.session).size(), sender.acknowledged.size());
        }
        EXPECT_EQ(program.finish(SIGTERM), 0);
    }
}

TEST(LiveKillTest, disk_full_refuses_and_what_was_acknowledged_stays) {
    TempFolder folder;
    auto launch = serving(folder / "data");
    launch.file_bytes = 2 << 20;
    Program program{launch};
    const std::string text(15'000, 'x');
    std::vector<std::string> ids;
    int refused = 0;
    const auto send = [&] {
        const auto reply =
            program.post("/api/message/send", R"({"content":"4999)" + text.substr(0, 4900) +
                                                  R"(","session_id":"u)" +
                                                  std::to_string(ids.size() % 7) + R"("})");
        if (reply.status == 200)
            ids.push_back(text_of(json::parse(reply.body), "message_id"));
        else
            EXPECT_GE(reply.status, 500) << reply.body;
        return reply.status == 200;
    };
    for (int i = 0; i < 2000 && refused < 3; ++i)
        if (!send()) ++refused;
    EXPECT_EQ(refused, 3) << ids.size();
    EXPECT_EQ(program.get("/health").status, 200);
    {
        Talk talk{program.port(), "/ws/u0"};
        talk.next();
        talk.send_message(text.substr(0, 4900));
        const auto error = talk.next_of("error");
        EXPECT_EQ(text_of(error, "code"), "SEND_MESSAGE_FAILED");
        EXPECT_EQ(text_of(error, "message"), "发送消息失败");
    }
    program.give_room();
    EXPECT_TRUE(send());
    for (const auto& id : ids) EXPECT_EQ(program.get("/api/message/" + id).status, 200);
    EXPECT_EQ(program.finish(SIGTERM), 0);
    Program again{serving(folder / "data")};
    std::size_t there = 0;
    for (int i = 0; i < 7; ++i) there += listed(again, "u" + std::to_string(i)).size();
    EXPECT_EQ(there, ids.size());
}

}  // namespace
}  // namespace kith::test

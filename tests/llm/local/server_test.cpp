// The process of the chat model: started when asked for, watched, started again, given up.
#include "llm/local/server.h"

#include <signal.h>

#include <future>
#include <regex>

#include "base/error.h"
#include "tests/llm/local/fake_server.h"

namespace kith::llm::local {
namespace {

using namespace std::chrono_literals;

Phase phase_of(const FakeServer& fake) {
    return fake.server->state().phase;
}

std::string failure_of(Server& server) {
    try {
        server.lease({});
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        return error.reason() + ": " + error.message();
    }
    return "none";
}

TEST(LocalServer, nothing_runs_before_somebody_asks) {
    FakeServer fake{"well"};
    const auto& server = fake.start();
    EXPECT_EQ(server.state().phase, Phase::ready);
    EXPECT_EQ(server.state().name, "tiny");
    EXPECT_EQ(server.state().bytes, 4);
    EXPECT_EQ(fake.starts(), 0U);
}

TEST(LocalServer, is_started_once_for_all_who_ask_at_once) {
    FakeServer fake{"well"};
    auto& server = fake.start();
    std::vector<std::future<Server::Lease>> asked;
    for (int i = 0; i < 8; ++i)
        asked.push_back(std::async(std::launch::async, [&] { return server.lease({}); }));
    for (auto& one : asked) EXPECT_EQ(one.get()->name, "tiny");
    EXPECT_EQ(fake.starts(), 1U);
    EXPECT_EQ(server.state().phase, Phase::running);
    EXPECT_GT(server.state().start_s.value_or(0), 0);
}

TEST(LocalServer, listens_on_this_machine_alone_with_bounds_and_hides_its_key) {
    FakeServer fake{"well"};
    const auto lease = fake.start().lease({});
    const auto arguments = fake.lines("arguments").front();
    for (const auto* part : {R"("--host", "127.0.0.1")", R"("-t", "1")", R"("-c", "8192")",
                             R"("-np", "2")", R"("--cache-ram", "256")", R"("--no-webui")"})
        EXPECT_NE(arguments.find(part), std::string::npos) << part;
    EXPECT_EQ(lease->key.reveal().size(), 48U);
    EXPECT_EQ(arguments.find(lease->key.reveal()), std::string::npos);
    EXPECT_TRUE(std::regex_match(lease->url, std::regex{R"(http://127\.0\.0\.1:\d+)"}));
}

TEST(LocalServer, waking_starts_it_and_waits_for_nothing) {
    FakeServer fake{"slow-start"};
    auto& server = fake.start();
    server.wake();
    EXPECT_TRUE(becomes([&] { return fake.starts() == 1; }));
    EXPECT_EQ(server.state().phase, Phase::starting);
    fake.release();
    EXPECT_TRUE(becomes([&] { return phase_of(fake) == Phase::running; }));
}

TEST(LocalServer, who_waits_for_a_slow_start_can_leave) {
    FakeServer fake{"slow-start"};
    auto& server = fake.start();
    StopSource source;
    auto waiting = std::async(std::launch::async, [&] { return server.lease(source.stop()); });
    ASSERT_TRUE(becomes([&] { return fake.starts() == 1; }));
    source.request(StopReason::client_left);
    EXPECT_THROW(waiting.get(), Error);
    fake.release();
    EXPECT_TRUE(server.lease({}));
    EXPECT_EQ(fake.starts(), 1U);
}

TEST(LocalServer, is_stopped_when_idle_and_started_by_the_next_who_asks) {
    FakeServer fake{"well"};
    auto settings = FakeServer::quick();
    settings.idle = 30ms;
    auto& server = fake.start(settings);
    server.lease({}).reset();
    ASSERT_TRUE(becomes([&] { return phase_of(fake) == Phase::stopped; }));
    EXPECT_NE(::kill(fake.last_process(), 0), 0);
    EXPECT_TRUE(server.lease({}));
    EXPECT_EQ(fake.starts(), 2U);
}

TEST(LocalServer, is_not_idle_while_somebody_holds_it) {
    FakeServer fake{"well"};
    auto settings = FakeServer::quick();
    settings.idle = 1ms;
    auto& server = fake.start(settings);
    auto first = server.lease({});
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(server.state().phase, Phase::running);
        std::this_thread::yield();
    }
    first.reset();
    EXPECT_TRUE(becomes([&] { return phase_of(fake) == Phase::stopped; }));
}

TEST(LocalServer, one_that_was_killed_is_started_again_at_another_run) {
    FakeServer fake{"well"};
    auto& server = fake.start();
    const auto first = server.lease({});
    ::kill(fake.last_process(), SIGKILL);
    ASSERT_TRUE(becomes([&] { return fake.starts() == 2; }));
    const auto second = server.lease({});
    EXPECT_GT(second->run, first->run);
    EXPECT_EQ(server.state().restarts, 1);
    EXPECT_NE(server.state().reason.find("signal 9"), std::string::npos);
}

TEST(LocalServer, one_that_always_ends_is_given_up_after_five_times) {
    FakeServer fake{"crash"};
    auto& server = fake.start();
    EXPECT_EQ(failure_of(server),
              "failed: the built-in model does not run: the model's process ended with code 1");
    EXPECT_EQ(fake.starts(), 5U);
    EXPECT_EQ(server.state().phase, Phase::failed);
    EXPECT_EQ(failure_of(server).substr(0, 6), "failed");  // at once
    EXPECT_EQ(fake.starts(), 5U);
}

TEST(LocalServer, a_restart_forgets_that_it_was_given_up) {
    FakeServer fake{"crash"};
    auto& server = fake.start();
    failure_of(server);
    const auto good = fake.choice.file.parent_path() / "well.gguf";
    std::filesystem::rename(fake.choice.file, good);
    fake.choice.file = good;
    server.restart();
    EXPECT_TRUE(becomes([&] { return phase_of(fake) == Phase::running; }));
    EXPECT_EQ(server.state().restarts, 0);
    EXPECT_EQ(server.state().reason, "");
}

TEST(LocalServer, a_wrong_processor_is_told_and_not_tried_again) {
    FakeServer fake{"illegal"};
    auto& server = fake.start();
    EXPECT_NE(failure_of(server).find("another processor"), std::string::npos);
    EXPECT_EQ(fake.starts(), 1U);
}

TEST(LocalServer, a_port_that_was_taken_meanwhile_costs_one_start) {
    FakeServer fake{"port-taken"};
    EXPECT_TRUE(fake.start().lease({}));
    EXPECT_EQ(fake.starts(), 2U);
    EXPECT_NE(fake.lines("arguments")[0], fake.lines("arguments")[1]);
}

TEST(LocalServer, one_that_never_answers_is_ended) {
    FakeServer fake{"never-up"};
    auto settings = FakeServer::quick();
    settings.start_limit = 100ms;
    EXPECT_NE(failure_of(fake.start(settings)).find("did not answer"), std::string::npos);
    EXPECT_EQ(fake.server->state().restarts, 5);
    for (const auto& process : fake.lines("starts")) EXPECT_NE(::kill(std::stoi(process), 0), 0);
}

TEST(LocalServer, one_that_hangs_is_killed_and_started_again) {
    FakeServer fake{"well"};
    auto& server = fake.start();
    const auto lease = server.lease({});
    const int hanging = fake.last_process();
    server.failed(lease->run, Server::Fault::hung);
    ASSERT_TRUE(becomes([&] { return fake.starts() == 2; }));
    EXPECT_NE(::kill(hanging, 0), 0);
    const auto second = server.lease({});
    server.failed(lease->run, Server::Fault::hung);  // told late: that run is over
    EXPECT_EQ(server.lease({})->run, second->run);
    EXPECT_EQ(fake.starts(), 2U);
}

TEST(LocalServer, one_whose_connection_broke_is_replaced) {
    FakeServer fake{"well"};
    auto& server = fake.start();
    const auto lease = server.lease({});
    server.failed(lease->run, Server::Fault::broken);
    EXPECT_GT(server.lease({})->run, lease->run);
    EXPECT_NE(server.state().reason.find("broke"), std::string::npos);
}

TEST(LocalServer, a_missing_runtime_is_an_error_not_a_wait) {
    FakeServer fake{"well"};
    fake.choice.program = "/nowhere/llama-server";
    EXPECT_NE(failure_of(fake.start()).find("cannot start"), std::string::npos);
}

TEST(LocalServer, absent_files_are_looked_for_again_at_each_request) {
    FakeServer fake{"well"};
    bool there = false;
    Server server{FakeServer::quick(), fake.client, [&]() -> Choice {
                      require(there, Errc::unavailable, "no file", "absent");
                      return fake.choice;
                  }};
    EXPECT_EQ(server.state().phase, Phase::absent);
    EXPECT_EQ(failure_of(server), "absent: no file");
    EXPECT_EQ(failure_of(server), "absent: no file");
    there = true;
    server.look();
    EXPECT_EQ(server.state().phase, Phase::ready);
    EXPECT_TRUE(server.lease({}));
}

TEST(LocalServer, takes_its_process_along_when_it_goes) {
    FakeServer fake{"well"};
    auto lease = fake.start().lease({});
    const int process = fake.last_process();
    fake.server.reset();
    EXPECT_NE(::kill(process, 0), 0);
    lease.reset();  // later than the server
}

}  // namespace
}  // namespace kith::llm::local

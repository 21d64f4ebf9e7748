// Child processes: what they say, how they end, that they never outlive us.
#include "base/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <future>
#include <thread>

#include "base/error.h"

namespace kith {
namespace {

using namespace std::chrono_literals;

Command shell(std::string script) {
    return {.arguments = {"sh", "-c", std::move(script)}};
}

// The lines of a command that ends by itself.
std::vector<std::string> lines_of(Command command) {
    std::vector<std::string> lines;
    Process child{std::move(command), [&](std::string_view line) { lines.emplace_back(line); }};
    EXPECT_TRUE(child.wait({}).well());
    return lines;
}

// "Z" for one that ended and was not waited for, "" when there is none of that number.
std::string state_of(int id) {
    std::ifstream file{"/proc/" + std::to_string(id) + "/stat"};
    std::string number, name, state;
    file >> number >> name >> state;
    return state;
}

bool ends_within(int id, std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < until) {
        if (const auto state = state_of(id); state.empty() || state == "Z") return true;
        std::this_thread::yield();
    }
    return false;
}

TEST(Process, tells_its_output_and_its_errors_line_by_line) {
    const auto lines = lines_of(shell("echo one; echo two >&2; printf 'three\\rfour'"));
    EXPECT_EQ(lines, (std::vector<std::string>{"one", "two", "three", "four"}));
}

TEST(Process, the_words_arrive_as_they_are) {
    const auto lines = lines_of({.arguments = {"printf", "%s\\n", "a b", "$HOME", "中文 😀", "'"}});
    EXPECT_EQ(lines, (std::vector<std::string>{"a b", "$HOME", "中文 😀", "'"}));
}

TEST(Process, a_long_line_is_cut) {
    const auto lines = lines_of(shell("head -c 10000 /dev/zero | tr '\\0' x"));
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].size(), Process::kLongestLine);
    EXPECT_EQ(lines[0].size() + lines[1].size() + lines[2].size(), 10000U);
}

TEST(Process, tells_the_code_and_the_signal_of_its_end) {
    Process coded{shell("exit 3")};
    EXPECT_EQ(coded.wait({}).code, 3);
    Process killed{shell("kill -ILL $$")};
    const auto end = killed.wait({});
    EXPECT_EQ(end.signal, SIGILL);
    EXPECT_FALSE(end.well());
    EXPECT_EQ(to_string(end).substr(0, 8), "signal 4");
    EXPECT_EQ(to_string(ProcessEnd{.code = 3}), "code 3");
}

TEST(Process, a_program_that_is_not_there_is_an_error_that_names_it) {
    try {
        Process child{{.arguments = {"/nowhere/kith-no-such-program"}}};
        FAIL() << "it started";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        EXPECT_NE(error.message().find("kith-no-such-program"), std::string::npos);
    }
}

TEST(Process, a_folder_that_is_not_there_is_an_error) {
    auto command = shell("true");
    command.folder = "/nowhere/kith";
    EXPECT_THROW(Process{command}, Error);
}

TEST(Process, gets_the_environment_the_folder_and_the_priority_it_was_given) {
    const int ours = ::getpriority(PRIO_PROCESS, 0);
    auto command = shell("nice; echo $KITH_GIVEN; pwd");
    command.environment = {{"KITH_GIVEN", "yes"}};
    command.folder = "/";
    command.nice = 19;
    const auto lines = lines_of(command);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_GT(std::stoi(lines[0]), ours);
    EXPECT_EQ(lines[1], "yes");
    EXPECT_EQ(lines[2], "/");
}

TEST(Process, sees_no_open_file_of_ours) {
    const int file = ::open("/dev/null", O_RDONLY);  // would be inherited
    const auto lines = lines_of(
        shell("test -e /proc/$$/fd/" + std::to_string(file) + " && echo open || echo closed"));
    EXPECT_EQ(lines, std::vector<std::string>{"closed"});
    ::close(file);
}

TEST(Process, a_stop_ends_it_and_is_thrown) {
    StopSource source;
    std::promise<void> running;
    Process child{shell("echo up; sleep 60"), [&](std::string_view) { running.set_value(); }};
    auto outcome = std::async(std::launch::async, [&] { return child.wait(source.stop()); });
    running.get_future().wait();
    source.request(StopReason::user);
    EXPECT_THROW(outcome.get(), Error);
    ASSERT_TRUE(child.ended());
    EXPECT_EQ(child.ended()->signal, SIGTERM);
}

TEST(Process, one_that_ignores_the_asking_is_killed_after_the_grace) {
    std::promise<void> running;
    Process child{shell("trap '' TERM; echo up; while :; do sleep 60; done"),
                  [&](std::string_view) { running.set_value(); }};
    running.get_future().wait();
    child.terminate();
    EXPECT_EQ(child.ended()->signal, SIGKILL);
}

TEST(Process, its_own_children_end_with_it) {
    std::promise<int> number;
    int grandchild = 0;
    {
        Process child{shell("sleep 60 & echo $!; wait"), [&](std::string_view line) {
                          number.set_value(std::stoi(std::string{line}));
                      }};
        grandchild = number.get_future().get();
        EXPECT_NE(state_of(grandchild), "");
    }
    EXPECT_TRUE(ends_within(grandchild, 2s));
}

TEST(Process, is_killed_when_its_parent_is) {
    // A process in between: it starts the child as ours does and is then killed.
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const auto middle = ::fork();
    if (middle == 0) {
        Process inner{shell("exec sleep 60")};
        const int id = inner.id();
        [[maybe_unused]] const auto written = ::write(ends[1], &id, sizeof id);
        ::pause();
    }
    int id = 0;
    ASSERT_EQ(::read(ends[0], &id, sizeof id), static_cast<ssize_t>(sizeof id));
    ::kill(middle, SIGKILL);
    ::waitpid(middle, nullptr, 0);
    EXPECT_TRUE(ends_within(id, 2s));
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST(Process, has_no_more_memory_than_it_was_given_and_goes_first_when_all_is_short) {
    auto command = shell("ulimit -d; cat /proc/self/oom_score_adj");
    command.memory_bytes = std::uint64_t{512} << 20;
    EXPECT_EQ(lines_of(command), (std::vector<std::string>{"524288", "900"}));
}

TEST(Process, the_end_is_told_once) {
    std::promise<ProcessEnd> end;
    Process child{shell("exit 5"), {}, [&](ProcessEnd told) { end.set_value(told); }};
    EXPECT_EQ(end.get_future().get().code, 5);
    EXPECT_EQ(child.wait({}).code, 5);
}

}  // namespace
}  // namespace kith

// Ctrl-C asks first.
#include "app/cli/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace kith::app::cli {
namespace {

constexpr std::chrono::seconds kLimit{30};

TEST(Signals, the_first_one_asks_to_stop) {
    const Signals signals;
    EXPECT_FALSE(signals.stop().requested());
    ::kill(::getpid(), SIGINT);
    EXPECT_TRUE(signals.stop().wait_for(kLimit));
    EXPECT_EQ(signals.stop().reason(), StopReason::user);
}

TEST(Signals, a_request_of_the_system_is_a_shutdown) {
    const Signals signals;
    ::kill(::getpid(), SIGTERM);
    EXPECT_TRUE(signals.stop().wait_for(kLimit));
    EXPECT_EQ(signals.stop().reason(), StopReason::shutdown);
}

TEST(Signals, the_second_one_ends_the_process) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            const Signals signals;
            ::kill(::getpid(), SIGINT);
            signals.stop().wait_for(kLimit);
            ::kill(::getpid(), SIGINT);
            Stop{}.wait_for(kLimit);
        },
        testing::ExitedWithCode(128 + SIGINT), "");
}

TEST(Signals, are_as_they_were_afterwards) {
    ::sigset_t before{}, after{};
    ::pthread_sigmask(SIG_SETMASK, nullptr, &before);
    {
        const Signals signals;
    }
    ::pthread_sigmask(SIG_SETMASK, nullptr, &after);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR2})
        EXPECT_EQ(::sigismember(&before, signal), ::sigismember(&after, signal)) << signal;
}

}  // namespace
}  // namespace kith::app::cli

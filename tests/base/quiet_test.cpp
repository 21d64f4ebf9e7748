// The quiet: who computes waits while somebody holds it.
#include "base/quiet.h"

#include <gtest/gtest.h>

#include <future>

#include "base/error.h"

namespace kith {
namespace {

using namespace std::chrono_literals;

TEST(Quiet, nobody_waits_when_nobody_holds_it) {
    const Quiet quiet;
    EXPECT_FALSE(quiet.held());
    quiet.wait({});
}

TEST(Quiet, lasts_until_the_last_hold_is_gone) {
    Quiet quiet;
    auto first = quiet.hold(), second = quiet.hold();
    auto copy = first;
    auto waiting = std::async(std::launch::async, [&] { quiet.wait({}); });
    first.reset();
    second.reset();
    EXPECT_TRUE(quiet.held());
    EXPECT_EQ(waiting.wait_for(20ms), std::future_status::timeout);
    copy.reset();
    EXPECT_EQ(waiting.wait_for(5s), std::future_status::ready);
    EXPECT_FALSE(quiet.held());
}

TEST(Quiet, a_stop_ends_the_waiting) {
    Quiet quiet;
    const auto hold = quiet.hold();
    StopSource source;
    auto waiting = std::async(std::launch::async, [&] { quiet.wait(source.stop()); });
    source.request(StopReason::user);
    EXPECT_THROW(waiting.get(), Error);
}

TEST(Quiet, a_hold_may_outlive_it) {
    Quiet::Hold hold;
    {
        Quiet quiet;
        hold = quiet.hold();
    }
    hold.reset();
}

}  // namespace
}  // namespace kith

// Stop handles: who asks, who is told, in time.
#include "base/stop.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/error.h"

namespace kith {
namespace {

using namespace std::chrono_literals;

TEST(Stops, a_default_one_never_stops) {
    const Stop stop;
    EXPECT_FALSE(stop.requested());
    EXPECT_NO_THROW(stop.check());
    EXPECT_FALSE(stop.wait_for(1ms));
}

TEST(Stops, the_first_reason_stays) {
    StopSource source;
    source.request(StopReason::client_left);
    source.request(StopReason::shutdown);
    EXPECT_EQ(source.stop().reason(), StopReason::client_left);
    try {
        source.stop().check();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::cancelled);
        EXPECT_EQ(error.reason(), "client_left");
    }
}

TEST(Stops, a_deadline_is_a_timeout) {
    StopSource source;
    source.deadline(std::chrono::steady_clock::now() - 1ms);
    EXPECT_EQ(source.stop().reason(), StopReason::timeout);
    try {
        source.stop().check();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::timeout);
    }
}

TEST(Stops, a_wait_ends_when_a_stop_is_requested) {
    StopSource source;
    std::thread asker{[&] { source.request(StopReason::user); }};
    EXPECT_TRUE(source.stop().wait_for(10s));
    asker.join();
}

TEST(Stops, callbacks_run_once_and_not_after_their_token_is_gone) {
    StopSource source;
    int kept = 0;
    int dropped = 0;
    const auto token = source.stop().on_request([&] { ++kept; });
    {
        const auto gone = source.stop().on_request([&] { ++dropped; });
    }
    source.request(StopReason::user);
    source.request(StopReason::user);
    EXPECT_EQ(kept, 1);
    EXPECT_EQ(dropped, 0);
    int late = 0;
    const auto none = source.stop().on_request([&] { ++late; });
    EXPECT_EQ(late, 1);
}

TEST(Stops, a_child_stops_with_its_parent_and_not_the_other_way_round) {
    StopSource parent;
    StopSource child{parent.stop()};
    StopSource other{parent.stop()};
    other.request(StopReason::timeout);
    EXPECT_FALSE(parent.stop().requested());
    EXPECT_FALSE(child.stop().requested());
    parent.request(StopReason::shutdown);
    EXPECT_EQ(child.stop().reason(), StopReason::shutdown);
    EXPECT_EQ(other.stop().reason(), StopReason::timeout);
}

TEST(Stops, a_child_may_go_before_its_parent) {
    StopSource parent;
    {
        const StopSource child{parent.stop()};
    }
    parent.request(StopReason::user);
    EXPECT_TRUE(parent.stop().requested());
}

}  // namespace
}  // namespace kith

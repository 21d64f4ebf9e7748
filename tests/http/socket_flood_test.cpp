// Tests of http/socket_flood.h.
#include "http/socket_flood.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

using namespace std::chrono_literals;

const SocketLimits kTwenty{.frames_per_second = 20};

// Whether somebody who sends these many frames in second after second is a flood, and when.
int flooded_in(std::initializer_list<int> frames_of_seconds, const SocketLimits& limits = kTwenty) {
    FloodGauge gauge;
    auto now = FloodGauge::Clock::time_point{} + 1h;
    int second = 0;
    for (const int frames : frames_of_seconds) {
        ++second;
        for (int i = 0; i < frames; ++i) {
            if (gauge.add(1, now + i * 1ms, limits)) return second;
        }
        now += 1s;
    }
    return 0;
}

TEST(FloodGauge, more_than_twenty_a_second_for_five_seconds) {
    EXPECT_EQ(flooded_in({21, 21, 21, 21, 21}), 5);
    EXPECT_EQ(flooded_in({900, 900, 900, 900, 900}), 5);
    EXPECT_EQ(flooded_in({21, 21, 21, 21}), 0);
}

TEST(FloodGauge, twenty_a_second_for_ever_are_none) {
    EXPECT_EQ(flooded_in({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), 0);
}

TEST(FloodGauge, a_calmer_second_or_silence_forgives) {
    EXPECT_EQ(flooded_in({99, 99, 99, 99, 20, 99, 99, 99, 99}), 0);
    EXPECT_EQ(flooded_in({99, 99, 99, 99, 0, 99, 99, 99, 99}), 0);
    EXPECT_EQ(flooded_in({99, 99, 99, 99, 0, 99, 99, 99, 99, 99}), 10);
}

TEST(FloodGauge, no_limit_is_no_flood) {
    EXPECT_EQ(flooded_in({999, 999, 999, 999, 999, 999}, {}), 0);
}

}  // namespace
}  // namespace kith::http

// Tests of http/lane.h: bounded pools.
#include "http/lane.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace kith::http {
namespace {

using namespace std::chrono_literals;

TEST(LanePool, refuses_when_all_threads_are_busy_and_the_queue_is_full) {
    std::latch started{1}, go{1};
    std::atomic<int> ran = 0;
    LanePool pool{"t", 1, 1};
    ASSERT_TRUE(pool.submit([&] {
        started.count_down();
        go.wait();
        ++ran;
    }));
    started.wait();
    EXPECT_TRUE(pool.submit([&] { ++ran; }));
    EXPECT_FALSE(pool.submit([&] { ++ran; }));
    EXPECT_FALSE(pool.idle_within(1ms));
    go.count_down();
    EXPECT_TRUE(pool.idle_within(10s));
    EXPECT_EQ(ran, 2);
    EXPECT_TRUE(pool.submit([&] { ++ran; }));
}

TEST(LanePool, without_a_queue_every_thread_can_be_used) {
    std::latch started{3}, go{1};
    LanePool pool{"t", 3, 0};
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(pool.submit([&] {
            started.count_down();
            go.wait();
        }));
    }
    started.wait();
    EXPECT_FALSE(pool.submit([] {}));
    go.count_down();
    EXPECT_TRUE(pool.idle_within(10s));
}

TEST(LanePool, close_refuses_new_work_and_runs_what_waits) {
    std::atomic<int> ran = 0;
    {
        LanePool pool{"t", 1, 10};
        for (int i = 0; i < 5; ++i) EXPECT_TRUE(pool.submit([&] { ++ran; }));
        pool.close();
        EXPECT_FALSE(pool.submit([&] { ++ran; }));
    }
    EXPECT_EQ(ran, 5);
}

TEST(LanePool, owners_take_turns_with_requests_and_fill_no_queue) {
    std::latch started{1}, go{1};
    std::string order;
    LanePool pool{"t", 1, 2};
    ASSERT_TRUE(pool.submit([&] {
        started.count_down();
        go.wait();
    }));
    started.wait();
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(pool.enqueue([&] { order += 'o'; }));
    EXPECT_TRUE(pool.submit([&] { order += 'r'; }));
    EXPECT_TRUE(pool.submit([&] { order += 'r'; }));
    EXPECT_FALSE(pool.submit([&] { order += 'x'; }));
    go.count_down();
    pool.join();
    EXPECT_EQ(order, "ororoo");
    EXPECT_FALSE(pool.enqueue([] {}));
}

}  // namespace
}  // namespace kith::http

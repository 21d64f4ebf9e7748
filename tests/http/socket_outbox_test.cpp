// Tests of http/socket_outbox.h: limits, order, waking, whatever thread writes.
#include "http/socket_outbox.h"

#include <gtest/gtest.h>

#include <thread>

#include "http/socket_frames.h"

namespace kith::http {
namespace {

using namespace std::chrono_literals;

struct Waker final : Outbox::Writing {
    int woken = 0;
    void wake() override { ++woken; }
};

std::vector<Outgoing> taken(Outbox& outbox) {
    std::vector<Outgoing> all;
    outbox.take(all);
    return all;
}

TEST(Outbox, wakes_once_until_somebody_takes) {
    Waker waker;
    Outbox outbox{{}, waker};
    outbox.send("one");
    outbox.send("two");
    EXPECT_EQ(waker.woken, 1);
    const auto all = taken(outbox);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(*all[0].payload, "one");
    EXPECT_EQ(all[0].first, 0x81);
    outbox.send_binary(std::make_shared<const std::string>("three"));
    EXPECT_EQ(waker.woken, 2);
    EXPECT_EQ(taken(outbox)[0].first, 0x82);
    outbox.claim();
    outbox.send("four");
    EXPECT_EQ(waker.woken, 2);
}

TEST(Outbox, a_shared_payload_is_not_copied) {
    Waker waker;
    Outbox outbox{{}, waker};
    const auto text = std::make_shared<const std::string>("for many");
    outbox.send(text);
    EXPECT_EQ(taken(outbox)[0].payload, text);
}

TEST(Outbox, too_many_or_too_large_break_a_rule) {
    Waker waker;
    const SocketLimits limits{.queue_bytes = 10, .queue_frames = 3};
    Outbox many{limits, waker};
    for (int i = 0; i < 3; ++i) many.send("x");
    EXPECT_TRUE(many.open());
    many.send("x");
    EXPECT_FALSE(many.open());
    EXPECT_TRUE(many.closing_asked());
    EXPECT_EQ(many.closing().code, close_code::kPolicy);
    EXPECT_TRUE(many.closing().drops);
    EXPECT_TRUE(taken(many).empty());
    Outbox large{limits, waker};
    large.send("0123456789");
    EXPECT_TRUE(large.open());
    large.send("x");
    EXPECT_FALSE(large.open());
}

TEST(Outbox, what_is_taken_counts_until_it_is_written) {
    Waker waker;
    Outbox outbox{{.queue_frames = 2}, waker};
    outbox.send("a");
    outbox.send("b");
    EXPECT_EQ(taken(outbox).size(), 2u);
    outbox.written(1, 1);
    outbox.send("c");
    EXPECT_TRUE(outbox.open());
    outbox.send("d");
    EXPECT_FALSE(outbox.open());
}

TEST(Outbox, waiting_for_room_ends_with_room_time_or_the_end) {
    Waker waker;
    Outbox outbox{{.queue_frames = 4}, waker};
    for (int i = 0; i < 4; ++i) outbox.send("x");
    EXPECT_FALSE(outbox.wait_for_room(1ms));
    std::thread writer{[&] {
        taken(outbox);
        outbox.written(2, 2);
    }};
    EXPECT_TRUE(outbox.wait_for_room(20s));
    writer.join();
    outbox.send("x");
    std::thread closer{[&] { outbox.shut(); }};
    EXPECT_FALSE(outbox.wait_for_room(20s));
    closer.join();
}

TEST(Outbox, after_closing_nothing_is_taken_in) {
    Waker waker;
    Outbox outbox{{}, waker};
    outbox.send("before");
    outbox.close(4000, "bye");
    outbox.send("after");
    outbox.close(1000, "again");
    EXPECT_EQ(taken(outbox).size(), 1u);
    EXPECT_EQ(outbox.closing().code, 4000);
    EXPECT_EQ(outbox.closing().reason, "bye");
    EXPECT_FALSE(outbox.open());
}

TEST(Outbox, after_the_end_nobody_is_woken) {
    Waker waker;
    Outbox outbox{{}, waker};
    outbox.shut();
    outbox.send("nobody hears this");
    outbox.close(1000, "");
    EXPECT_EQ(waker.woken, 0);
    EXPECT_FALSE(outbox.open());
}

}  // namespace
}  // namespace kith::http

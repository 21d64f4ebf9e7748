// Tests of http/channel.h: backpressure and the ends of a stream.
#include "http/channel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace kith::http {
namespace {

TEST(Channel, wakes_once_until_it_is_taken) {
    int woken = 0;
    Channel channel{{}, [&] { ++woken; }};
    channel.open(text_response(200, ""));
    channel.write("a");
    channel.write("b");
    EXPECT_EQ(woken, 1);
    auto batch = channel.take();
    EXPECT_TRUE(batch.head);
    EXPECT_EQ(batch.bytes, "ab");
    EXPECT_FALSE(batch.finished);
    channel.finish();
    EXPECT_EQ(woken, 2);
    batch = channel.take();
    EXPECT_FALSE(batch.head);
    EXPECT_TRUE(batch.finished);
}

TEST(Channel, a_writer_waits_while_the_reader_is_slow) {
    Channel channel{{}, [] {}};
    std::atomic<bool> done = false;
    channel.write(std::string(kChannelBytes, 'x'));
    std::thread writer{[&] {
        channel.write("more");
        done = true;
    }};
    EXPECT_FALSE(done);
    EXPECT_EQ(channel.take().bytes.size(), kChannelBytes);
    writer.join();
    EXPECT_TRUE(done);
    EXPECT_EQ(channel.take().bytes, "more");
}

TEST(Channel, a_waiting_writer_ends_when_the_client_leaves) {
    Channel channel{{}, [] {}};
    channel.write(std::string(kChannelBytes, 'x'));
    Errc code{};
    std::thread writer{[&] {
        try {
            channel.write("more");
        } catch (const Error& error) {
            code = error.code();
        }
    }};
    channel.close();
    writer.join();
    EXPECT_EQ(code, Errc::cancelled);
    EXPECT_THROW(channel.write("x"), Error);
}

TEST(Channel, a_waiting_writer_ends_when_everything_stops) {
    StopSource stop;
    Channel channel{stop.stop(), [] {}};
    channel.write(std::string(kChannelBytes, 'x'));
    std::thread writer{[&] { EXPECT_THROW(channel.write("more"), Error); }};
    stop.request(StopReason::shutdown);
    writer.join();
}

}  // namespace
}  // namespace kith::http

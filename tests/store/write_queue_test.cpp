// What waits for the writer, and its limits.
#include "store/write_queue.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

ImportStep step(std::size_t bytes) {
    ImportStep made;
    made.bytes = bytes;
    return made;
}

TEST(WriteQueue, a_full_queue_of_live_rows_says_busy) {
    WriteQueue queue;
    for (std::size_t i = 0; i < kQueueRows; ++i) (void)queue.push(LiveRow{ChatId{1}, {}, {}});
    EXPECT_EQ(reason_of([&] { (void)queue.push(LiveRow{ChatId{1}, {}, {}}); }), "busy queue_full");
    EXPECT_EQ(queue.take().live.size(), kLiveBatchRows);
    EXPECT_EQ(reason_of([&] { (void)queue.push(LiveRow{ChatId{1}, {}, {}}); }), "nothing thrown");
}

TEST(WriteQueue, a_batch_of_live_rows_is_limited_in_bytes) {
    WriteQueue queue;
    for (int i = 0; i < 10; ++i) {
        LiveRow row;
        row.row.text.assign(300'000, 'x');
        (void)queue.push(std::move(row));
    }
    EXPECT_EQ(queue.take().live.size(), 4u);  // the fourth one reaches a megabyte
}

TEST(WriteQueue, readers_wait_while_too_much_of_an_import_waits) {
    WriteQueue queue;
    queue.push(step(kImportQueueBytes + 1), Stop{});  // one step may be larger than the queue
    StopSource stop;
    stop.deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds{20});
    EXPECT_EQ(reason_of([&] { queue.push(step(1), stop.stop()); }).substr(0, 7), "timeout");
    std::thread writer{[&] { queue.pop(); }};
    queue.push(step(1), Stop{});
    writer.join();
    EXPECT_EQ(queue.front()->bytes, 1u);
}

TEST(WriteQueue, small_steps_wait_for_others_unless_somebody_waits_for_them) {
    using Steady = std::chrono::steady_clock;
    WriteQueue queue;
    queue.push(step(1), Stop{});
    const auto begin = Steady::now();
    EXPECT_TRUE(queue.take().steps);
    EXPECT_GE(Steady::now() - begin, kStepWait / 2);
    queue.pop();
    queue.push(step(1), Stop{});
    queue.push([] {});
    EXPECT_FALSE(queue.take().steps);  // the task alone
    queue.hurry();
    EXPECT_TRUE(queue.take().steps);
    queue.pop();
    auto large = step(1);
    large.piece.emplace();
    large.piece->rows.resize(kStepRows);
    queue.push(std::move(large), Stop{});
    EXPECT_TRUE(queue.take().steps);
}

TEST(WriteQueue, after_close_what_is_there_is_still_handed_out) {
    WriteQueue queue;
    (void)queue.push(LiveRow{});
    int done = 0;
    queue.push([&] { ++done; });
    queue.close();
    EXPECT_EQ(reason_of([&] { (void)queue.push(LiveRow{}); }), "unavailable closed");
    EXPECT_EQ(reason_of([&] { queue.push([] {}); }), "unavailable closed");
    EXPECT_EQ(reason_of([&] { queue.push(step(1), Stop{}); }), "unavailable closed");
    auto work = queue.take();
    EXPECT_EQ(work.live.size(), 1u);
    work.task();
    EXPECT_EQ(done, 1);
    EXPECT_TRUE(work.closed);
}

}  // namespace
}  // namespace kith::store

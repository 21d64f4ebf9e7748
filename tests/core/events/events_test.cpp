// The pulse: readers catch up, wait, and are woken.
#include "core/events/events.h"

#include <gtest/gtest.h>

#include <thread>

namespace kith::core {
namespace {

using namespace std::chrono_literals;

TEST(Events, a_reader_gets_what_came_after_the_id_it_knows) {
    Events events;
    events.publish("job", "1");
    const auto known = events.latest();
    events.publish("job", "2");
    events.publish("archive", "3");
    const auto found = events.next(known, 0ms, Stop{});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].data, "2");
    EXPECT_EQ(found[1].name, "archive");
    EXPECT_GT(found[1].id, found[0].id);
}

TEST(Events, a_waiting_reader_is_woken_by_an_event_and_by_a_stop) {
    Events events;
    StopSource source;
    std::thread writer{[&] { events.publish("job", "x"); }};
    EXPECT_EQ(events.next(0, 10s, source.stop()).size(), 1u);
    writer.join();
    std::thread stopper{[&] { source.request(StopReason::shutdown); }};
    EXPECT_TRUE(events.next(events.latest(), 10s, source.stop()).empty());
    stopper.join();
}

TEST(Events, a_reader_that_was_away_too_long_starts_with_what_is_left) {
    Events events;
    for (std::size_t i = 0; i < Events::kKept + 5; ++i) events.publish("job", std::to_string(i));
    const auto found = events.next(0, 0ms, Stop{});
    EXPECT_EQ(found.size(), Events::kKept);
    EXPECT_EQ(found.front().data, "5");
}

TEST(Events, a_reader_that_knows_an_id_of_an_earlier_run_gets_everything_that_is_kept) {
    Events events;
    EXPECT_TRUE(events.next(7'000, 0ms, Stop{}).empty());
    events.publish("job", "1");
    const auto found = events.next(7'000, 0ms, Stop{});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].data, "1");
}

}  // namespace
}  // namespace kith::core

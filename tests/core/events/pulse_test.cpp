// The pulse gathers what comes fast and loses nothing that counts.
#include "core/events/pulse.h"

#include <gtest/gtest.h>

#include "json/json.h"

namespace kith::core {
namespace {

constexpr std::chrono::seconds kPatience{60};

// Events so far, waiting for the next one after `last`.
std::vector<Event> next(Events& events, std::uint64_t last) {
    return events.next(last, kPatience, Stop{});
}

TEST(Pulse, tells_the_first_news_at_once_and_later_ones_together) {
    Events events;
    Pulse pulse{events};
    pulse.archive(7);
    auto told = next(events, 0);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].name, "archive");
    EXPECT_EQ(told[0].data, R"({"generation":7})");
    for (std::uint64_t generation = 8; generation <= 5000; ++generation) pulse.archive(generation);
    told = next(events, told.back().id);
    while (told.back().data != R"({"generation":5000})") {
        ASSERT_LT(told.back().id, 50u) << "not gathered";
        const auto more = next(events, told.back().id);
        ASSERT_FALSE(more.empty());
        told = more;
    }
}

TEST(Pulse, names_each_session_once) {
    Events events;
    Pulse pulse{events};
    pulse.live("小林");
    const auto first = next(events, 0);
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first[0].name, "live");
    EXPECT_EQ(first[0].data, R"({"sessions":["小林"]})");
    for (int i = 0; i < 1000; ++i) pulse.live(i % 2 == 0 ? "a\"" : "b");
    pulse.shutdown();
    std::string all;
    for (const auto& event : events.next(first[0].id, {}, Stop{})) all += event.data;
    EXPECT_NE(all.find(R"("a\"")"), std::string::npos);
    EXPECT_NE(all.find(R"("b")"), std::string::npos);
    EXPECT_LE(events.latest(), 20u);
}

TEST(Pulse, names_none_when_there_are_too_many) {
    Events events;
    Pulse pulse{events};
    pulse.live("first");
    const auto first = next(events, 0);
    for (std::size_t i = 0; i < kPulseSessions * 20; ++i) pulse.live(std::to_string(i));
    pulse.shutdown();
    bool any = false;
    for (const auto& event : events.next(first.back().id, {}, Stop{}))
        any = any || event.data == R"({"sessions":[]})";
    EXPECT_TRUE(any);
}

TEST(Pulse, tells_what_is_left_when_it_ends) {
    Events events;
    {
        Pulse pulse{events};
        pulse.live("a");
        pulse.live("b");
        pulse.archive(3);
    }
    std::string all;
    for (const auto& event : events.next(0, {}, Stop{})) all += event.name + event.data;
    EXPECT_NE(all.find("\"b\""), std::string::npos);
    EXPECT_NE(all.find("\"generation\":3"), std::string::npos);
}

}  // namespace
}  // namespace kith::core

// Tickets for WebSockets: one name, one use, one minute.
#include "core/tickets/tickets.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::core {
namespace {

TEST(Tickets, let_their_name_in_once) {
    const FixedClock clock{from_seconds(1'795'233'600)};
    Tickets tickets{clock};
    const auto ticket = tickets.make("小林");
    EXPECT_EQ(ticket.size(), 64u);
    EXPECT_TRUE(tickets.use(ticket, "小林"));
    EXPECT_FALSE(tickets.use(ticket, "小林"));
}

TEST(Tickets, are_worthless_for_another_name_and_then_for_all) {
    const FixedClock clock{from_seconds(1'795'233'600)};
    Tickets tickets{clock};
    const auto ticket = tickets.make("a");
    EXPECT_FALSE(tickets.use(ticket, "b"));
    EXPECT_FALSE(tickets.use(ticket, "a"));
    EXPECT_FALSE(tickets.use("", "a"));
    EXPECT_FALSE(tickets.use(std::string(64, '0'), "a"));
}

TEST(Tickets, end_after_a_minute) {
    FixedClock clock{from_seconds(1'795'233'600)};
    Tickets tickets{clock};
    const auto first = tickets.make("a"), second = tickets.make("a");
    clock.advance(std::chrono::milliseconds{59'999});
    EXPECT_TRUE(tickets.use(first, "a"));
    clock.advance(std::chrono::milliseconds{1});
    EXPECT_FALSE(tickets.use(second, "a"));
}

TEST(Tickets, are_limited_and_old_ones_make_room) {
    FixedClock clock{from_seconds(1'795'233'600)};
    Tickets tickets{clock};
    for (std::size_t i = 0; i < kTickets; ++i) tickets.make("a");
    EXPECT_THROW(tickets.make("a"), Error);
    clock.advance(kTicketLife);
    EXPECT_TRUE(tickets.use(tickets.make("a"), "a"));
}

}  // namespace
}  // namespace kith::core

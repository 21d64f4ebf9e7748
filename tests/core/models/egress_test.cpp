// What left is counted and told on the pulse.
#include "core/models/egress.h"

#include <gtest/gtest.h>

namespace kith::core {
namespace {

TEST(EgressCount, each_request_is_counted_and_told_with_the_totals) {
    Events events;
    Egress egress{events};
    EXPECT_EQ(egress.totals().calls, 0);
    egress.add({"reply", "api.example.com", "m \"1\"", 100, 7, 200});
    egress.add({"test", "10.0.0.7", "m2", 5, 0, 0});
    EXPECT_EQ(egress.totals().calls, 2);
    EXPECT_EQ(egress.totals().bytes, 112);
    const auto told = events.next(0, std::chrono::milliseconds{0}, Stop{});
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].name, "egress");
    EXPECT_EQ(told[0].data,
              R"({"feature":"reply","host":"api.example.com","model":"m \"1\"","bytes_out":100,)"
              R"("bytes_in":7,"status":200,"calls":1,"bytes":107})");
    EXPECT_EQ(told[1].data,
              R"({"feature":"test","host":"10.0.0.7","model":"m2","bytes_out":5,"bytes_in":0,)"
              R"("status":0,"calls":2,"bytes":112})");
}

}  // namespace
}  // namespace kith::core

// The curl thread: leaving, ending, limits.
#include "net/loop.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/net/loopback_server.h"

namespace kith::net {
namespace {

std::shared_ptr<Transfer> transfer_to(const LoopbackServer& server) {
    return std::make_shared<Transfer>(Request{.addresses = {}}, parse_url(server.url()),
                                      Transfer::Options{});
}

CURLcode result_of(Transfer& transfer) {
    std::unique_lock lock{transfer.mutex};
    constexpr std::chrono::seconds kLimit{10};
    EXPECT_TRUE(
        transfer.changed.wait_for(lock, kLimit, [&] { return transfer.result.has_value(); }));
    return transfer.result.value_or(CURLE_OBSOLETE20);
}

TEST(Loop, runs_a_transfer_to_its_end) {
    LoopbackServer server{[](Peer& peer) {
        peer.request();
        peer.answer("hello", "404 Not Found", "X-Y: z\r\n");
    }};
    Loop loop;
    const auto transfer = transfer_to(server);
    loop.start(transfer);
    EXPECT_EQ(result_of(*transfer), CURLE_OK);
    EXPECT_EQ(transfer->head.status, 404);
    EXPECT_EQ(transfer->head.header("x-y"), "z");
    EXPECT_EQ(transfer->bytes, "hello");
}

TEST(Loop, a_left_transfer_is_ended_although_the_server_is_silent) {
    LoopbackServer server{[](Peer& peer) { peer.wait_for_end(); }};
    Loop loop;
    const auto transfer = transfer_to(server);
    loop.start(transfer);
    loop.leave(transfer);
    EXPECT_EQ(result_of(*transfer), CURLE_ABORTED_BY_CALLBACK);
    loop.leave(transfer);  // once more does no harm
    loop.resume(transfer);
}

TEST(Loop, its_end_ends_the_transfers) {
    LoopbackServer server{[](Peer& peer) { peer.wait_for_end(); }};
    const auto transfer = transfer_to(server);
    {
        Loop loop;
        loop.start(transfer);
    }
    EXPECT_EQ(result_of(*transfer), CURLE_ABORTED_BY_CALLBACK);
}

TEST(Loop, more_than_its_limit_are_busy_until_others_end) {
    LoopbackServer server{[](Peer& peer) { peer.wait_for_end(); }};
    Loop loop;
    std::vector<std::shared_ptr<Transfer>> all;
    for (std::size_t i = 0; i < kMaxTransfers; ++i) {
        all.push_back(transfer_to(server));
        loop.start(all.back());
    }
    EXPECT_THROW(loop.start(transfer_to(server)), Error);
    loop.leave(all.front());
    result_of(*all.front());
    EXPECT_NO_THROW(loop.start(transfer_to(server)));
}

}  // namespace
}  // namespace kith::net

// What is told of a session comes in the order of ids, whoever is first.
#include "core/replies/in_order.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace kith::core {
namespace {

const SessionId kA{1}, kB{2};

TEST(InOrder, tells_at_once_what_nothing_stands_before) {
    InOrder order;
    int told = 0;
    order.expect(kA, 5);
    order.run(kA, 5, [&] { ++told; });
    EXPECT_EQ(told, 1);
}

TEST(InOrder, keeps_back_what_is_early_and_sessions_do_not_wait_for_each_other) {
    InOrder order;
    std::vector<int> told;
    for (const int id : {1, 2, 3}) order.expect(kA, id);
    order.expect(kB, 4);
    order.run(kA, 3, [&] { told.push_back(3); });
    order.run(kB, 4, [&] { told.push_back(4); });
    order.run(kA, 2, [&] { told.push_back(2); });
    EXPECT_EQ(told, (std::vector{4}));
    order.run(kA, 1, [&] { told.push_back(1); });
    EXPECT_EQ(told, (std::vector{4, 1, 2, 3}));
}

TEST(InOrder, passes_over_what_was_not_stored) {
    InOrder order;
    std::vector<int> told;
    order.expect(kA, 1);
    order.expect(kA, 2);
    order.run(kA, 2, [&] { told.push_back(2); });
    order.drop(kA, 1);
    EXPECT_EQ(told, (std::vector{2}));
}

TEST(InOrder, holds_under_many_threads) {
    constexpr int kThreads = 8, kEach = 2000;
    InOrder order;
    std::vector<int> told;  // by one thread at a time, or the sanitizer says so
    for (int id = 0; id < kThreads * kEach; ++id) order.expect(kA, id);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < kEach; ++i) {
                const int id = i * kThreads + t;
                order.run(kA, id, [&, id] { told.push_back(id); });
            }
        });
    for (auto& thread : threads) thread.join();
    ASSERT_EQ(told.size(), static_cast<std::size_t>(kThreads * kEach));
    for (int id = 0; id < kThreads * kEach; ++id) ASSERT_EQ(told[static_cast<std::size_t>(id)], id);
}

}  // namespace
}  // namespace kith::core

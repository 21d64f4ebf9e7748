// Work shared by threads is done once, and failures reach the caller.
#include "insight/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace kith::insight {
namespace {

TEST(Workers, do_every_task_once) {
    for (const int threads : {1, 2, 5}) {
        std::vector<std::atomic<int>> done(1'000);
        run_all(threads, done.size(), [&](std::size_t i) { ++done[i]; });
        for (const auto& times : done) EXPECT_EQ(times, 1);
    }
}

TEST(Workers, have_nothing_to_do_with_no_tasks) {
    run_all(2, 0, [](std::size_t) { FAIL(); });
}

TEST(Workers, a_failed_task_reaches_the_caller) {
    EXPECT_THROW(run_all(2, 100,
                         [](std::size_t i) {
                             if (i == 7) throw std::runtime_error{"seven"};
                         }),
                 std::runtime_error);
}

}  // namespace
}  // namespace kith::insight

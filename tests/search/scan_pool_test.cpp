// Threads that scan for whoever asked.
#include "search/scan_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/error.h"

namespace kith::search {
namespace {

TEST(ScanPool, every_job_runs_once) {
    for (const unsigned threads : {1u, 2u, 4u}) {
        const ScanPool pool{threads};
        EXPECT_EQ(pool.threads(), threads);
        for (const std::size_t jobs : {0u, 1u, 2u, 1000u}) {
            std::vector<std::atomic<int>> ran(jobs);
            pool.run(jobs, [&](std::size_t job, unsigned) { ++ran[job]; }, Stop{});
            for (const auto& count : ran) EXPECT_EQ(count, 1);
        }
    }
}

TEST(ScanPool, no_two_jobs_share_a_worker_at_a_time) {
    const ScanPool pool{4};
    std::vector<std::atomic<int>> busy(4);
    std::atomic<bool> wrong{false};
    for (int round = 0; round < 50; ++round)
        pool.run(
            100,
            [&](std::size_t, unsigned worker) {
                if (worker >= 4 || ++busy[worker] != 1) wrong = true;
                std::this_thread::yield();
                --busy[worker];
            },
            Stop{});
    EXPECT_FALSE(wrong);
}

TEST(ScanPool, several_askers_at_once) {
    const ScanPool pool{3};
    std::atomic<int> total{0};
    std::vector<std::thread> askers;
    for (int i = 0; i < 4; ++i)
        askers.emplace_back([&] {
            for (int k = 0; k < 50; ++k)
                pool.run(20, [&](std::size_t, unsigned) { ++total; }, Stop{});
        });
    for (auto& asker : askers) asker.join();
    EXPECT_EQ(total, 4 * 50 * 20);
}

TEST(ScanPool, the_exception_of_a_job_ends_the_run) {
    const ScanPool pool{2};
    std::atomic<int> ran{0};
    EXPECT_THROW(pool.run(
                     1000,
                     [&](std::size_t job, unsigned) {
                         ++ran;
                         if (job == 3) throw std::runtime_error{"no"};
                     },
                     Stop{}),
                 std::runtime_error);
    EXPECT_GE(ran, 4);
    ran = 0;
    pool.run(10, [&](std::size_t, unsigned) { ++ran; }, Stop{});
    EXPECT_EQ(ran, 10);
}

TEST(ScanPool, a_stop_ends_the_run) {
    const ScanPool pool{2};
    StopSource source;
    std::atomic<int> ran{0};
    try {
        pool.run(
            1000,
            [&](std::size_t job, unsigned) {
                ++ran;
                if (job == 5) source.request(StopReason::client_left);
            },
            source.stop());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::cancelled);
    }
    EXPECT_LT(ran, 1000);
}

}  // namespace
}  // namespace kith::search

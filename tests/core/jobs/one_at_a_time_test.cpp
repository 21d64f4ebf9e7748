// Jobs that change the archive wait for each other; other jobs do not wait for them.
#include <gtest/gtest.h>

#include <future>

#include "core/jobs/jobs.h"

namespace kith::core {
namespace {

TEST(OneAtATime, an_undo_waits_for_the_import_that_runs_and_other_jobs_go_on) {
    FixedClock clock{from_seconds(1'700'000'000)};
    Events events;
    Jobs jobs{clock, events};
    std::promise<void> go;
    auto gate = go.get_future().share();
    const auto import = jobs.start("import", "a", "A", [gate](JobContext&) { gate.wait(); });
    const auto undo = jobs.start("undo", "b", "B", [](JobContext&) {});
    const auto index = jobs.start("index", "c", "C", [](JobContext&) {});
    EXPECT_EQ(jobs.wait(index.id, Stop{}).state, JobState::done);
    EXPECT_EQ(jobs.find(undo.id)->state, JobState::queued);
    go.set_value();
    EXPECT_EQ(jobs.wait(undo.id, Stop{}).state, JobState::done);
    EXPECT_EQ(jobs.find(import.id)->state, JobState::done);
}

TEST(OneAtATime, a_waiting_job_can_be_cancelled_and_does_not_hold_up_the_next) {
    FixedClock clock{from_seconds(1'700'000'000)};
    Events events;
    Jobs jobs{clock, events};
    std::promise<void> go;
    auto gate = go.get_future().share();
    jobs.start("import", "a", "A", [gate](JobContext&) { gate.wait(); });
    const auto second = jobs.start("import", "b", "B", [](JobContext&) {});
    const auto third = jobs.start("import", "c", "C", [](JobContext&) {});
    EXPECT_TRUE(jobs.cancel(second.id));
    EXPECT_EQ(jobs.find(second.id)->state, JobState::cancelled);
    go.set_value();
    EXPECT_EQ(jobs.wait(third.id, Stop{}).state, JobState::done);
}

}  // namespace
}  // namespace kith::core

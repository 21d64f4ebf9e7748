// Jobs: one key one job, progress, pause, cancel, failure, shutdown.
#include "core/jobs/jobs.h"

#include <gtest/gtest.h>

#include <future>

#include "base/error.h"

namespace kith::core {
namespace {

class JobsTest : public testing::Test {
  protected:
    JobInfo wait(std::int64_t id) { return jobs_.wait(id, Stop{}); }

    FixedClock clock_{from_seconds(1'700'000'000)};
    Events events_;
    Jobs jobs_{clock_, events_};
};

TEST_F(JobsTest, work_runs_and_is_done_with_its_progress) {
    const auto job = jobs_.start("import", "a", "A", [](JobContext& context) {
        context.progress(3, 3, "chat");
        context.subject(7);
    });
    const auto over = wait(job.id);
    EXPECT_EQ(over.state, JobState::done);
    EXPECT_EQ(over.done, 3);
    EXPECT_EQ(over.detail, "chat");
    EXPECT_EQ(over.subject, 7);
    EXPECT_GE(events_.latest(), 3u);  // queued, running, done
}

TEST_F(JobsTest, the_same_key_joins_the_job_that_runs) {
    std::promise<void> go;
    auto gate = go.get_future().share();
    const auto work = [gate](JobContext&) { gate.wait(); };
    const auto first = jobs_.start("import", "same", "A", work);
    EXPECT_EQ(jobs_.start("import", "same", "A", work).id, first.id);
    EXPECT_NE(jobs_.start("import", "other", "B", [](JobContext&) {}).id, first.id);
    go.set_value();
    wait(first.id);
    EXPECT_NE(jobs_.start("import", "same", "A", [](JobContext&) {}).id, first.id);
}

TEST_F(JobsTest, a_cancelled_job_ends_at_its_next_look) {
    std::promise<void> running;
    const auto job = jobs_.start("import", "a", "A", [&](JobContext& context) {
        running.set_value();
        while (!context.stop().wait_for(std::chrono::seconds{10})) {
        }
        context.check();
    });
    running.get_future().wait();
    EXPECT_TRUE(jobs_.cancel(job.id));
    EXPECT_EQ(wait(job.id).state, JobState::cancelled);
    EXPECT_FALSE(jobs_.cancel(job.id));
    EXPECT_FALSE(jobs_.cancel(12345));
}

TEST_F(JobsTest, a_job_that_still_waits_is_cancelled_at_once) {
    std::promise<void> go;
    auto gate = go.get_future().share();
    for (int i = 0; i < static_cast<int>(Jobs::kThreads); ++i)
        jobs_.start("import", std::to_string(i), "A", [gate](JobContext&) { gate.wait(); });
    bool ran = false;
    const auto waiting = jobs_.start("import", "w", "W", [&](JobContext&) { ran = true; });
    EXPECT_TRUE(jobs_.cancel(waiting.id));
    EXPECT_EQ(jobs_.find(waiting.id)->state, JobState::cancelled);
    go.set_value();
    jobs_.shutdown();
    EXPECT_FALSE(ran);
}

TEST_F(JobsTest, a_paused_job_stands_still_until_it_may_go_on) {
    std::promise<void> first;
    std::atomic<int> steps = 0;
    std::atomic<bool> end = false;
    const auto job = jobs_.start("import", "a", "A", [&](JobContext& context) {
        first.set_value();
        while (!end) {
            context.check();
            ++steps;
        }
    });
    first.get_future().wait();
    EXPECT_TRUE(jobs_.pause(job.id));
    while (jobs_.find(job.id)->state != JobState::paused) std::this_thread::yield();
    const int at = steps;
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    EXPECT_EQ(steps, at);
    EXPECT_TRUE(jobs_.resume(job.id));
    while (steps == at) std::this_thread::yield();
    end = true;
    EXPECT_EQ(wait(job.id).state, JobState::done);
}

TEST(QuietJobs, no_job_computes_while_a_model_generates) {
    const FixedClock clock{from_seconds(1'700'000'000)};
    Events events;
    Quiet quiet;
    Jobs jobs{clock, events, &quiet};
    auto hold = quiet.hold();
    std::promise<void> running, passed;
    const auto job = jobs.start("index", "a", "A", [&](JobContext& context) {
        running.set_value();
        context.check();
        passed.set_value();
    });
    running.get_future().wait();
    auto outcome = passed.get_future();
    EXPECT_EQ(outcome.wait_for(std::chrono::milliseconds{20}), std::future_status::timeout);
    hold.reset();
    outcome.wait();
    EXPECT_EQ(jobs.wait(job.id, Stop{}).state, JobState::done);
}

TEST(QuietJobs, one_that_waits_for_the_quiet_to_end_can_be_cancelled) {
    const FixedClock clock{from_seconds(1'700'000'000)};
    Events events;
    Quiet quiet;
    Jobs jobs{clock, events, &quiet};
    const auto hold = quiet.hold();
    const auto job = jobs.start("index", "a", "A", [](JobContext& context) { context.check(); });
    EXPECT_TRUE(jobs.cancel(job.id));
    EXPECT_EQ(jobs.wait(job.id, Stop{}).state, JobState::cancelled);
}

TEST_F(JobsTest, a_failure_tells_its_message_and_an_internal_one_does_not) {
    const auto told = jobs_.start(
        "x", "1", "A", [](JobContext&) { throw Error{Errc::unavailable, "the disk is full"}; });
    const auto hidden = jobs_.start(
        "x", "2", "A", [](JobContext&) { throw Error{Errc::internal, "secret detail"}; });
    EXPECT_EQ(wait(told.id).error, "the disk is full");
    EXPECT_EQ(wait(told.id).state, JobState::failed);
    EXPECT_EQ(wait(hidden.id).error, "an internal error, see the log");
}

TEST_F(JobsTest, shutdown_stops_what_runs_and_starts_nothing_more) {
    std::promise<void> running;
    const auto job = jobs_.start("import", "a", "A", [&](JobContext& context) {
        running.set_value();
        while (!context.stop().requested()) context.stop().wait_for(std::chrono::seconds{10});
        EXPECT_EQ(context.stop().reason(), StopReason::shutdown);
    });
    running.get_future().wait();
    jobs_.shutdown();
    EXPECT_TRUE(is_over(jobs_.find(job.id)->state));
    EXPECT_THROW(jobs_.start("import", "b", "B", [](JobContext&) {}), Error);
    EXPECT_THROW(jobs_.wait(99, Stop{}), Error);
}

}  // namespace
}  // namespace kith::core

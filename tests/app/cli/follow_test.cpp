// Staying with a job until it is over.
#include "app/cli/follow.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

class Follow : public testing::Test {
  protected:
    Follow() { settings_.data = folder_ / "data"; }

    core::JobInfo start(Door& door, core::Jobs::Work work) {
        return door.app()->jobs().start("import", "test", "test", std::move(work));
    }

    test::TempFolder folder_;
    Settings settings_;
    std::ostringstream out_, err_;
    StopSource source_;
    Console console_{{out_}, {err_}, nullptr, Texts{}, source_.stop()};
};

TEST_F(Follow, returns_how_the_job_ended) {
    Door door{settings_, Missing::make, Stop{}};
    EXPECT_EQ(follow(door, start(door, [](core::JobContext&) {}), console_).state,
              core::JobState::done);
    const auto failed =
        follow(door, start(door, [](core::JobContext&) { throw Error{Errc::invalid, "no good"}; }),
               console_);
    EXPECT_EQ(failed.state, core::JobState::failed);
    EXPECT_EQ(failed.error, "no good");
}

TEST_F(Follow, a_stop_cancels_the_job_and_waits_for_its_end) {
    Door door{settings_, Missing::make, Stop{}};
    std::atomic<bool> cleaned = false;
    const auto job = start(door, [&](core::JobContext& context) {
        source_.request(StopReason::user);  // as if Ctrl-C came while it runs
        while (!context.stop().wait_for(std::chrono::seconds{1})) {
        }
        cleaned = true;
        context.check();
    });
    EXPECT_EQ(follow(door, job, console_).state, core::JobState::cancelled);
    EXPECT_TRUE(cleaned);
    EXPECT_EQ(err_.str(), "Cancelling …\n");
}

TEST_F(Follow, a_shutdown_leaves_the_job_for_the_next_start) {
    Door door{settings_, Missing::make, Stop{}};
    std::atomic<bool> end = false;
    const auto job = start(door, [&](core::JobContext& context) {
        source_.request(StopReason::shutdown);  // as if SIGTERM came while it runs
        while (!end && !context.stop().wait_for(std::chrono::milliseconds{1})) {
        }
    });
    EXPECT_THROW(follow(door, job, console_), Error);
    EXPECT_EQ(door.app()->jobs().find(job.id)->state, core::JobState::running);
    end = true;
    EXPECT_EQ(door.app()->jobs().wait(job.id, Stop{}).state, core::JobState::done);
}

TEST_F(Follow, a_stop_that_comes_too_late_changes_nothing) {
    Door door{settings_, Missing::make, Stop{}};
    const auto job = start(door, [](core::JobContext&) {});
    door.app()->jobs().wait(job.id, Stop{});
    source_.request(StopReason::user);
    EXPECT_EQ(follow(door, job, console_).state, core::JobState::done);
}

}  // namespace
}  // namespace kith::app::cli

// SIGTERM at bad moments: the program ends in order within two seconds, and what it was at goes on
// at the next start.
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobInfo;
using core::JobState;

constexpr std::chrono::seconds kLimit{2};

// Exit code 0 within the limit, and a whole database after it.
void expect_ends_in_time(Program& program, const fs::path& data) {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(program.finish(SIGTERM), 0) << program.errors();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, kLimit);
    expect_unharmed(data);
}

JobInfo post_job(Program& program, const std::string& path) {
    const auto reply = program.post(path);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return json::read<JobInfo>(reply.body);
}

void expect_large_whole(const fs::path& data) {
    Program program{serving(data)};
    EXPECT_EQ(program.settle().size(), 0u);
    EXPECT_EQ(found(program, "large"), kLargeRows);
    const auto all = program.imports();
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].state, "done") << all[0].error;
    EXPECT_EQ(all[0].report.new_, kLargeRows);
}

TEST(StopTest, an_import_ends_within_two_seconds_and_goes_on_at_the_next_start) {
    for (int round = 0; round < rounds(3); ++round) {
        TempFolder folder;
        const auto data = folder / "data";
        {
            Program program{serving(data)};
            const auto job = program.import(large_archive());
            const auto share = kLargeRows * (round % 5) / 5;
            program.follow(job.id, [&](const JobInfo& at) {
                return share == 0 ? at.subject != 0 : at.done > share;
            });
            expect_ends_in_time(program, data);
        }
        // Stopped again as soon as it is up, when the import has hardly begun to go on.
        for (int again = 0; again < round % 3; ++again) {
            Program program{serving(data)};
            program.address();
            expect_ends_in_time(program, data);
        }
        expect_large_whole(data);
    }
}

TEST(StopTest, a_paused_import_does_not_hold_up_the_end) {
    TempFolder folder;
    const auto data = folder / "data";
    {
        Program program{serving(data)};
        const auto job = program.import(large_archive());
        program.follow(job.id, [](const JobInfo& at) { return at.done > 0; });
        program.control(job.id, "pause");
        const auto now =
            program.follow(job.id, [](const JobInfo& at) { return at.state == JobState::paused; });
        ASSERT_EQ(now.state, JobState::paused);
        expect_ends_in_time(program, data);
    }
    expect_large_whole(data);
}

TEST(StopTest, an_undo_ends_within_two_seconds_and_goes_on_at_the_next_start) {
    for (int round = 0; round < rounds(2); ++round) {
        TempFolder folder;
        const auto data = folder / "data";
        std::int64_t import = 0;
        {
            Program program{serving(data)};
            import = program.import_whole(large_archive()).subject;
            program.settle();
            const auto job =
                post_job(program, "/api/kith/imports/" + std::to_string(import) + "/undo");
            program.follow(job.id, [&](const JobInfo& at) { return at.done >= round % 4 * 250; });
            expect_ends_in_time(program, data);
        }
        Program program{serving(data)};
        EXPECT_EQ(program.settle().size(), 0u);
        EXPECT_EQ(messages(program), 0);
        EXPECT_EQ(program.imports().at(0).state, "undone");
    }
}

TEST(StopTest, a_cancelled_import_that_is_being_taken_out_ends_within_two_seconds) {
    TempFolder folder;
    const auto data = folder / "data";
    {
        Program program{serving(data)};
        const auto job = program.import(large_archive());
        program.follow(job.id, [](const JobInfo& at) { return at.done > kLargeRows * 3 / 4; });
        program.post("/api/kith/jobs/" + std::to_string(job.id) + "/cancel");
        expect_ends_in_time(program, data);
    }
    Program program{serving(data)};
    EXPECT_EQ(program.settle().size(), 0u);
    const auto state = program.imports().at(0).state;
    EXPECT_TRUE(state == "cancelled" || state == "undone" || state == "done") << state;
    EXPECT_EQ(found(program, "large"), state == "done" ? kLargeRows : 0);
}

TEST(StopTest, the_command_ends_within_two_seconds_and_goes_on_when_it_is_given_again) {
    TempFolder folder;
    const auto data = folder / "data";
    {
        Program command{importing(large_archive(), data)};
        const auto far = [&] {
            try {
                auto on = db::Connection::open(data / "kith.db", {.access = db::Access::read_only});
                return numbers(on, "select coalesce(max(id), 0) from message").front() > 5000;
            } catch (const Error&) {  // it is just being made
                return false;
            }
        };
        const auto until = std::chrono::steady_clock::now() + Program::kPatience;
        while (!far()) ASSERT_LT(std::chrono::steady_clock::now(), until);
        const auto begun = std::chrono::steady_clock::now();
        EXPECT_GT(command.finish(SIGTERM), 0);
        EXPECT_LT(std::chrono::steady_clock::now() - begun, kLimit);
    }
    expect_unharmed(data);
    {
        auto on = db::Connection::open(data / "kith.db", {.access = db::Access::read_only});
        EXPECT_GT(numbers(on, "select count(*) from message").front(), 0);  // kept, not taken out
    }
    Program again{importing(large_archive(), data)};
    EXPECT_EQ(again.run(), 0) << again.errors();
    Program program{serving(data)};
    EXPECT_EQ(found(program, "large"), kLargeRows);
    EXPECT_EQ(messages(program), kLargeRows);
}

}  // namespace
}  // namespace kith::test

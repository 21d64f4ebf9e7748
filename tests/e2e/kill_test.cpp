// kill -9 in a loop, at moments chosen by how far the work has come: what was shown is on the disk,
// the next start repairs itself, and an import that is repeated finds exactly the missing rows new.
#include <random>

#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobInfo;

std::mt19937 chance() {
    std::random_device seed;
    const auto number = seed();
    std::cout << "[  random  ] " << number << '\n';
    return std::mt19937{number};
}

// The job that works on an import, as it is resumed after a start; none when it was finished.
std::optional<JobInfo> working(Program& program, std::string_view kind) {
    for (const auto& job : program.jobs())
        if (job.kind == kind && !core::is_over(job.state)) return job;
    return std::nullopt;
}

// Lets the job come to a random place and kills the program there. What was visible before must be
// on the disk after: nobody repairs between the kill and the look.
void kill_on_the_way(Program& program, const JobInfo& job, const fs::path& data,
                     std::mt19937& random) {
    const auto total = std::max<std::int64_t>(job.total, kLargeRows);
    const auto target =
        job.done + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(total));
    program.follow(job.id, [&](const JobInfo& now) { return now.done >= target; });
    const auto visible = messages(program);
    EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
    expect_unharmed(data);
    auto on = db::Connection::open(data / "kith.db", {.access = db::Access::read_only});
    EXPECT_GE(numbers(on, "select count(*) from message").front(), visible);
}

// Kills it up to three times on the way; the program that sees the work finished.
std::unique_ptr<Program> killed_until_finished(std::unique_ptr<Program> program, JobInfo job,
                                               const fs::path& data, std::mt19937& random) {
    for (int kills = 0;; ++kills) {
        if (kills < 3) {
            kill_on_the_way(*program, job, data, random);
            program = std::make_unique<Program>(serving(data));
        }
        const auto next = working(*program, job.kind);
        if (kills >= 3 || !next) break;
        job = *next;
    }
    EXPECT_EQ(program->settle().size(), 0u);
    return program;
}

void expect_large_once(Program& program) {
    EXPECT_EQ(found(program, "large 早上好"), kLargeRows);
    std::int64_t added = 0;
    for (const auto& one : program.imports()) {
        added += one.report.new_;
        EXPECT_EQ(one.state, "done") << one.error;
    }
    EXPECT_EQ(added, messages(program));
}

TEST(KillTest, job_killed_in_the_middle_of_an_import_loses_and_doubles_nothing) {
    auto random = chance();
    const auto before = prints_of(large_archive());
    for (int round = 0; round < rounds(2); ++round) {
        TempFolder folder;
        const auto data = folder / "data";
        auto program = std::make_unique<Program>(serving(data));
        const auto job = program->import(large_archive());
        program = killed_until_finished(std::move(program), job, data, random);
        EXPECT_EQ(messages(*program), kLargeRows);
        expect_large_once(*program);
        const auto again = program->import_of(program->import_whole(large_archive()));
        EXPECT_EQ(again.report.new_, 0);
        EXPECT_EQ(messages(*program), kLargeRows);
        EXPECT_EQ(program->finish(SIGTERM), 0);
        expect_unharmed(data);
    }
    EXPECT_EQ(prints_of(large_archive()), before);
}

// The same rows and more of them from another place: however often it is killed, what was missing
// counts as new, once, and what was there as already there.
TEST(KillTest, a_killed_import_of_a_grown_archive_reports_exactly_the_missing_rows_as_new) {
    auto random = chance();
    TempFolder folder;
    auto shape = kLarge;
    shape.rows += 50;
    const auto grown = make_archive(folder / "grown", shape);
    for (int round = 0; round < rounds(1); ++round) {
        TempFolder store;
        const auto data = store / "data";
        auto program = std::make_unique<Program>(serving(data));
        ASSERT_EQ(program->import_whole(large_archive()).state, core::JobState::done);
        const auto job = program->import(grown);
        program = killed_until_finished(std::move(program), job, data, random);
        const auto all = program->imports();
        ASSERT_EQ(all.size(), 2u);
        EXPECT_EQ(all[0].report.new_, 50 * shape.chats);
        EXPECT_EQ(all[0].report.duplicate, kLargeRows);
        EXPECT_EQ(all[1].report.new_, kLargeRows);
        EXPECT_EQ(messages(*program), kLargeRows + 50 * shape.chats);
        EXPECT_EQ(program->finish(SIGTERM), 0);
        expect_unharmed(data);
    }
}

TEST(KillTest, job_killed_in_the_middle_of_an_undo_goes_on_at_the_next_start) {
    auto random = chance();
    for (int round = 0; round < rounds(2); ++round) {
        TempFolder folder;
        const auto data = folder / "data";
        const auto kept = make_archive(folder / "kept", {.name = "kept"});
        auto program = std::make_unique<Program>(serving(data));
        ASSERT_EQ(program->import_whole(kept).state, core::JobState::done);
        const auto import = program->import_of(program->import_whole(large_archive()));
        program->settle();
        const auto shown_before = shown(*program, "kept");
        const auto reply =
            program->post("/api/kith/imports/" + std::to_string(import.id) + "/undo");
        ASSERT_EQ(reply.status, 200) << reply.body;
        // Its progress counts thousandths.
        const auto job = json::read<JobInfo>(reply.body);
        const auto share = static_cast<std::int64_t>(random() % 1000);
        program->follow(job.id, [&](const JobInfo& now) { return now.done >= share; });
        EXPECT_EQ(program->finish(SIGKILL), -SIGKILL);
        expect_unharmed(data);
        program = std::make_unique<Program>(serving(data));
        EXPECT_EQ(program->settle().size(), 0u);
        EXPECT_EQ(
            program->read<core::ImportView>("/api/kith/imports/" + std::to_string(import.id)).state,
            "undone");
        EXPECT_EQ(found(*program, "large"), 0);
        EXPECT_EQ(shown(*program, "kept"), shown_before);
        const auto again = program->import_of(program->import_whole(large_archive()));
        EXPECT_EQ(again.report.new_, kLargeRows);
        EXPECT_EQ(found(*program, "large"), kLargeRows);
        EXPECT_EQ(program->finish(SIGTERM), 0);
        expect_unharmed(data);
    }
}

// The command alone, without a server: how far it is shows in the database it writes.
TEST(KillTest, the_command_killed_in_the_middle_goes_on_when_it_is_given_again) {
    auto random = chance();
    for (int round = 0; round < rounds(2); ++round) {
        TempFolder folder;
        const auto data = folder / "data";
        {
            Program command{importing(large_archive(), data)};
            const auto target =
                static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kLargeRows));
            const auto far = [&] {
                try {
                    auto on =
                        db::Connection::open(data / "kith.db", {.access = db::Access::read_only});
                    return numbers(on, "select coalesce(max(id), 0) from message").front() > target;
                } catch (const Error&) {  // it is just being made
                    return false;
                }
            };
            const auto until = std::chrono::steady_clock::now() + Program::kPatience;
            while (!far()) ASSERT_LT(std::chrono::steady_clock::now(), until);
            command.finish(SIGKILL);
        }
        expect_unharmed(data);
        Program again{importing(large_archive(), data)};
        ASSERT_EQ(again.run(), 0) << again.errors();
        Program program{serving(data)};
        EXPECT_EQ(messages(program), kLargeRows);
        expect_large_once(program);
    }
}

}  // namespace
}  // namespace kith::test

// Several things at once: imports of one and of different archives, undo beside an import, cancel
// at once, several processes on one data folder. Whatever the order, each message is there once.
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobInfo;
using core::JobState;

JobInfo undo(Program& program, std::int64_t import) {
    const auto reply = program.post("/api/kith/imports/" + std::to_string(import) + "/undo");
    EXPECT_EQ(reply.status, 200) << reply.body;
    return json::read<JobInfo>(reply.body);
}

// Rows 0 to 399 and 200 to 599 of the same 40 chats.
struct Overlapping {
    static constexpr int kChats = 40;
    static constexpr std::int64_t kEach = kChats * 400, kUnion = kChats * 600;

    TempFolder folder;
    fs::path older = make_archive(folder / "older", {.chats = kChats, .rows = 400, .name = "pair"});
    fs::path newer = make_archive(folder / "newer",
                                  {.chats = kChats, .rows = 400, .name = "pair", .first_row = 200});
};

// Importing the archive again adds exactly what is missing, and then all of it is there.
void expect_whole_when_repeated(Program& program, const fs::path& archive) {
    program.settle();
    const auto missing = Overlapping::kEach - found(program, "pair");
    const auto again = program.import_whole(archive);
    EXPECT_EQ(again.state, JobState::done) << again.error;
    EXPECT_EQ(program.import_of(again).report.new_, missing);
    EXPECT_EQ(found(program, "pair"), Overlapping::kEach);
}

TEST(TogetherTest, the_same_import_asked_for_twice_is_one_job) {
    Precious precious;
    auto& program = precious.program();
    const auto first = program.import(large_archive()), second = program.import(large_archive());
    EXPECT_EQ(first.id, second.id);
    EXPECT_EQ(program.finish_job(first.id).state, JobState::done);
    EXPECT_EQ(found(program, "large"), kLargeRows);
    EXPECT_EQ(program.imports().size(), 2u);
    precious.expect_unharmed();
}

TEST(TogetherTest, one_archive_under_several_names_at_once_comes_in_once) {
    Precious precious;
    auto& program = precious.program();
    fs::create_directory_symlink(large_archive(), precious.folder() / "link");
    std::vector<JobInfo> jobs;
    jobs.push_back(program.import(large_archive()));
    jobs.push_back(program.import(large_archive() / ""));
    jobs.push_back(program.import(large_archive() / "message" / ".."));
    jobs.push_back(program.import(precious.folder() / "link"));
    std::int64_t added = 0;
    for (const auto& job : jobs) {
        const auto over = program.finish_job(job.id);
        EXPECT_EQ(over.state, JobState::done) << over.error;
    }
    for (const auto& import : program.imports()) added += import.report.new_;
    EXPECT_EQ(added, messages(program));
    EXPECT_EQ(found(program, "large"), kLargeRows);
    precious.expect_unharmed();
}

TEST(TogetherTest, different_archives_at_once_are_both_whole) {
    Precious precious;
    auto& program = precious.program();
    const auto other =
        make_archive(precious.folder() / "other", {.chats = 30, .rows = 300, .name = "other"});
    const auto first = program.import(large_archive()), second = program.import(other);
    EXPECT_EQ(program.finish_job(second.id).state, JobState::done);
    EXPECT_EQ(program.finish_job(first.id).state, JobState::done);
    EXPECT_EQ(found(program, "large"), kLargeRows);
    EXPECT_EQ(found(program, "other"), 9000);
    precious.expect_unharmed();
}

TEST(TogetherTest, archives_that_overlap_at_once_give_each_message_once) {
    Precious precious;
    auto& program = precious.program();
    const Overlapping pair;
    const auto first = program.import(pair.older), second = program.import(pair.newer);
    const auto one = program.import_of(program.finish_job(first.id));
    const auto two = program.import_of(program.finish_job(second.id));
    EXPECT_EQ(one.report.new_ + two.report.new_, Overlapping::kUnion);
    EXPECT_EQ(one.report.duplicate + two.report.duplicate,
              2 * Overlapping::kEach - Overlapping::kUnion);
    EXPECT_EQ(found(program, "pair"), Overlapping::kUnion);
    precious.expect_unharmed();
}

TEST(TogetherTest, an_import_that_runs_cannot_be_undone) {
    Precious precious;
    auto& program = precious.program();
    const auto job = program.import(large_archive());
    const auto now = program.follow(job.id, [](const JobInfo& at) { return at.subject != 0; });
    program.control(job.id, "pause");
    const auto reply = program.post("/api/kith/imports/" + std::to_string(now.subject) + "/undo");
    EXPECT_EQ(reply.status, 409) << reply.body;
    program.control(job.id, "resume");
    EXPECT_EQ(program.finish_job(job.id).state, JobState::done);
    EXPECT_EQ(found(program, "large"), kLargeRows);
    precious.expect_unharmed();
}

// What the undo takes out may not count as "already there" for good.
TEST(TogetherTest, an_import_begun_while_an_undo_runs_is_whole) {
    for (int round = 0; round < rounds(2); ++round) {
        Precious precious;
        auto& program = precious.program();
        const Overlapping pair;
        const auto older = program.import_whole(pair.older);
        ASSERT_EQ(older.state, JobState::done);
        program.settle();
        const auto undoing = undo(program, older.subject);
        if (round % 2 == 1)
            program.follow(undoing.id, [](const JobInfo& at) { return at.done > 0; });
        const auto newer = program.import(pair.newer);
        EXPECT_EQ(program.finish_job(undoing.id).state, JobState::done);
        EXPECT_EQ(program.finish_job(newer.id).state, JobState::done);
        EXPECT_EQ(found(program, "pair"), Overlapping::kEach);
        expect_whole_when_repeated(program, pair.newer);
        precious.expect_unharmed();
    }
}

TEST(TogetherTest, what_an_undo_took_beside_an_import_comes_back_when_it_is_repeated) {
    for (int round = 0; round < rounds(2); ++round) {
        Precious precious;
        auto& program = precious.program();
        const Overlapping pair;
        const auto older = program.import_whole(pair.older);
        ASSERT_EQ(older.state, JobState::done);
        program.settle();
        const auto newer = program.import(pair.newer);
        const auto share = Overlapping::kEach * (round % 5) / 5;
        program.follow(newer.id, [&](const JobInfo& at) { return at.done > share; });
        const auto undoing = undo(program, older.subject);
        EXPECT_EQ(program.finish_job(undoing.id).state, JobState::done);
        EXPECT_EQ(program.finish_job(newer.id).state, JobState::done);
        expect_whole_when_repeated(program, pair.newer);
        precious.expect_unharmed();
    }
}

TEST(TogetherTest, an_import_stays_whole_when_another_one_is_cancelled_beside_it) {
    for (int round = 0; round < rounds(2); ++round) {
        Precious precious;
        auto& program = precious.program();
        const Overlapping pair;
        const auto older = program.import(pair.older), newer = program.import(pair.newer);
        const auto share = Overlapping::kEach * (round % 4 + 1) / 5;
        program.follow(older.id, [&](const JobInfo& at) { return at.done > share; });
        program.post("/api/kith/jobs/" + std::to_string(older.id) + "/cancel");
        program.finish_job(newer.id);
        if (program.finish_job(older.id).state == JobState::done) continue;  // it was quicker
        EXPECT_EQ(found(program, "pair"), Overlapping::kEach);
        expect_whole_when_repeated(program, pair.newer);
        precious.expect_unharmed();
    }
}

// What an undo took out comes back from every archive that has it.
TEST(TogetherTest, after_an_undo_an_archive_that_held_the_same_rows_brings_them_back) {
    Precious precious;
    auto& program = precious.program();
    const Overlapping pair;
    const auto older = program.import_whole(pair.older);
    ASSERT_EQ(program.import_whole(pair.newer).state, JobState::done);
    EXPECT_EQ(program.finish_job(undo(program, older.subject).id).state, JobState::done);
    const auto left = Overlapping::kUnion - Overlapping::kEach;
    EXPECT_EQ(found(program, "pair"), left);
    const auto again = program.import_of(program.import_whole(pair.newer));
    EXPECT_EQ(again.report.new_, Overlapping::kEach - left);
    EXPECT_EQ(found(program, "pair"), Overlapping::kEach);
    precious.expect_unharmed();
}

TEST(TogetherTest, a_job_cancelled_at_once_leaves_nothing_and_can_be_repeated) {
    for (int round = 0; round < rounds(4); ++round) {
        Precious precious;
        auto& program = precious.program();
        const auto job = program.import(large_archive());
        const auto share = kLargeRows * (round % 4) / 4;
        if (share > 0) program.follow(job.id, [&](const JobInfo& at) { return at.done > share; });
        program.post("/api/kith/jobs/" + std::to_string(job.id) + "/cancel");
        const auto over = program.finish_job(job.id);
        ASSERT_EQ(over.state, JobState::cancelled) << over.error;
        EXPECT_EQ(found(program, "large"), 0);
        if (over.subject != 0) {
            EXPECT_EQ(program.import_of(over).state, "cancelled");
        }
        precious.expect_unharmed();
        auto& next = precious.program();
        EXPECT_EQ(next.import_of(next.import_whole(large_archive())).report.new_, kLargeRows);
        EXPECT_EQ(found(next, "large"), kLargeRows);
    }
}

TEST(TogetherTest, two_commands_on_one_data_folder_both_end_well_or_say_why) {
    TempFolder folder;
    const auto data = folder / "data";
    const auto other = make_archive(folder / "other", {.chats = 30, .rows = 300, .name = "other"});
    Program first{importing(large_archive(), data)}, second{importing(other, data)};
    const bool ends[] = {first.run() == 0, second.run() == 0};
    EXPECT_TRUE(ends[0] || ends[1]);
    for (int i = 0; i < 2; ++i) {
        if (ends[i]) continue;
        const auto errors = (i == 0 ? first : second).errors();
        EXPECT_NE(errors.find("in use by another process"), std::string::npos) << errors;
    }
    Program program{serving(data)};
    EXPECT_EQ(found(program, "large"), ends[0] ? kLargeRows : 0);
    EXPECT_EQ(found(program, "other"), ends[1] ? 9000 : 0);
    EXPECT_EQ(program.finish(SIGTERM), 0);
    expect_unharmed(data);
}

TEST(TogetherTest, commands_go_through_the_server_that_holds_the_folder) {
    Precious precious;
    auto& program = precious.program();
    const auto job = program.import(large_archive());
    Program command{importing(large_archive(), precious.data())};
    EXPECT_EQ(command.run(), 0) << command.errors();
    EXPECT_EQ(program.finish_job(job.id).state, JobState::done);
    Program second{serving(precious.data())};
    EXPECT_EQ(second.wait(), 1);
    EXPECT_NE(second.errors().find(program.address()), std::string::npos) << second.errors();
    EXPECT_EQ(found(program, "large"), kLargeRows);
    precious.expect_unharmed();
}

}  // namespace
}  // namespace kith::test

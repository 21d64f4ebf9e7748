// A disk without room: files cannot grow beyond a limit, as where quota or disk are at their end.
// What happens is told, what was there is served, and it goes on when there is room again.
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobInfo;
using core::JobState;

constexpr rlim_t kRoom = 3 << 20;  // the large archive needs more

class FullDisk : public testing::Test {
  protected:
    void fill(rlim_t bytes = kRoom) { precious_.start({.file_bytes = bytes}); }

    JobInfo import_into_full_disk() {
        const auto before = prints_of(large_archive());
        const auto over = precious_.program().import_whole(large_archive());
        EXPECT_EQ(over.state, JobState::failed);
        EXPECT_NE(over.error.find("the disk is full"), std::string::npos) << over.error;
        EXPECT_EQ(prints_of(large_archive()), before);
        EXPECT_LT(found(precious_.program(), "large"), kLargeRows);
        return over;
    }
    void expect_large() {
        auto& program = precious_.program();
        EXPECT_EQ(found(program, "large"), kLargeRows);
        std::int64_t added = 0;
        for (const auto& one : program.imports()) added += one.report.new_;
        EXPECT_EQ(added, messages(program));
    }

    Precious precious_;
};

TEST_F(FullDisk, disk_full_in_the_middle_of_an_import_is_told_and_harms_nothing) {
    fill();
    import_into_full_disk();
    precious_.expect_unharmed();  // starts again, with room: the import goes on by itself
    const auto again = precious_.program().import_whole(large_archive());
    EXPECT_EQ(again.state, JobState::done) << again.error;
    expect_large();
    precious_.expect_unharmed();
    expect_large();
}

TEST_F(FullDisk, with_room_again_the_import_is_repeated_without_a_restart_and_stays_whole) {
    fill();
    import_into_full_disk();
    auto& program = precious_.program();
    program.give_room();
    const auto again = program.import_whole(large_archive());
    EXPECT_EQ(again.state, JobState::done) << again.error;
    expect_large();
    precious_.expect_unharmed();  // and the restart takes nothing away
    expect_large();
}

TEST_F(FullDisk, what_a_full_disk_left_can_be_undone) {
    fill();
    const auto failed = import_into_full_disk();
    auto& program = precious_.program();
    program.give_room();
    const auto reply =
        program.post("/api/kith/imports/" + std::to_string(failed.subject) + "/undo");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto over = program.finish_job(json::read<JobInfo>(reply.body).id);
    EXPECT_EQ(over.state, JobState::done) << over.error;
    EXPECT_EQ(found(program, "large"), 0);
    precious_.expect_unharmed();
    EXPECT_EQ(found(precious_.program(), "large"), 0);
}

TEST_F(FullDisk, an_undo_without_room_is_told_and_goes_on_later) {
    const auto import = precious_.program().import_whole(large_archive()).subject;
    precious_.program().settle();
    fill(64 << 10);
    auto& program = precious_.program();
    const auto path = "/api/kith/imports/" + std::to_string(import) + "/undo";
    const auto reply = program.post(path);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto over = program.finish_job(json::read<JobInfo>(reply.body).id);
    EXPECT_EQ(over.state, JobState::failed);
    EXPECT_NE(over.error.find("the disk is full"), std::string::npos) << over.error;
    program.give_room();
    const auto again = program.finish_job(json::read<JobInfo>(program.post(path).body).id);
    EXPECT_EQ(again.state, JobState::done) << again.error;
    EXPECT_EQ(found(program, "large"), 0);
    precious_.expect_unharmed();
}

TEST_F(FullDisk, the_command_ends_with_a_sentence) {
    TempFolder folder;
    auto launch = importing(large_archive(), folder / "data");
    launch.file_bytes = kRoom;
    Program command{launch};
    EXPECT_EQ(command.run(), 1);
    EXPECT_NE((command.errors() + command.printed()).find("the disk is full"), std::string::npos)
        << command.errors() << command.printed();
    expect_unharmed(folder / "data");
    Program again{importing(large_archive(), folder / "data")};
    EXPECT_EQ(again.run(), 0) << again.errors();
    Program program{serving(folder / "data")};
    EXPECT_EQ(messages(program), kLargeRows);
}

TEST_F(FullDisk, a_start_without_room_for_a_new_store_ends_with_a_sentence) {
    TempFolder folder;
    auto launch = serving(folder / "data");
    launch.file_bytes = 4096;
    Program program{launch};
    EXPECT_EQ(program.run(), 1);
    EXPECT_NE(program.errors().find("the disk is full"), std::string::npos) << program.errors();
    Program again{serving(folder / "data")};  // half a store is none: it is made now
    EXPECT_EQ(messages(again), 0);
}

TEST_F(FullDisk, an_upload_without_room_is_told_and_goes_on_where_it_was) {
    fill();
    auto& program = precious_.program();
    const auto text = chatlab_lines("wxid_upload", 0, 40'000);
    ASSERT_GT(text.size(), kRoom + 1'000'000);
    const auto begun = program.post(
        "/api/kith/uploads", R"({"name":"a.jsonl","bytes":)" + std::to_string(text.size()) + "}");
    ASSERT_EQ(begun.status, 201) << begun.body;
    const auto id = json::from<std::string>(*json::find(json::parse(begun.body), "id"));
    constexpr std::size_t kPiece = 1 << 20;
    std::size_t at = 0;
    int refused = 0;
    while (at < text.size()) {
        const auto reply = program.put("/api/kith/uploads/" + id + "?offset=" + std::to_string(at),
                                       text.substr(at, kPiece));
        if (reply.status == 200) {
            at += std::min(kPiece, text.size() - at);
            continue;
        }
        ASSERT_EQ(refused++, 0);
        EXPECT_EQ(reply.status, 503) << reply.body;
        EXPECT_NE(reply.body.find("the disk is full"), std::string::npos) << reply.body;
        program.give_room();
    }
    EXPECT_EQ(refused, 1);
    const auto reply =
        program.post("/api/kith/imports", R"({"sources":[{"upload":")" + id + "\"}]}");
    ASSERT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(program.finish_job(json::read<JobInfo>(reply.body).id).state, JobState::done);
    EXPECT_EQ(found(program, "wxid_upload"), 40'000);
    precious_.expect_unharmed();
}

}  // namespace
}  // namespace kith::test

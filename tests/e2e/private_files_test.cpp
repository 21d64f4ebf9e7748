// What Kith writes is for its owner alone, whatever the shell's mask says.
#include <sys/stat.h>

#include "tests/e2e/program.h"
#include "tests/support/worked.h"

namespace kith::test {
namespace {

// The shell of a test would let everybody read.
class PrivateFiles : public testing::Test {
  protected:
    PrivateFiles() : before_{::umask(0)} {}
    ~PrivateFiles() override { ::umask(before_); }

    // Names of what others could look into.
    static std::vector<std::string> open_to_others(const std::filesystem::path& folder) {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
            struct ::stat info{};
            if (::stat(entry.path().c_str(), &info) == 0 && (info.st_mode & 077U) != 0)
                found.push_back(entry.path().filename().string());
        }
        return found;
    }

  private:
    ::mode_t before_;
};

TEST_F(PrivateFiles, database_log_cache_and_notes_can_be_read_by_the_owner_only) {
    const TempFolder folder;
    const auto archive = worked_archive(folder / "archive");
    Program program{serving(folder / "data")};
    const auto job = program.import_whole(archive);
    EXPECT_EQ(job.state, core::JobState::done) << job.error;
    const auto upload = program.post("/api/kith/uploads", R"({"name":"a.json","bytes":3})");
    EXPECT_EQ(upload.status, 201) << upload.body;
    for (const auto* name : {"kith.db", "kith.db-wal", "kith.db-shm", "kith.log", "serving.json"})
        EXPECT_TRUE(std::filesystem::exists(folder / "data" / name)) << name;
    EXPECT_EQ(open_to_others(folder / "data"), std::vector<std::string>{});
    EXPECT_EQ(program.finish(SIGTERM), 0);
    EXPECT_EQ(open_to_others(folder / "data"), std::vector<std::string>{});
    struct ::stat info{};
    ASSERT_EQ(::stat((folder / "data").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0700U);
}

}  // namespace
}  // namespace kith::test

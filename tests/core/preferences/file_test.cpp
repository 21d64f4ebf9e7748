// Small files are replaced as a whole, or not at all.
#include "core/preferences/file.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

class SmallFile : public testing::Test {
  protected:
    std::string text() {
        const auto found = read_file(file_, 1 << 20);
        return found ? found->text : "(none)";
    }
    std::vector<std::string> names() {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator{folder_.path})
            found.push_back(entry.path().filename().string());
        return found;
    }

    TempFolder folder_;
    std::filesystem::path file_ = folder_.path / "small.json";
};

TEST_F(SmallFile, what_was_written_is_read_and_belongs_to_the_owner_alone) {
    EXPECT_EQ(text(), "(none)");
    EXPECT_FALSE(stamp_of(file_));
    const auto stamp = replace_file(file_, "阿梅 \xff");
    EXPECT_EQ(text(), "阿梅 \xff");
    EXPECT_EQ(stamp_of(file_), stamp);
    EXPECT_EQ(read_file(file_, 100)->stamp, stamp);
    struct ::stat info{};
    ASSERT_EQ(::stat(file_.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    EXPECT_EQ(names(), std::vector<std::string>{"small.json"});
}

TEST_F(SmallFile, another_text_has_another_stamp) {
    const auto first = replace_file(file_, "one");
    const auto second = replace_file(file_, "two");
    EXPECT_FALSE(first == second);
    EXPECT_EQ(stamp_of(file_), second);
    std::ofstream{file_, std::ios::app} << "!";
    EXPECT_FALSE(stamp_of(file_) == second);
}

TEST_F(SmallFile, a_rest_of_a_killed_writer_is_written_over) {
    std::ofstream{folder_.path / "small.json.new"} << std::string(1000, 'x');
    replace_file(file_, "new");
    EXPECT_EQ(text(), "new");
    EXPECT_EQ(names(), std::vector<std::string>{"small.json"});
}

TEST_F(SmallFile, one_that_is_too_large_is_not_read) {
    replace_file(file_, std::string(101, 'x'));
    EXPECT_EQ(reason_of([&] { read_file(file_, 100); }), "too_large ");
}

// A limit of file sizes holds for a process: a child meets it.
TEST_F(SmallFile, disk_full_while_writing_leaves_the_old_text_and_nothing_else) {
    replace_file(file_, "old");
    const auto child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{8192, 8192};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto why = reason_of([&] { replace_file(file_, std::string(1 << 20, 'x')); });
        ::_exit(why == "unavailable disk_full" ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(text(), "old");
    EXPECT_EQ(names(), std::vector<std::string>{"small.json"});
}

TEST_F(SmallFile, a_folder_that_is_not_there_is_told) {
    EXPECT_EQ(reason_of([&] { replace_file(folder_.path / "no" / "small.json", "x"); }),
              "unavailable disk_error");
    EXPECT_EQ(reason_of([&] { read_file(folder_.path, 100); }), "unavailable disk_error");
}

// Killed at any moment: the old or the new text, never a part of one.
TEST_F(SmallFile, a_killed_writer_leaves_a_whole_text) {
    const std::string one(200'000, '1'), two(300'000, '2');
    replace_file(file_, one);
    for (int round = 0; round < 20; ++round) {
        const auto child = ::fork();
        if (child == 0) {
            for (;;) {
                replace_file(file_, two);
                replace_file(file_, one);
            }
        }
        const auto before = stamp_of(file_);
        while (stamp_of(file_) == before) {
        }
        ::kill(child, SIGKILL);
        ASSERT_EQ(::waitpid(child, nullptr, 0), child);
        const auto found = text();
        EXPECT_TRUE(found == one || found == two) << found.size();
    }
}

}  // namespace
}  // namespace kith::core

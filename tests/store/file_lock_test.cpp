// One process, and one object in it, has the lock.
#include "store/file_lock.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>

#include "tests/store/made_store.h"

namespace kith::store {
namespace {

TEST(FileLock, the_second_one_is_refused_until_the_first_is_gone) {
    TempFolder folder;
    const auto file = folder.path / "x.lock";
    std::optional<FileLock> first{std::in_place, file};
    EXPECT_EQ(reason_of([&] { FileLock{file}; }), "unavailable locked");
    const pid_t child = fork();
    if (child == 0) _exit(reason_of([&] { FileLock{file}; }) == "unavailable locked" ? 7 : 8);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 7);
    first.reset();
    EXPECT_EQ(reason_of([&] { FileLock{file}; }), "nothing thrown");
    EXPECT_EQ(reason_of([&] { FileLock{folder.path / "no" / "x.lock"}; }),
              "unavailable cannot_open");
}

}  // namespace
}  // namespace kith::store

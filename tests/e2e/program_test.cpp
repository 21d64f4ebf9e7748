// The real program from outside: start, answer, stop.
#include "tests/e2e/originals.h"
#include "tests/support/worked.h"

namespace kith::test {
namespace {

TEST(ProgramTest, it_starts_answers_and_stops_in_order) {
    TempFolder folder;
    Program program{serving(folder / "data")};
    EXPECT_EQ(program.get("/health").status, 200);
    EXPECT_EQ(program.get("/").status, 200);
    EXPECT_EQ(program.get("/api/global").status, 503);
    EXPECT_EQ(program.finish(SIGTERM), 0);
}

TEST(ProgramTest, a_second_one_on_the_same_folder_says_so) {
    TempFolder folder;
    Program first{serving(folder / "data")};
    EXPECT_EQ(first.get("/health").status, 200);
    Program second{serving(folder / "data")};
    EXPECT_EQ(second.wait(), 1);
}

TEST(ProgramTest, an_address_outside_loopback_is_refused) {
    TempFolder folder;
    Program program{{"serve", "--data", (folder / "data").string(), "--listen", "0.0.0.0:0"}};
    EXPECT_EQ(program.wait(), 1);
}

TEST(ProgramTest, what_was_imported_is_served_after_a_restart) {
    TempFolder folder;
    const auto archive = worked_archive(folder / "archive").string();
    Program import{importing(archive, folder / "data")};
    ASSERT_EQ(import.run(), 0) << import.errors();
    Program program{serving(folder / "data")};
    EXPECT_EQ(messages(program), 11);
    EXPECT_EQ(program.finish(SIGTERM), 0);
}

}  // namespace
}  // namespace kith::test

// The range that was chosen outlives a kill, also one in the middle of the count.
#include "tests/e2e/program.h"
#include "tests/support/worked.h"

namespace kith::test {
namespace {

std::string total(Program& program) {
    const auto reply = program.get("/api/global");
    EXPECT_EQ(reply.status, 200) << reply.body;
    return json::serialize(*json::find(json::parse(reply.body), "total_messages"));
}

TEST(InitKill, a_range_is_durable_when_it_is_answered) {
    const TempFolder folder;
    const auto archive = worked_archive(folder / "archive");
    {
        Program program{serving(folder / "data")};
        program.import_whole(archive);
        program.settle();
        EXPECT_EQ(total(program), "7");
        EXPECT_EQ(program.post("/api/init", R"({"from":1709251230,"to":1709280000})").status, 200);
        EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
    }
    Program again{serving(folder / "data")};
    EXPECT_TRUE(again.settle().empty());
    EXPECT_EQ(total(again), "4");
    const auto status = again.get("/api/status");
    EXPECT_EQ(status.body, R"({"is_indexing":false,"is_initialized":true,"total_cached":2})");
    EXPECT_EQ(again.finish(SIGTERM), 0);
}

TEST(InitKill, an_archive_that_waits_for_its_range_still_waits_after_a_kill) {
    const TempFolder folder;
    const auto archive = worked_archive(folder / "archive");
    {
        Program program{serving(folder / "data")};
        const auto setup =
            program.post("/api/app/setup", "{\"data_dir\":" + json::write(archive.string()) + "}");
        EXPECT_EQ(setup.status, 200) << setup.body;
        EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
    }
    Program again{serving(folder / "data")};
    EXPECT_TRUE(again.settle().empty());
    EXPECT_EQ(again.get("/api/status").body,
              R"({"is_indexing":false,"is_initialized":false,"total_cached":0})");
    EXPECT_EQ(again.imports().at(0).state, "done");
    EXPECT_EQ(again.imports().at(0).report.new_, 11);
    EXPECT_EQ(again.post("/api/init", "null").status, 200);
    EXPECT_TRUE(again.settle().empty());
    EXPECT_EQ(total(again), "7");
}

}  // namespace
}  // namespace kith::test

// The real program from outside: start, answer, stop, and being killed at bad moments.
#include "tests/e2e/program.h"

#include <fstream>
#include <thread>

#include "tests/support/worked.h"

namespace kith::test {
namespace {

std::vector<std::string> serve(const std::filesystem::path& data) {
    return {"serve", "--data", data.string(), "--listen", "127.0.0.1:0"};
}

std::int64_t messages(Program& program) {
    const auto boot = json::parse(program.get("/api/kith/boot").body);
    return json::from<std::int64_t>(*json::find(*json::find(boot, "archive"), "messages"));
}

TEST(ProgramTest, it_starts_answers_and_stops_in_order) {
    TempFolder folder;
    Program program{serve(folder / "data")};
    EXPECT_EQ(program.get("/health").status, 200);
    EXPECT_EQ(program.get("/").status, 200);
    EXPECT_EQ(program.get("/api/global").status, 503);
    EXPECT_EQ(program.finish(SIGTERM), 0);
}

TEST(ProgramTest, a_second_one_on_the_same_folder_says_so) {
    TempFolder folder;
    Program first{serve(folder / "data")};
    EXPECT_EQ(first.get("/health").status, 200);
    Program second{serve(folder / "data")};
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
    Program import{{"import", archive, "--data", (folder / "data").string()}};
    while (import.prints("\1")) {
    }
    ASSERT_EQ(import.wait(), 0) << import.printed();
    Program program{serve(folder / "data")};
    EXPECT_EQ(messages(program), 11);
    EXPECT_EQ(program.finish(SIGTERM), 0);
}

// kill -9 in a loop while an archive of a few thousand messages is read; whatever moment it hits,
// the next start goes on and ends with exactly all rows.
TEST(ProgramTest, job_killed_in_the_middle_of_an_import_loses_and_doubles_nothing) {
    TempFolder folder;
    WechatArchive archive{folder / "archive", 2};
    archive.contact({"wxid_me", "我", "", 0, 0, ""});
    constexpr int kChats = 20, kRows = 300;
    for (int chat = 0; chat < kChats; ++chat) {
        const auto name = "wxid_" + std::to_string(chat);
        archive.contact({name, name, "", 3, 0, ""});
        std::vector<MadeMessage> rows;
        for (int i = 0; i < kRows; ++i)
            rows.push_back({1'700'000'000 + i * 60, i % 2 == 0 ? name : "wxid_me", 1,
                            "line " + std::to_string(i) + " 早上好"});
        archive.add(name, rows, chat % 2);
    }
    archive.close();
    const auto data = (folder / "data").string();
    for (int round = 0; round < 6; ++round) {
        Program import{{"import", (folder / "archive").string(), "--data", data}};
        std::this_thread::sleep_for(std::chrono::milliseconds{40 + round * 60});
        import.finish(SIGKILL);
    }
    Program last{{"import", (folder / "archive").string(), "--data", data}};
    while (last.prints("\1")) {
    }
    ASSERT_EQ(last.wait(), 0) << last.printed();
    Program program{serve(folder / "data")};
    EXPECT_EQ(messages(program), kChats * kRows);
}

}  // namespace
}  // namespace kith::test

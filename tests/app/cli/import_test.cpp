// kith import.
#include <gtest/gtest.h>

#include "tests/app/cli/command.h"
#include "tests/core/imports/made_imports.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;

class Import : public testing::Test {
  protected:
    test::TempFolder folder_;
    test::Kith kith_{folder_ / "data", {}, {}};
    std::string chats_ = test::write_chats(folder_ / "chats").string();

    int total(const std::string& query) const {
        return kith_({"search", query, "--json"}).json().at("total").to_number<int>();
    }
};

TEST_F(Import, returns_when_everything_can_be_searched) {
    const auto ran = kith_({"import", chats_});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("Everything can be searched."), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("           7  new\n"), std::string::npos) << ran.out;
    EXPECT_NE(ran.err.find("kith import --undo 1"), std::string::npos) << ran.err;
    EXPECT_EQ(total("爬山"), 3);
}

TEST_F(Import, says_what_lies_there_before_it_begins) {
    const auto ran = kith_({"import", chats_});
    EXPECT_NE(ran.err.find("chatlab: 2 chats, 7 messages, 2024-03-05 – 2024-03-07"),
              std::string::npos)
        << ran.err;
}

TEST_F(Import, a_second_time_adds_nothing) {
    kith_({"import", chats_});
    const auto again = kith_({"import", chats_, "--json"});
    ASSERT_EQ(again.code, kDone) << again.err;
    const auto import = again.json().at("imports").as_array().at(0);
    EXPECT_EQ(import.at("report").at("new").to_number<int>(), 0) << again.out;
    EXPECT_EQ(total("爬山"), 3);
}

TEST_F(Import, the_report_as_json_stands_alone_on_the_output) {
    const auto ran = kith_({"import", chats_, "--json"});
    const auto tree = ran.json();
    EXPECT_EQ(tree.at("state").as_string(), "done");
    const auto& import = tree.at("imports").as_array().at(0);
    EXPECT_EQ(import.at("state").as_string(), "done");
    EXPECT_EQ(import.at("report").at("new").to_number<int>(), 7);
}

TEST_F(Import, a_dry_run_changes_nothing_and_makes_no_folder) {
    const auto ran = kith_({"import", chats_, "--dry-run"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("           7  new\n"), std::string::npos) << ran.out;
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data"));
    kith_({"import", chats_});
    const auto again = kith_({"import", chats_, "--dry-run", "--json"}).json();
    EXPECT_EQ(again.at("new").to_number<int>(), 0);
    EXPECT_EQ(kith_({"import", "--list", "--json"}).json().at("imports").as_array().size(), 1U);
}

TEST_F(Import, can_be_undone) {
    kith_({"import", chats_});
    const auto ran = kith_({"import", "--undo", "1"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_EQ(ran.out, "Import 1 was taken out again.\n");
    EXPECT_EQ(total("爬山"), 0);
    const auto list = kith_({"import", "--list"});
    EXPECT_NE(list.out.find("undone"), std::string::npos) << list.out;
}

TEST_F(Import, undoing_what_is_not_there_is_an_error) {
    kith_({"import", chats_});
    EXPECT_EQ(kith_({"import", "--undo", "99"}).code, kFailed);
    kith_({"import", "--undo", "1"});
    const auto twice = kith_({"import", "--undo", "1", "--language", "zh-CN"});
    EXPECT_EQ(twice.code, kFailed);
    EXPECT_TRUE(twice.err.starts_with("kith：现在不能这样做")) << twice.err;
}

TEST_F(Import, a_path_with_nothing_is_an_error_and_leaves_no_import) {
    EXPECT_EQ(kith_({"import", (folder_ / "nothing").string()}).code, kFailed);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data"));
    std::filesystem::create_directories(folder_ / "empty");
    const auto empty = kith_({"import", (folder_ / "empty").string()});
    EXPECT_EQ(empty.code, kFailed);
    EXPECT_NE(empty.err.find("no chat archive was recognised"), std::string::npos) << empty.err;
    EXPECT_EQ(kith_({"import", "--list", "--json"}).json().at("imports").as_array().size(), 0U);
}

TEST_F(Import, several_paths_are_one_command) {
    const auto ran = kith_({"import", chats_ + "/amei.jsonl", chats_ + "/group.jsonl", "--json"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_EQ(ran.json().at("imports").as_array().size(), 2U);
    EXPECT_EQ(total("爬山"), 3);
}

TEST_F(Import, no_wait_without_a_server_waits_and_says_so) {
    const auto ran = kith_({"import", chats_, "--no-wait"});
    EXPECT_EQ(ran.code, kDone);
    EXPECT_NE(ran.err.find("No Kith is running"), std::string::npos) << ran.err;
    EXPECT_EQ(total("爬山"), 3);
}

TEST_F(Import, the_owner_can_be_named) {
    const auto anonymous = test::write_chats(folder_ / "anonymous", test::Owner::unknown).string();
    const auto ran = kith_({"import", anonymous, "--me", "me1"});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_EQ(total("from:me"), 3);
}

TEST_F(Import, an_owner_that_is_known_is_not_asked_for_again) {
    const auto talk = core::small_talk();
    const auto first = core::write_chat(folder_ / "a" / "chat.jsonl", talk, "", "周末").string();
    const auto asked = kith_({"import", "--dry-run", first});
    EXPECT_NE(asked.err.find("[me1]"), std::string::npos) << asked.err;
    ASSERT_EQ(kith_({"import", first, "--me", "me1"}).code, kDone);
    const auto other = core::write_chat(folder_ / "b" / "chat.jsonl", talk, "", "周末").string();
    for (const auto& place : {first, other}) {
        const auto again = kith_({"import", place});
        EXPECT_EQ(again.code, kDone) << again.err;
        EXPECT_EQ(again.err.find("[me1]"), std::string::npos) << again.err;
    }
    EXPECT_EQ(total("from:me"), 2);
}

TEST_F(Import, stopped_before_it_began_keeps_nothing) {
    StopSource source;
    source.request(StopReason::user);
    const test::Kith stopped{kith_.data, {}, source.stop()};
    EXPECT_EQ(stopped({"import", chats_}).code, kFailed);
    EXPECT_EQ(kith_({"import", "--list", "--json"}).json().at("imports").as_array().size(), 0U);
}

TEST_F(Import, the_list_names_what_was_brought_in) {
    kith_({"import", chats_});
    const auto list = kith_({"import", "--list"});
    EXPECT_NE(list.out.find(chats_), std::string::npos) << list.out;
    EXPECT_NE(list.out.find("done"), std::string::npos) << list.out;
}

}  // namespace
}  // namespace kith::app::cli

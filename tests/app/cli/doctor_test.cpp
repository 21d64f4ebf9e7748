// kith doctor.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;

// A port that is free most likely; what the doctor says about it is not looked at here.
test::Ran examine(const test::Kith& kith, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"doctor"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto with = kith;
    with.environment["KITH_LISTEN"] = "127.0.0.1:0";
    return with(arguments);
}

TEST(Doctor, a_healthy_folder_is_well) {
    const auto ran = examine(test::small_data());
    EXPECT_EQ(ran.code, kDone) << ran.out;
    EXPECT_NE(ran.out.find("7 messages"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("4 of 4 messages read back"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("every page is well"), std::string::npos) << ran.out;
    EXPECT_TRUE(ran.out.ends_with("All is well.\n")) << ran.out;
}

TEST(Doctor, models_that_are_not_there_are_a_note_and_no_illness) {
    auto kith = test::small_data();
    kith.environment["KITH_MODELS"] = (kith.data / "none").string();
    const auto ran = examine(kith);
    EXPECT_EQ(ran.code, kDone) << ran.out;
    EXPECT_NE(ran.out.find("! Chat model"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("! Embedder"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("kith models fetch"), std::string::npos) << ran.out;
}

TEST(Doctor, speaks_the_readers_language) {
    const auto ran = examine(test::small_data(), {"--language", "zh-CN"});
    EXPECT_TRUE(ran.out.ends_with("一切正常。\n")) << ran.out;
}

TEST(Doctor, a_folder_that_is_not_there_yet_is_no_illness) {
    const test::TempFolder folder;
    const auto ran = examine({folder / "data", {}, {}});
    EXPECT_EQ(ran.code, kDone) << ran.out;
    EXPECT_FALSE(std::filesystem::exists(folder / "data"));
}

TEST(Doctor, a_folder_that_others_can_read_is_wrong) {
    const test::TempFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    const auto ran = examine({folder.path(), {}, {}});
    EXPECT_EQ(ran.code, kFailed) << ran.out;
    EXPECT_NE(ran.out.find("mode 755"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("Something is wrong: 1"), std::string::npos) << ran.out;
}

TEST(Doctor, a_damaged_store_is_a_finding_and_the_rest_is_still_looked_at) {
    const test::TempFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0700});
    std::ofstream{folder / "kith.db"} << std::string(50'000, 'x');
    const auto ran = examine({folder.path(), {}, {}});
    EXPECT_EQ(ran.code, kFailed) << ran.out;
    EXPECT_NE(ran.out.find("✗ Store"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("Address"), std::string::npos) << ran.out;
}

TEST(Doctor, a_damaged_page_is_a_finding) {
    const test::TempFolder folder;
    const test::Kith kith{folder / "data", {}, {}};
    ASSERT_EQ(kith({"import", test::write_chats(folder / "chats").string()}).code, kDone);
    const auto file = folder / "data" / "kith.db";
    const auto size = std::filesystem::file_size(file);
    std::fstream out{file, std::ios::binary | std::ios::in | std::ios::out};
    out.seekp(static_cast<std::streamoff>(size / 2));
    out << std::string(size - size / 2, '\xff');
    out.close();
    const auto ran = examine(kith);
    EXPECT_EQ(ran.code, kFailed) << ran.out;
    EXPECT_NE(ran.out.find("✗ Database"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("is damaged"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("Address"), std::string::npos) << ran.out;
}

TEST(Doctor, a_port_that_is_taken_is_wrong) {
    const http::Router nothing;
    http::Settings settings;
    settings.listen = {{"127.0.0.1", 0}};
    const http::Server server{settings, nothing};
    auto kith = test::small_data();
    kith.environment["KITH_LISTEN"] = http::to_string(server.addresses().front());
    const auto ran = kith({"doctor"});
    EXPECT_EQ(ran.code, kFailed) << ran.out;
    EXPECT_NE(ran.out.find("✗ Address"), std::string::npos) << ran.out;
}

TEST(Doctor, a_clock_in_the_past_is_wrong) {
    const auto ran = examine(test::small_data(), {"--clock", "0"});
    EXPECT_EQ(ran.code, kFailed) << ran.out;
    EXPECT_NE(ran.out.find("✗ Clock"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace kith::app::cli

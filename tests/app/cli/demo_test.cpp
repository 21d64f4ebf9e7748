// kith demo.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;

TEST(Demo, fills_a_folder_that_is_named) {
    const test::TempFolder folder;
    const test::Kith kith{folder / "data", {}, {}};
    const auto named = (folder / "show me").string();
    const auto ran = kith({"demo", named, "--clock", test::kNoon});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("kith serve --data"), std::string::npos) << ran.out;
    EXPECT_FALSE(std::filesystem::exists(folder / "data"));
    const auto tree = kith({"people", "--json", "--data", named}).json();
    EXPECT_GE(tree.at("total").to_number<int>(), 25);
}

TEST(Demo, refuses_a_folder_with_data) {
    const auto ran = test::small_data()({"demo"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("has data already"), std::string::npos) << ran.err;
}

TEST(Demo, refuses_somebody_elses_folder) {
    const test::TempFolder folder;
    std::ofstream{folder / "letter.txt"} << "dear";
    const test::Kith kith{folder.path(), {}, {}};
    const auto ran = kith({"demo"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("is no Kith folder"), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "kith.db"));
}

TEST(Demo, a_folder_that_only_has_settings_is_empty) {
    const test::TempFolder folder;
    std::ofstream{folder / "kith.json"} << R"({"language":"zh-CN"})";
    const test::Kith kith{folder.path(), {}, {}};
    const auto ran = kith({"demo", "--clock", test::kNoon});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("演示数据已就绪"), std::string::npos) << ran.out;
}

TEST(Demo, is_the_same_on_the_same_day) {
    const test::TempFolder folder;
    const test::Kith kith{folder / "data", {}, {}};
    ASSERT_EQ(kith({"demo", "--clock", test::kNoon}).code, kDone);
    // Numbers are given as chats come in, which is nobody's promise.
    const auto hits = [](const test::Kith& which) {
        const auto tree = which({"search", "的", "--json", "--limit", "50"}).json();
        std::vector<std::string> all;
        for (const auto& hit : tree.at("hits").as_array())
            all.push_back(json::write(hit.at("ts")) + json::write(hit.at("text")));
        return all;
    };
    EXPECT_EQ(hits(kith), hits(test::demo_data()));
}

}  // namespace
}  // namespace kith::app::cli

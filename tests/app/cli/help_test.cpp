// Every command and option is explained in both languages.
#include "app/cli/help.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

bool has_chinese(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

TEST(Help, every_entry_exists_in_both_languages_and_once) {
    std::set<std::string_view> keys;
    for (const auto& entry : help_entries()) {
        EXPECT_TRUE(keys.insert(entry.key).second) << entry.key;
        EXPECT_FALSE(entry.en.empty()) << entry.key;
        EXPECT_FALSE(has_chinese(entry.en)) << entry.key;
        const bool only_values = entry.zh == entry.en;
        EXPECT_TRUE(has_chinese(entry.zh) || only_values) << entry.key;
    }
}

TEST(Help, an_unknown_key_is_a_bug) {
    EXPECT_THROW(help_text("no such thing", Language::en), Error);
}

TEST(Help, every_command_has_a_page_in_both_languages) {
    const test::TempFolder folder;
    const test::Kith kith{folder.path(), {}, {}};
    for (const auto* command :
         {"serve", "import", "demo", "people", "search", "show", "doctor", "version"}) {
        const auto english = kith({command, "--help"});
        EXPECT_EQ(english.code, test::kDone) << english.err;
        EXPECT_NE(english.out.find("--data"), std::string::npos) << english.out;
        EXPECT_FALSE(has_chinese(english.out)) << english.out;
        const auto chinese = kith({command, "--help", "--language", "zh-CN"});
        EXPECT_NE(chinese.out.find("数据目录"), std::string::npos) << chinese.out;
        EXPECT_NE(chinese.out.find("用法"), std::string::npos) << chinese.out;
    }
}

TEST(Help, the_first_page_lists_all_commands) {
    const test::TempFolder folder;
    const auto page = test::Kith{folder.path(), {}, {}}({"--help"});
    for (const auto* command :
         {"serve", "import", "demo", "people", "search", "show", "doctor", "version"})
        EXPECT_NE(page.out.find(command), std::string::npos) << command;
}

}  // namespace
}  // namespace kith::app::cli

// Tests of sources/demo/texts.cpp: what is compiled in is what lies in data/demo, with its licence.
#include "sources/demo/texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "sources/demo/lines.h"

namespace kith::sources::demo {
namespace {

const std::filesystem::path kFolder = std::filesystem::path{KITH_SOURCE_DIR} / "data/demo";

std::string read(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

TEST(DemoTexts, are_the_files_of_the_data_folder) {
    for (const auto& file :
         {cast_file(), groups_file(), words_file(), days_file(), dialogues_file()}) {
        EXPECT_FALSE(file.text.empty()) << file.name;
        EXPECT_EQ(file.text, read(kFolder / file.name)) << file.name;
    }
    std::set<std::string> names;
    for (const auto& file : scene_files()) {
        EXPECT_EQ(file.text, read(kFolder / "threads" / file.name)) << file.name;
        names.emplace(file.name);
    }
    std::set<std::string> there;
    for (const auto& entry : std::filesystem::directory_iterator{kFolder / "threads"})
        there.insert(entry.path().filename().string());
    EXPECT_EQ(names, there);
}

TEST(DemoTexts, licensed_lines_come_with_their_notice) {
    const auto notice = read(kFolder / "README.md");
    EXPECT_NE(notice.find("Apache-2.0"), std::string::npos);
    std::set<std::string_view> sources;
    for (const auto& line : text_lines("dialogues.tsv", dialogues_file().text))
        sources.insert(columns(line, 5)[0]);
    for (const auto source : sources) {
        const auto name = source.starts_with("crosswoz") ? "CrossWOZ"
                          : source.starts_with("cped")   ? "CPED"
                                                         : "nothing known";
        EXPECT_NE(notice.find(name), std::string::npos) << source;
    }
    EXPECT_TRUE(dialogues_file().text.starts_with("#"));
    EXPECT_NE(dialogues_file().text.substr(0, 200).find("Apache-2.0"), std::string::npos);
    EXPECT_LE(dialogues_file().text.size(), 150'000U);
}

}  // namespace
}  // namespace kith::sources::demo

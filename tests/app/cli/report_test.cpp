// What an import did, as a table.
#include "app/cli/report.h"

#include <gtest/gtest.h>

#include <sstream>

namespace kith::app::cli {
namespace {

const Texts kEnglish{Language::en}, kChinese{Language::zh};

TEST(Report, counts_what_happened_and_why_rows_were_left_out) {
    core::ImportReport report;
    report.new_ = 1'234'567;
    report.duplicate = 5;
    report.skipped = {{"bad_time", 3, "row 17"}};
    report.media_missing = 40;
    report.warnings = {"message_3.db: not a database"};
    std::ostringstream out;
    write_report({out}, report, kEnglish);
    EXPECT_EQ(out.str(),
              "   1,234,567  new\n"
              "           5  already there\n"
              "           0  changed\n"
              "           3  left out: bad_time (row 17)\n"
              "          40  pictures, voices, files not in the export\n"
              "Note: message_3.db: not a database\n");
}

TEST(Report, hostile_samples_are_harmless_and_many_are_cut) {
    core::ImportReport report;
    for (int i = 0; i < 50; ++i)
        report.skipped.push_back({"reason", 1, "\x1b[2J" + std::string(500, 'x')});
    for (int i = 0; i < 50; ++i) report.warnings.push_back("\x1b[31m");
    std::ostringstream out;
    write_report({out}, report, kEnglish);
    EXPECT_EQ(out.str().find('\x1b'), std::string::npos);
    EXPECT_LT(out.str().size(), 4000U);
    EXPECT_NE(out.str().find("and 40 more"), std::string::npos) << out.str();
}

TEST(Report, of_imports_is_a_table) {
    core::ImportView import;
    import.id = 3;
    import.path = "/home/lin/微信";
    import.state = "done";
    import.started = 1'709'640'000;
    import.report.new_ = 2000;
    std::ostringstream out;
    write_imports({out}, {import}, "Asia/Shanghai", kChinese);
    EXPECT_EQ(out.str(),
              "来源            编号  时间              状态   新增\n"
              "/home/lin/微信     3  2024-03-05 20:00  完成  2,000\n");
}

TEST(StateText, every_state_has_a_word_and_an_unknown_one_is_itself) {
    EXPECT_EQ(state_text("undone", kEnglish), "undone");
    EXPECT_EQ(state_text("loading", kChinese), "进行中");
    EXPECT_EQ(state_text("sleeping", kChinese), "sleeping");
}

}  // namespace
}  // namespace kith::app::cli

// Messages as lines: columns, wrapping, marks, and text that is not harmless.
#include "app/cli/lines.h"

#include <gtest/gtest.h>

#include <sstream>

namespace kith::app::cli {
namespace {

const Texts kEnglish{Language::en}, kChinese{Language::zh};

std::string line(std::string_view text, const Marks& marks = {}, const LineStyle& style = {},
                 std::size_t columns = 0, Look look = Look::plain) {
    std::ostringstream out;
    write_line({out, look, columns}, style, "21:04", "阿梅", text, marks);
    return out.str();
}

TEST(Line, has_time_name_and_text) {
    EXPECT_EQ(line("我们去爬山吧"), "  21:04 阿梅          我们去爬山吧\n");
}

TEST(Line, continues_under_itself) {
    EXPECT_EQ(line("一二三四五六七八九十甲乙", {}, {}, 44),
              "  21:04 阿梅          一二三四五六七八九十甲\n"
              "                      乙\n");
}

TEST(Line, is_cut_where_one_line_must_do) {
    EXPECT_EQ(line("一二三四五六七八九十甲乙丙丁", {}, {.length = LineStyle::Length::cut}, 44),
              "  21:04 阿梅          一二三四五六七八九十…\n");
}

TEST(Line, is_whole_without_a_terminal) {
    const std::string text(5000, 'x');
    EXPECT_EQ(line(text, {}, {.length = LineStyle::Length::cut}),
              "  21:04 阿梅          " + text + "\n");
}

TEST(Line, marks_are_coloured) {
    const auto coloured = line("我们去爬山吧", {{3, 5}}, {}, 0, Look::coloured);
    EXPECT_NE(coloured.find("我们去\x1b[1;33m爬山\x1b[0m吧"), std::string::npos) << coloured;
}

TEST(Line, a_mark_that_is_wrapped_is_coloured_on_both_lines) {
    const auto coloured = line("一二三四五六七八九十甲乙", {{10, 12}}, {}, 44, Look::coloured);
    EXPECT_NE(coloured.find("\x1b[1;33m甲\x1b[0m\n"), std::string::npos) << coloured;
    EXPECT_NE(coloured.find("\x1b[1;33m乙\x1b[0m\n"), std::string::npos) << coloured;
}

TEST(Line, marks_fit_behind_line_breaks) {
    const auto coloured = line("一\r\n爬山", {{3, 5}}, {}, 0, Look::coloured);
    EXPECT_NE(coloured.find("一 ↵ \x1b[1;33m爬山\x1b[0m"), std::string::npos) << coloured;
}

TEST(Line, marks_beyond_the_text_do_no_harm) {
    EXPECT_EQ(line("ab", {{1, 900}}), line("ab"));
    EXPECT_EQ(line("", {{0, 1}}), line(""));
}

TEST(Line, foreign_text_cannot_change_colours) {
    EXPECT_EQ(line("\x1b[31m!").find('\x1b'), std::string::npos);
    std::ostringstream out;
    write_line({out}, {}, "21:04", "\x1b[2Jx", "y", {});
    EXPECT_EQ(out.str().find('\x1b'), std::string::npos);
}

TEST(Line, a_long_name_is_cut_to_its_column) {
    std::ostringstream out;
    write_line({out}, {}, "21:04", "一个非常非常长的名字", "好", {});
    EXPECT_EQ(out.str(), "  21:04 一个非常非…   好\n");
}

TEST(ShownText, plain_text_is_shown_as_it_is) {
    EXPECT_EQ(shown_text({.type = "text", .text = "好"}, kEnglish), "好");
    EXPECT_EQ(shown_text({.type = "system", .text = "你已添加了阿梅"}, kEnglish), "你已添加了阿梅");
}

TEST(ShownText, other_kinds_say_what_they_are) {
    EXPECT_EQ(shown_text({.type = "image"}, kEnglish), "[photo]");
    EXPECT_EQ(shown_text({.type = "image"}, kChinese), "[图片]");
    EXPECT_EQ(shown_text({.type = "file", .text = "账单.pdf"}, kChinese), "[文件] 账单.pdf");
    EXPECT_EQ(shown_text({.type = "of tomorrow", .text = "x"}, kEnglish), "[other] x");
}

TEST(ShownText, tells_what_happened_to_the_message) {
    EXPECT_EQ(shown_text({.type = "text", .text = "好", .recalled = true}, kChinese),
              "好 （已撤回）");
    EXPECT_EQ(shown_text({.type = "text", .text = "ok", .edited = true}, kEnglish), "ok (edited)");
    EXPECT_EQ(shown_text({.type = "text", .text = "ok", .cut = true}, kEnglish), "ok…");
}

TEST(DayText, is_the_local_day) {
    const auto zone = Zone::named("Asia/Shanghai");
    EXPECT_EQ(day_text(1'709'640'000, zone, kEnglish), "2024-03-05 Tue");
    EXPECT_EQ(day_text(1'709'654'400, zone, kChinese), "2024-03-06 周三");  // midnight there
}

}  // namespace
}  // namespace kith::app::cli

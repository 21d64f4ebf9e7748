// How much room texts take, and that foreign text cannot take over the terminal.
#include "app/cli/width.h"

#include <gtest/gtest.h>

namespace kith::app::cli {
namespace {

TEST(Width, latin_takes_one_cell_and_chinese_two) {
    EXPECT_EQ(width(""), 0U);
    EXPECT_EQ(width("abc"), 3U);
    EXPECT_EQ(width("爬山"), 4U);
    EXPECT_EQ(width("ａ，"), 4U);  // full width
    EXPECT_EQ(width("한글"), 4U);
    EXPECT_EQ(width("ｱ"), 1U);  // half width katakana
    EXPECT_EQ(width("é"), 1U);
    EXPECT_EQ(width("e\u0301"), 1U);  // combining accent
}

TEST(Width, an_emoji_takes_two_cells_whatever_it_is_made_of) {
    EXPECT_EQ(width("😀"), 2U);
    EXPECT_EQ(width("👍🏽"), 2U);                // skin tone
    EXPECT_EQ(width("👨\u200D👩\u200D👧"), 2U);  // joined
    EXPECT_EQ(width("🇨🇳"), 2U);                  // flag of two letters
    EXPECT_EQ(width("❤\uFE0F"), 2U);             // asked to look like an emoji
    EXPECT_EQ(width("❤"), 1U);
    EXPECT_EQ(width("😀😀"), 4U);
}

TEST(Width, an_invalid_byte_takes_one_cell) {
    EXPECT_EQ(width("a\xFFz"), 3U);
}

TEST(Printable, escape_sequences_lose_their_power) {
    EXPECT_EQ(printable("\x1b[31mred\x07"), "\uFFFD[31mred\uFFFD");
    EXPECT_EQ(printable("\u009B2J"), "\uFFFD2J");  // one character that means ESC [
    EXPECT_EQ(printable(std::string_view{"a\0b", 3}), "a\uFFFDb");
}

TEST(Printable, lines_become_one_line) {
    EXPECT_EQ(printable("一\n二\r\n三\t四"), "一 ↵ 二 ↵ 三 四");
}

TEST(Printable, marks_that_turn_the_direction_are_left_out) {
    EXPECT_EQ(printable("abc\u202Edef\u2066g"), "abcdefg");
}

TEST(Printable, damaged_utf8_becomes_replacement_characters) {
    EXPECT_EQ(printable("好\xE5\xA5"), "好\uFFFD\uFFFD");
}

TEST(Printable, ordinary_text_stays_as_it_is) {
    const std::string text = "100% \"引用\" 👨\u200D👩\u200D👧 'x' \\n";
    EXPECT_EQ(printable(text), text);
}

TEST(Cut, keeps_what_fits_and_ends_with_an_ellipsis) {
    EXPECT_EQ(cut("hello", 5), "hello");
    EXPECT_EQ(cut("hello!", 5), "hell…");
    EXPECT_EQ(cut("爬山去", 5), "爬山…");
    EXPECT_EQ(cut("爬山去", 4), "爬…");  // half a character does not fit
    EXPECT_EQ(cut("x", 0), "x");
}

TEST(Cut, never_is_wider_than_asked_for) {
    const std::string text = "a爬b😀c👨\u200D👩\u200D👧d\xFF e";
    for (std::size_t cells = 1; cells < 20; ++cells) EXPECT_LE(width(cut(text, cells)), cells);
}

TEST(Columns, line_up_by_cells_not_by_bytes) {
    EXPECT_EQ(left("爬山", 6), "爬山  ");
    EXPECT_EQ(right("爬山", 6), "  爬山");
    EXPECT_EQ(left("abcdefgh", 4), "abcdefgh");
}

// The lines that the starts cut a text into.
std::vector<std::string> lines(std::string_view text, std::size_t cells) {
    std::vector<std::string> all;
    const auto starts = line_starts(text, cells);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : text.size();
        all.emplace_back(text.substr(starts[i], end - starts[i]));
    }
    return all;
}

TEST(Lines, words_stay_whole) {
    EXPECT_EQ(lines("the quick brown fox", 10),
              (std::vector<std::string>{"the quick ", "brown fox"}));
}

TEST(Lines, chinese_breaks_anywhere) {
    EXPECT_EQ(lines("我们周末去爬山吧", 6), (std::vector<std::string>{"我们周", "末去爬", "山吧"}));
}

TEST(Lines, a_word_longer_than_a_line_is_broken) {
    EXPECT_EQ(lines("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
}

TEST(Lines, without_a_width_there_is_one_line) {
    EXPECT_EQ(line_starts("我们周末去爬山吧", 0), std::vector<std::size_t>{0});
    EXPECT_EQ(line_starts("", 10), std::vector<std::size_t>{0});
}

TEST(Lines, are_never_wider_than_asked_for_but_for_spaces_at_their_end) {
    const std::string text = "word 爬山 longer-word 😀😀 a b c 周末一起去吗 end";
    for (std::size_t cells = 4; cells < 30; ++cells)
        for (auto line : lines(text, cells)) {
            line.erase(line.find_last_not_of(' ') + 1);
            EXPECT_LE(width(line), cells) << line;
        }
}

TEST(Grouped, thousands_are_set_apart) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(18446744073709551615U), "18,446,744,073,709,551,615");
}

}  // namespace
}  // namespace kith::app::cli

// Marks of a needle in a text.
#include <gtest/gtest.h>

#include <string>

#include "search/scan.h"

namespace kith::search {
namespace {

std::string marked(std::string_view text, std::string_view query) {
    std::string out;
    std::uint32_t at = 0;
    for (const auto& mark : marks_in(text, Needle::of(query))) {
        out += text.substr(at, mark.first_byte - at);
        out +=
            "[" + std::string{text.substr(mark.first_byte, mark.last_byte - mark.first_byte)} + "]";
        at = mark.last_byte;
    }
    return out + std::string{text.substr(at)};
}

TEST(Marks, cover_the_original_text) {
    EXPECT_EQ(marked("今天天气", "天"), "今[天][天]气");
    EXPECT_EQ(marked("Ｈｅｌｌｏ hello HELLO", "hello"), "[Ｈｅｌｌｏ] [hello] [HELLO]");
    EXPECT_EQ(marked("等…好", "."), "等[…]好");
    EXPECT_EQ(marked("等…好", "..好"), "等[…好]");
    EXPECT_EQ(marked("cafe\xCC\x81!", "café"), "[cafe\xCC\x81]!");
    EXPECT_EQ(marked("a\xE2\x80\x8D"
                     "b",
                     "ab"),
              "[a\xE2\x80\x8D"
              "b]");
    EXPECT_EQ(marked("aaaa", "aa"), "[aa][aa]");
    EXPECT_EQ(marked("abc", "x"), "abc");
    EXPECT_EQ(marked("abc", ""), "abc");
    EXPECT_EQ(marked("", "x"), "");
}

TEST(Marks, count_units_as_javascript_does) {
    const auto marks = marks_in("😀中Ａ😀b", Needle::of("b"));
    ASSERT_EQ(marks.size(), 1u);
    EXPECT_EQ(marks[0], (Mark{14, 15, 6, 7}));
    const auto faces = marks_in("x😀y😀", Needle::of("😀"));
    ASSERT_EQ(faces.size(), 2u);
    EXPECT_EQ(faces[0], (Mark{1, 5, 1, 3}));
    EXPECT_EQ(faces[1], (Mark{6, 10, 4, 6}));
}

TEST(Marks, are_at_most_the_limit) {
    EXPECT_EQ(marks_in(std::string(500, 'a'), Needle::of("a")).size(), 64u);
    EXPECT_EQ(marks_in(std::string(500, 'a'), Needle::of("a"), 3).size(), 3u);
}

TEST(Marks, stand_damaged_texts) {
    const auto marks = marks_in("\xFF\xE4x", Needle::of("x"));
    ASSERT_EQ(marks.size(), 1u);
    EXPECT_EQ(marks[0], (Mark{2, 3, 2, 3}));
}

}  // namespace
}  // namespace kith::search

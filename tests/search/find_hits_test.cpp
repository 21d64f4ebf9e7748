// Marks point at the words as they are written; long texts are cut around them.
#include "search/find_hits.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/search/find_archive.h"
#include "text/utf8.h"

namespace kith::search {
namespace {

// The marked parts of the text, cut out by code points.
std::vector<std::string> marked(std::string_view text, const std::vector<std::string>& words) {
    std::vector<Needle> needles;
    for (const auto& word : words) needles.push_back(Needle::of(word));
    std::vector<const Needle*> pointers;
    for (const auto& needle : needles) pointers.push_back(&needle);
    std::vector<std::string> parts;
    for (const auto& mark : text_marks(text, pointers)) {
        const auto from = text::first_code_points(text, mark.first).size();
        const auto to = text::first_code_points(text, mark.last).size();
        parts.emplace_back(text.substr(from, to - from));
    }
    return parts;
}

using Parts = std::vector<std::string>;

TEST(Hits, marks_are_the_words_as_they_are_written) {
    EXPECT_EQ(marked("周六去爬山，爬山鞋", {"爬山"}), (Parts{"爬山", "爬山"}));
    EXPECT_EQ(marked("Say HELLO, hello", {"hello"}), (Parts{"HELLO", "hello"}));
    EXPECT_EQ(marked("ＨＥＬＬＯ！", {"hello"}), (Parts{"ＨＥＬＬＯ"}));
    EXPECT_EQ(marked("😀😀爬山😀", {"爬山"}), (Parts{"爬山"}));
    EXPECT_EQ(marked("👨‍👩‍👧 ok", {"ok"}), (Parts{"ok"}));
    EXPECT_EQ(marked("a😀b", {"😀"}), (Parts{"😀"}));
    EXPECT_EQ(marked("nothing", {"爬山"}), Parts{});
}

TEST(Hits, a_character_that_folds_to_several_is_marked_whole) {
    EXPECT_EQ(marked("x ﬁsh", {"fish"}), (Parts{"ﬁsh"}));
    EXPECT_EQ(marked("x ﬁsh", {"ish"}), (Parts{"ﬁsh"}));
    EXPECT_EQ(marked("die Straße", {"strasse"}), (Parts{"Straße"}));
    EXPECT_EQ(marked("GROẞ", {"gross"}), (Parts{"GROẞ"}));
    EXPECT_EQ(marked("und so…", {"..."}), (Parts{"…"}));
}

TEST(Hits, combining_marks_are_part_of_what_they_change) {
    EXPECT_EQ(marked("cafe\u0301!", {"café"}), (Parts{"cafe\u0301"}));
    EXPECT_EQ(marked("café!", {"cafe\u0301"}), (Parts{"café"}));
}

TEST(Hits, ignorables_between_letters_do_not_hide_a_word) {
    EXPECT_EQ(marked("爬\u200B山", {"爬山"}), (Parts{"爬\u200B山"}));
}

TEST(Hits, marks_that_overlap_are_joined_and_neighbours_are_not) {
    EXPECT_EQ(marked("周六爬山", {"六爬", "爬山"}), (Parts{"六爬山"}));
    EXPECT_EQ(marked("周六爬山", {"周六", "爬山"}), (Parts{"周六", "爬山"}));
    EXPECT_EQ(marked("爬山", {"爬山", "山"}), (Parts{"爬山"}));
}

TEST(Hits, no_more_marks_than_the_limit) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "山 ";
    EXPECT_EQ(marked(text, {"山"}).size(), kHitMarks);
    EXPECT_EQ(marked(text, {"山", "zzz"}).size(), kHitMarks);
}

Hit hit_in(std::string text, std::string_view word) {
    auto archive = made::people_and_chats();
    archive.chats[0].rows.push_back({7, 1'710'000'000, 0, Kind::text, 0, std::move(text)});
    const auto snapshot = made::to_snapshot(archive);
    const auto needle = Needle::of(word);
    const std::vector<const Needle*> words{&needle};
    return hit_of(*snapshot, {{1'710'000'000, 7}, 0, {0, 0}}, words);
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string out;
    while (times-- > 0) out += part;
    return out;
}

TEST(Hits, a_long_text_is_cut_around_its_first_mark) {
    const auto hit = hit_in(repeated("长", 5000) + "爬山" + repeated("尾", 5000), "爬山");
    EXPECT_TRUE(hit.cut);
    EXPECT_EQ(text::length(hit.text), kHitTextCodePoints);
    EXPECT_EQ(hit.text_from, 4900U);
    ASSERT_EQ(hit.marks, (std::vector<TextMark>{{100, 102}}));
    EXPECT_EQ(hit.text.substr(300, 6), "爬山");
}

TEST(Hits, a_mark_at_the_end_of_a_long_text_is_inside_the_part) {
    const auto hit = hit_in(repeated("a", 5000) + "爬山", "爬山");
    EXPECT_EQ(hit.text_from, 4002U);
    EXPECT_EQ(hit.marks, (std::vector<TextMark>{{998, 1000}}));
}

TEST(Hits, a_text_of_the_limit_is_whole) {
    const auto hit = hit_in("爬山" + repeated("a", kHitTextCodePoints - 2), "爬山");
    EXPECT_FALSE(hit.cut);
    EXPECT_EQ(hit.text_from, 0U);
    const auto longer = hit_in("爬山" + repeated("a", kHitTextCodePoints - 1), "爬山");
    EXPECT_TRUE(longer.cut);
    EXPECT_EQ(longer.text_from, 0U);
    EXPECT_EQ(longer.marks, (std::vector<TextMark>{{0, 2}}));
}

}  // namespace
}  // namespace kith::search

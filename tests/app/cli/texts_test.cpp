// The catalogue is complete in both languages.
#include "app/cli/texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace kith::app::cli {
namespace {

const Texts kEnglish{Language::en}, kChinese{Language::zh};

bool has_chinese(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

std::size_t places(std::string_view text) {
    std::size_t count = 0;
    for (auto at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2))
        ++count;
    return count;
}

TEST(Texts, every_entry_stands_at_its_key) {
    for (std::size_t i = 0; i < kTextCount; ++i)
        EXPECT_EQ(key_at(i), static_cast<Text>(i)) << "entry " << i;
}

TEST(Texts, every_entry_exists_in_both_languages) {
    for (std::size_t i = 0; i < kTextCount; ++i) {
        const auto key = static_cast<Text>(i);
        EXPECT_FALSE(sentence(key, Language::en).empty()) << "entry " << i;
        EXPECT_FALSE(sentence(key, Language::zh).empty()) << "entry " << i;
        EXPECT_FALSE(has_chinese(sentence(key, Language::en))) << sentence(key, Language::en);
    }
}

TEST(Texts, both_languages_have_the_same_places_to_fill) {
    for (std::size_t i = 0; i < kTextCount; ++i) {
        const auto key = static_cast<Text>(i);
        EXPECT_EQ(places(sentence(key, Language::en)), places(sentence(key, Language::zh)))
            << sentence(key, Language::en);
    }
}

TEST(Texts, every_entry_can_be_filled) {
    for (std::size_t i = 0; i < kTextCount; ++i)
        for (const auto& say : {kEnglish, kChinese})
            EXPECT_NO_THROW(say(static_cast<Text>(i), "a", "b", "c", "d")) << "entry " << i;
}

TEST(Texts, sentences_that_say_something_are_translated) {
    // Marks and units may be the same in both.
    for (std::size_t i = 0; i < kTextCount; ++i) {
        const auto key = static_cast<Text>(i);
        const auto chinese = sentence(key, Language::zh);
        const bool letters = std::ranges::any_of(sentence(key, Language::en),
                                                 [](char c) { return c >= 'a' && c <= 'z'; });
        if (letters && key != Text::error_prefix) EXPECT_TRUE(has_chinese(chinese)) << chinese;
    }
}

TEST(Texts, a_language_is_chosen_by_its_name) {
    EXPECT_EQ(language_named("zh-CN"), Language::zh);
    EXPECT_EQ(language_named("zh_TW.UTF-8"), Language::zh);
    EXPECT_EQ(language_named("en"), Language::en);
    EXPECT_EQ(language_named(""), Language::en);
}

TEST(Kinds, every_kind_has_a_word_in_both_languages) {
    std::set<std::string_view> words;
    for (int i = 0; i < kKindCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_FALSE(word_of(kind, Language::en).empty());
        EXPECT_TRUE(has_chinese(word_of(kind, Language::zh)));
        words.insert(word_of(kind, Language::zh));
    }
    EXPECT_EQ(words.size(), static_cast<std::size_t>(kKindCount));
}

TEST(Kinds, plain_text_needs_no_label) {
    EXPECT_EQ(label_of(Kind::text, Language::zh), "");
    EXPECT_EQ(label_of(Kind::image, Language::zh), "[图片]");
    EXPECT_EQ(label_of(Kind::red_packet, Language::en), "[red packet]");
}

TEST(Weekdays, begin_with_sunday) {
    EXPECT_EQ(weekday_word(0, Language::zh), "周日");
    EXPECT_EQ(weekday_word(6, Language::en), "Sat");
}

TEST(Told, english_readers_get_the_error_itself) {
    const Error error{Errc::unavailable, "the disk is full", "disk_full"};
    EXPECT_EQ(told(error, Language::en), "the disk is full");
}

TEST(Told, chinese_readers_first_get_what_it_is_about) {
    EXPECT_EQ(told({Errc::unavailable, "the disk is full", "disk_full"}, Language::zh),
              "磁盘已满（the disk is full）");
    EXPECT_EQ(told({Errc::not_found, "no such import"}, Language::zh),
              "没有找到（no such import）");
}

TEST(Told, every_code_has_chinese_words) {
    for (int i = 0; i <= static_cast<int>(Errc::internal); ++i)
        EXPECT_TRUE(has_chinese(told({static_cast<Errc>(i), "x"}, Language::zh))) << i;
}

TEST(Told, a_message_in_the_readers_language_stays_alone) {
    EXPECT_EQ(told({Errc::invalid, "应为日期", kTold}, Language::zh), "应为日期");
}

}  // namespace
}  // namespace kith::app::cli

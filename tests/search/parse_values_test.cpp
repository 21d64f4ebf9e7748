// Names of operators and values in both languages.
#include "search/parse_values.h"

#include <gtest/gtest.h>

#include "base/message.h"
#include "text/fold.h"

namespace kith::search {
namespace {

std::u16string folded(std::string_view text) {
    return text::fold(text);
}

std::uint32_t bit(Kind kind) {
    return std::uint32_t{1} << static_cast<unsigned>(kind);
}

TEST(ParseValues, every_operator_is_known_by_its_english_name) {
    for (std::size_t i = 0; i < kOperatorCount; ++i) {
        const auto op = static_cast<Operator>(i);
        EXPECT_EQ(operator_named(folded(name_of(op))), op);
        EXPECT_LE(name_of(op).size(), kOperatorName);
    }
    EXPECT_FALSE(operator_named(u""));
    EXPECT_FALSE(operator_named(u"form"));
}

TEST(ParseValues, every_operator_has_a_chinese_name) {
    const std::pair<Operator, const char*> names[] = {
        {Operator::in, "在"},        {Operator::from, "来自"},   {Operator::with, "和"},
        {Operator::group, "群"},     {Operator::source, "来源"}, {Operator::after, "之后"},
        {Operator::before, "之前"},  {Operator::on, "日期"},     {Operator::hour, "小时"},
        {Operator::weekday, "星期"}, {Operator::has, "含"},      {Operator::is, "是"},
        {Operator::mood, "情绪"},    {Operator::sort, "排序"}};
    EXPECT_EQ(std::size(names), kOperatorCount);
    for (const auto& [op, name] : names) EXPECT_EQ(operator_named(folded(name)), op) << name;
}

TEST(ParseValues, suggested_values_are_understood) {
    for (const auto value : values_of(Operator::has)) EXPECT_TRUE(kinds_of(folded(value))) << value;
    for (const auto value : values_of(Operator::is))
        EXPECT_TRUE(state_named(folded(value))) << value;
    for (const auto value : values_of(Operator::mood)) EXPECT_TRUE(is_mood(folded(value))) << value;
    for (const auto value : values_of(Operator::sort))
        EXPECT_EQ(name_of(*sort_named(folded(value))), value);
    EXPECT_TRUE(values_of(Operator::in).empty());
}

TEST(ParseValues, a_kind_is_known_by_the_name_facets_give_it) {
    for (int i = 0; i < kKindCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        if (is_system(kind)) continue;  // is:system
        EXPECT_EQ(kinds_of(folded(name_of(kind))), bit(kind)) << name_of(kind);
    }
    EXPECT_EQ(kinds_of(u"红包"), bit(Kind::red_packet));
    EXPECT_EQ(kinds_of(u"位置"), bit(Kind::place));
    EXPECT_EQ(kinds_of(folded("Image，视频、文件")),
              bit(Kind::image) | bit(Kind::video) | bit(Kind::file));
    EXPECT_FALSE(kinds_of(u"image,"));
    EXPECT_FALSE(kinds_of(u""));
}

TEST(ParseValues, states_have_names_in_both_languages) {
    EXPECT_EQ(state_named(u"mine"), State::mine);
    EXPECT_EQ(state_named(u"我的"), State::mine);
    EXPECT_EQ(state_named(u"对方"), State::theirs);
    EXPECT_EQ(state_named(u"私聊"), State::in_private);
    EXPECT_EQ(state_named(u"群聊"), State::in_group);
    EXPECT_EQ(state_named(u"深夜"), State::late);
    EXPECT_EQ(state_named(u"系统"), State::system);
    EXPECT_EQ(state_named(u"开场"), State::opener);
    EXPECT_FALSE(state_named(u"early"));
}

TEST(ParseValues, hours_are_inclusive_and_wrap) {
    EXPECT_EQ(hours_of(u"0-4"), 0b11111U);
    EXPECT_EQ(hours_of(u"8"), 1U << 8);
    EXPECT_EQ(hours_of(u"22-3"), (1U << 22) | (1U << 23) | 0b1111U);
    EXPECT_EQ(hours_of(folded("２２点～３点")), (1U << 22) | (1U << 23) | 0b1111U);
    EXPECT_EQ(hours_of(u"1,3"), 0b1010U);
    EXPECT_EQ(hours_of(u"0-23"), 0xFF'FFFFU);
    EXPECT_EQ(hours_of(u"1-0"), 0xFF'FFFFU);
    EXPECT_EQ(hours_of(u"22:00-3:00"), hours_of(u"22-3"));
    for (const auto* bad : {"24", "-1", "", "1-", "a", "0-4-5", "001"})
        EXPECT_FALSE(hours_of(folded(bad))) << bad;
}

TEST(ParseValues, weekdays_count_from_sunday_and_wrap) {
    EXPECT_EQ(weekdays_of(u"0"), 1U);
    EXPECT_EQ(weekdays_of(u"7"), 1U);
    EXPECT_EQ(weekdays_of(u"6"), 1U << 6);
    EXPECT_EQ(weekdays_of(u"周六"), 1U << 6);
    EXPECT_EQ(weekdays_of(u"星期日"), 1U);
    EXPECT_EQ(weekdays_of(u"礼拜天"), 1U);
    EXPECT_EQ(weekdays_of(folded("Saturday")), 1U << 6);
    EXPECT_EQ(weekdays_of(u"fri-mon"), 0b1100011U);
    EXPECT_EQ(weekdays_of(u"周一至周五"), 0b0111110U);
    EXPECT_EQ(weekdays_of(u"周末"), 0b1000001U);
    EXPECT_EQ(weekdays_of(u"工作日"), 0b0111110U);
    for (const auto* bad : {"8", "", "周", "funday"}) EXPECT_FALSE(weekdays_of(folded(bad)));
}

TEST(ParseValues, only_these_words_mean_me) {
    EXPECT_TRUE(means_me(u"me"));
    EXPECT_TRUE(means_me(u"我"));
    EXPECT_FALSE(means_me(u"mei"));
    EXPECT_FALSE(means_me(u""));
}

}  // namespace
}  // namespace kith::search

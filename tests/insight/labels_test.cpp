// Words and numbers under which kinds are shown: archive contract §1.7, §1.8, §8.
#include "insight/labels.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/insight/slow.h"

namespace kith::insight {
namespace {

TEST(Labels, every_kind_has_the_word_of_the_contract) {
    for (int i = 0; i < kKindCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(word_of(label_of(kind)), slow::label(kind)) << i;
    }
}

TEST(Labels, follow_the_order_of_the_similarity_vector) {
    const char* const order[] = {"文本", "图片", "语音",      "视频",   "表情",
                                 "红包", "转账", "链接/文件", "小程序", "引用",
                                 "名片", "位置", "通话",      "视频号", "其他"};
    for (int i = 0; i < 15; ++i) EXPECT_EQ(word_of(static_cast<Label>(i)), order[i]);
    EXPECT_EQ(word_of(Label::notice), "系统");
}

TEST(Labels, an_unknown_number_of_a_kind_is_other) {
    EXPECT_EQ(label_of(static_cast<Kind>(200)), Label::other);
}

TEST(WireType, is_the_low_half_of_a_packed_number) {
    EXPECT_EQ(wire_type(Kind::link, 21474836529), 49);
    EXPECT_EQ(wire_type(Kind::transfer, 8589934592049), 49);
    EXPECT_EQ(wire_type(Kind::text, 1), 1);
    EXPECT_EQ(wire_type(Kind::call, 50), 50);
}

TEST(WireType, keeps_the_numbers_of_notices_and_unknown_kinds) {
    EXPECT_EQ(wire_type(Kind::system, 10000), 10000);
    EXPECT_EQ(wire_type(Kind::system, 10002), 10002);
    EXPECT_EQ(wire_type(Kind::system, 11000), 11000);
    EXPECT_EQ(wire_type(Kind::other, 66), 66);
    EXPECT_EQ(wire_type(Kind::other, 67), 67);
}

TEST(WireType, of_another_source_is_the_usual_number_of_the_kind) {
    EXPECT_EQ(wire_type(Kind::text, 0), 1);
    EXPECT_EQ(wire_type(Kind::image, 1), 3);
    EXPECT_EQ(wire_type(Kind::red_packet, 20), 49);
    EXPECT_EQ(wire_type(Kind::system, 80 * 0), 10000);
    EXPECT_EQ(wire_type(Kind::system, 1), 10000);
    EXPECT_EQ(wire_type(Kind::card, 0), 42);
    EXPECT_EQ(wire_type(Kind::place, 0), 48);
}

TEST(Active, base_types_1_3_34_43_47_49_make_a_day_active) {
    const std::set<std::int64_t> active{1, 3, 34, 43, 47, 49};
    for (int i = 0; i < kKindCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(makes_active(kind), active.contains(wire_type(kind, 0))) << i;
    }
}

}  // namespace
}  // namespace kith::insight

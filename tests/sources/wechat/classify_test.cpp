// The label table and the wire names of tables (archive contract §1.7, §1.8, §8).
#include "sources/wechat/classify.h"

#include <gtest/gtest.h>

#include "sources/wechat/content.h"

namespace kith::sources::wechat {
namespace {

Kind kind_of(std::int64_t local_type, std::string_view payload = {}) {
    return read_content(local_type, payload).kind;
}

std::string app(std::string_view type, std::string_view inside = {}) {
    return "<msg><appmsg appid=\"\"><title>t</title>" + std::string{inside} + "<type>" +
           std::string{type} + "</type></appmsg></msg>";
}

TEST(Classify, golden_labels_of_the_contract) {
    EXPECT_EQ(kind_of(49, "<a><wcpayinfo>x</wcpayinfo>redenvelope</a>"), Kind::red_packet);
    EXPECT_EQ(kind_of(49, "<a><wcpayinfo>x</wcpayinfo></a>"), Kind::transfer);
    EXPECT_EQ(kind_of(49, "<a><refermsg>x</refermsg></a>"), Kind::quote);
    EXPECT_EQ(kind_of(49, "<type>5</type>"), Kind::link);
    EXPECT_EQ(kind_of(21474836529, "<type>5</type>"), Kind::link);
    EXPECT_EQ(kind_of(49, "<type>87</type>"), Kind::other_app);
    EXPECT_EQ(kind_of(50), Kind::call);
    EXPECT_EQ(kind_of(10000), Kind::system);
    EXPECT_EQ(kind_of(66), Kind::other);
}

TEST(Classify, base_types) {
    const std::pair<std::int64_t, Kind> expected[] = {
        {1, Kind::text},   {3, Kind::image},      {34, Kind::voice},     {42, Kind::card},
        {43, Kind::video}, {47, Kind::sticker},   {48, Kind::place},     {50, Kind::call},
        {67, Kind::other}, {11000, Kind::system}, {10002, Kind::system}, {0, Kind::other},
        {-1, Kind::other}};
    for (const auto& [type, kind] : expected) EXPECT_EQ(kind_of(type), kind) << type;
}

TEST(Classify, high_bits_do_not_hide_the_base_type) {
    EXPECT_EQ(kind_of((std::int64_t{7} << 32) | 1, "hi"), Kind::text);
    EXPECT_EQ(split(8589934592049), (TypeParts{49, 2000}));
    EXPECT_EQ(split(21474836529), (TypeParts{49, 5}));
}

TEST(Classify, the_subtype_decides_before_the_words) {
    EXPECT_EQ(kind_of((std::int64_t{57} << 32) | 49, "wcpay redenvelope"), Kind::quote);
    EXPECT_EQ(kind_of((std::int64_t{2001} << 32) | 49, "wcpay"), Kind::red_packet);
    EXPECT_EQ(kind_of((std::int64_t{33} << 32) | 49, "refermsg"), Kind::mini_app);
}

TEST(Classify, the_outermost_type_decides_before_the_words) {
    EXPECT_EQ(kind_of(49, app("57", "<des>wcpay redenvelope</des>")), Kind::quote);
    EXPECT_EQ(kind_of(49, app("6", "<refermsg><type>5</type></refermsg>")), Kind::file);
    EXPECT_EQ(kind_of(49, app("2000", "<wcpayinfo/>")), Kind::transfer);
    EXPECT_EQ(kind_of(49, app("63")), Kind::channel);
    EXPECT_EQ(kind_of(49, app("36")), Kind::mini_app);
}

TEST(Classify, what_a_merged_record_contains_does_not_make_it_a_payment) {
    EXPECT_EQ(kind_of(49, app("19",
                              "<recorditem><![CDATA[<wcpayinfo/> redenvelope "
                              "<type>5</type>]]></recorditem>")),
              Kind::other_app);
}

TEST(Classify, broken_markup_is_classified_by_its_words) {
    EXPECT_EQ(kind_of(49, "<msg><appmsg><weappinfo"), Kind::mini_app);
    EXPECT_EQ(kind_of(49, "no markup at all, miniprogram"), Kind::mini_app);
    EXPECT_EQ(kind_of(49, ""), Kind::other_app);
}

TEST(Classify, revoke_notices_are_told_from_other_notices) {
    EXPECT_TRUE(is_revoke_notice({10000, 0}, "\"阿梅\" 撤回了一条消息"));
    EXPECT_TRUE(is_revoke_notice({10000, 0}, "<sysmsg type=\"revokemsg\"><revokemsg/></sysmsg>"));
    EXPECT_TRUE(is_revoke_notice({10002, 0}, ""));
    EXPECT_FALSE(is_revoke_notice({10002, 0}, "<sysmsg type=\"pat\"><pat/></sysmsg>"));
    EXPECT_FALSE(is_revoke_notice({10000, 0}, "以上是打招呼内容"));
    EXPECT_FALSE(is_revoke_notice({1, 0}, "我刚才撤回了一条消息"));
}

TEST(Classify, texts_of_the_service_are_known) {
    for (const std::string_view text :
         {"我通过了你的朋友验证请求", "已经通过了你的朋友验证", "现在我们可以开始聊天了",
          "我是群聊“吃货”的小明", "以上是打招呼内容", "以上为打招呼内容", "你已添加了阿梅",
          "对方已添加你为朋友", "Accepted your friend request", "ok. We can now chat!"}) {
        EXPECT_TRUE(is_system_phrase(text)) << text;
    }
    for (const std::string_view text : {"", "验", "我们聊聊", "招聘", "添加", "We go",
                                        "Acceptable?", "现在我们可以开始聊天", "😀😀😀😀聊"}) {
        EXPECT_FALSE(is_system_phrase(text)) << text;
    }
}

}  // namespace
}  // namespace kith::sources::wechat

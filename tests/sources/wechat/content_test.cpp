// Readable texts and details out of payloads.
#include "sources/wechat/content.h"

#include <gtest/gtest.h>

#include "sources/wechat/app_message.h"

namespace kith::sources::wechat {
namespace {

TEST(Content, a_text_is_kept_as_it_is) {
    const auto content = read_content(1, "  100%_\"'😀\n");
    EXPECT_EQ(content.kind, Kind::text);
    EXPECT_EQ(content.text, "  100%_\"'😀\n");
    EXPECT_EQ(content.details, Details{});
}

TEST(Content, an_empty_payload_keeps_its_kind) {
    for (const std::int64_t type : {1, 3, 34, 42, 43, 47, 48, 49, 50, 10000}) {
        const auto content = read_content(type, "");
        EXPECT_EQ(content.text, "");
        EXPECT_EQ(content.details, Details{}) << type;
    }
    EXPECT_EQ(read_content(1, "").kind, Kind::text);
}

TEST(Content, media_rows_say_how_long_and_how_large) {
    EXPECT_EQ(read_content(3, "<msg><img length=\"4711\"/></msg>").details.bytes, 4711);
    EXPECT_DOUBLE_EQ(
        read_content(34, "<msg><voicemsg voicelength=\"2500\"/></msg>").details.seconds, 2.5);
    const auto video = read_content(43, "<msg><videomsg playlength=\"97\" length=\"5\"/></msg>");
    EXPECT_DOUBLE_EQ(video.details.seconds, 97);
    EXPECT_EQ(video.details.bytes, 5);
    EXPECT_EQ(read_content(3, "<img length=\"99999999999999999999999\"/>").details.bytes,
              999999999999999999);
}

TEST(Content, places_cards_and_calls) {
    const auto place = read_content(
        48, R"(<msg><location x="31.2" y="121.4" label="滨河路 8 号" poiname="图书馆"/></msg>)");
    EXPECT_EQ(place.text, "图书馆");
    EXPECT_EQ(place.details.description, "滨河路 8 号");
    EXPECT_DOUBLE_EQ(place.details.latitude, 31.2);
    const auto unnamed = read_content(48, R"(<msg><location x="1" y="2" label="路"/></msg>)");
    EXPECT_EQ(unnamed.text, "路");
    const auto card =
        read_content(42, R"(<msg username="wxid_7" nickname="李雷&lt;br&gt;&amp;co"/>)");
    EXPECT_EQ(card.text, "李雷<br>&co");
    EXPECT_EQ(card.details.name, "李雷<br>&co");
    const auto call = read_content(
        50, "<voipmsg type=\"VoIPBubbleMsg\"><msg><![CDATA[通话时长 03:21]]></msg></voipmsg>");
    EXPECT_EQ(call.text, "通话时长 03:21");
    EXPECT_DOUBLE_EQ(call.details.seconds, 201);
    const auto bubble = read_content(
        50,
        "<voipmsg type=\"VoIPBubbleMsg\"><VoIPBubbleMsg><msg><![CDATA[通话时长 1:02:03]]></msg>\n"
        "<room_type>0</room_type>\n<duration>0</duration></VoIPBubbleMsg></voipmsg>");
    EXPECT_EQ(bubble.text, "通话时长 1:02:03");
    EXPECT_DOUBLE_EQ(bubble.details.seconds, 3723);
    EXPECT_DOUBLE_EQ(read_content(50, "<voipmsg><duration>84</duration></voipmsg>").details.seconds,
                     84);
}

TEST(Content, the_second_row_of_a_transfer_is_a_receipt) {
    const auto transfer = [](int step) {
        return read_content((2000LL << 32) | 49,
                            "<msg><appmsg><type>2000</type><wcpayinfo><paysubtype>" +
                                std::to_string(step) + "</paysubtype></wcpayinfo></appmsg></msg>");
    };
    for (const int step : {1, 7, 0, 6}) EXPECT_EQ(transfer(step).flags, 0) << step;
    for (const int step : {3, 4, 5}) EXPECT_EQ(transfer(step).flags, kReceipt) << step;
    EXPECT_EQ(transfer(3).kind, Kind::transfer);
}

TEST(Content, notices_are_readable) {
    EXPECT_EQ(read_content(10002,
                           "<sysmsg type=\"revokemsg\"><revokemsg><session>wxid_1</session>"
                           "<replacemsg><![CDATA[\"阿梅\" 撤回了一条消息]]></replacemsg>"
                           "</revokemsg></sysmsg>")
                  .text,
              "\"阿梅\" 撤回了一条消息");
    EXPECT_EQ(read_content(10000, "\"李雷<br>&co\" 撤回了一条消息").text,
              "\"李雷<br>&co\" 撤回了一条消息");
    EXPECT_EQ(
        read_content(10000, "收到红包，<a href=\"weixin://x\">点击查看</a> <img src=\"i\"/>").text,
        "收到红包，点击查看 ");
    EXPECT_EQ(notice_text(
                  "<sysmsg type=\"sysmsgtemplate\"><sysmsgtemplate><content_template type=\"t\">"
                  "<template><![CDATA[\"$username$\"邀请\"$names$\"加入了群聊]]></template>"
                  "<link_list><link name=\"username\"><memberlist><member><nickname>甲</nickname>"
                  "</member></memberlist></link><link name=\"names\"><memberlist><member>"
                  "<nickname>乙</nickname></member><member><nickname>丙</nickname></member>"
                  "</memberlist></link></link_list></content_template></sysmsgtemplate></sysmsg>"),
              "\"甲\"邀请\"乙、丙\"加入了群聊");
    EXPECT_EQ(notice_text("<not markup"), "<not markup");
}

TEST(Content, flags_of_notices_and_phrases) {
    EXPECT_EQ(read_content(10000, "对方撤回了一条消息").flags, kRevokeNotice);
    EXPECT_EQ(read_content(10002, "").flags, kRevokeNotice);
    EXPECT_EQ(read_content(1, "以上是打招呼内容").flags, kSystemPhrase);
    EXPECT_EQ(read_content(10000, "以上是打招呼内容").flags, 0);
}

TEST(Content, what_nobody_understands_is_kept_raw_up_to_a_limit) {
    EXPECT_EQ(read_content(999, "plain").text, "plain");
    EXPECT_EQ(read_content(999, "<x/>").details.raw, "<x/>");
    std::string chinese = "<x>";
    while (chinese.size() < 3 * kRawBytes) chinese += "好";
    const auto raw = read_content(999, chinese).details.raw;
    EXPECT_LE(raw.size(), kRawBytes);
    EXPECT_GT(raw.size(), kRawBytes - 3);
    EXPECT_EQ((raw.size() - 3) % 3, 0U);  // whole characters
}

TEST(Prefix, is_stripped_at_bytes_1_to_79) {
    const auto plain = split_prefix("wxid_x:\nbody");
    EXPECT_EQ(plain.sender, "wxid_x");
    EXPECT_EQ(plain.rest, "body");
    EXPECT_EQ(split_prefix(std::string(79, 'a') + ":\nb").rest, "b");
    const auto late = std::string(80, 'a') + ":\nb";
    EXPECT_EQ(split_prefix(late).rest, late);
    EXPECT_EQ(split_prefix(":\nb").rest, ":\nb");
    EXPECT_EQ(split_prefix("no prefix").sender, "");
    EXPECT_EQ(split_prefix("名单:\n1. 甲").rest, "名单:\n1. 甲");
    EXPECT_EQ(split_prefix("two words:\nx").sender, "");
    EXPECT_EQ(split_prefix("a:\nb:\nc").rest, "b:\nc");
    EXPECT_EQ(split_prefix("").rest, "");
}

}  // namespace
}  // namespace kith::sources::wechat

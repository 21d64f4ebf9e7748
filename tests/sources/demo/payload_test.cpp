// Tests of sources/demo/payload.cpp.
#include "sources/demo/payload.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/error.h"

namespace kith::sources::demo {
namespace {

Cast one_person() {
    Cast cast;
    cast.actors.push_back({.person = {.key = "demo_x", .nick = "小小"}});
    return cast;
}

Payload of(Mark mark, std::vector<std::string> fields) {
    Dice dice{1};
    return payload_of({"t", 1}, mark, fields, one_person(), dice);
}

TEST(DemoPayload, kinds_carry_wechats_numbers) {
    EXPECT_EQ(app_type(57), 244'813'135'921);  // 57 * 2^32 + 49
    EXPECT_EQ(of(Mark::image, {}).raw_type, 3);
    EXPECT_EQ(of(Mark::voice, {"9"}).raw_type, 34);
    EXPECT_EQ(of(Mark::video, {"9"}).raw_type, 43);
    EXPECT_EQ(of(Mark::sticker, {}).raw_type, 47);
    EXPECT_EQ(of(Mark::call, {"9"}).raw_type, 50);
    EXPECT_EQ(of(Mark::link, {"t", "https://e.example/", "d"}).raw_type, 21'474'836'529);
}

TEST(DemoPayload, a_call_says_how_long_it_was) {
    const auto call = of(Mark::call, {"3725"});
    EXPECT_EQ(call.text, "通话时长 62:05");
    EXPECT_EQ(call.details.seconds, 3725);
    EXPECT_EQ(of(Mark::call, {"0"}).text, "对方无应答");
}

TEST(DemoPayload, a_file_has_its_extension_and_size) {
    const auto file = of(Mark::file, {"v1.2 终稿.docx", "2048"});
    EXPECT_EQ(file.kind, Kind::file);
    EXPECT_EQ(file.text, "v1.2 终稿.docx");
    EXPECT_EQ(file.details.extension, "docx");
    EXPECT_EQ(file.details.bytes, 2048);
}

TEST(DemoPayload, places_links_cards_and_the_rest_keep_their_fields) {
    const auto place = of(Mark::place, {"湖边", "环湖路 1 号", "30.25", "120.5"});
    EXPECT_EQ(place.text, "湖边");
    EXPECT_EQ(place.details.description, "环湖路 1 号");
    EXPECT_DOUBLE_EQ(place.details.latitude, 30.25);
    EXPECT_DOUBLE_EQ(place.details.longitude, 120.5);
    const auto link = of(Mark::link, {"题", "https://e.example/a", "述"});
    EXPECT_EQ(link.details.url, "https://e.example/a");
    EXPECT_EQ(link.details.description, "述");
    const auto card = of(Mark::card, {"demo_x"});
    EXPECT_EQ(card.text, "小小");
    EXPECT_EQ(card.details.description, "demo_x");
    EXPECT_EQ(of(Mark::mini, {"投票", "一起走"}).kind, Kind::mini_app);
    EXPECT_EQ(of(Mark::channel, {"猫", "日常"}).kind, Kind::channel);
    EXPECT_EQ(of(Mark::record, {"记录", "三条"}).kind, Kind::other_app);
    EXPECT_FALSE(of(Mark::strange, {"名片"}).details.raw.empty());
}

TEST(DemoPayload, fields_without_sense_are_refused) {
    EXPECT_THROW(of(Mark::voice, {"0"}), Error);
    EXPECT_THROW(of(Mark::voice, {"long"}), Error);
    EXPECT_THROW(of(Mark::card, {"demo_nobody"}), Error);
    EXPECT_THROW(of(Mark::place, {"a", "b", "91", "0"}), Error);
    EXPECT_THROW(of(Mark::place, {"a", "b", "1", "x"}), Error);
    EXPECT_THROW(of(Mark::file, {"noextension", "1"}), Error);
    EXPECT_THROW(of(Mark::file, {"dot.", "1"}), Error);
    EXPECT_THROW(of(Mark::link, {"t", "ftp://x", ""}), Error);
    EXPECT_THROW(of(Mark::say, {}), Error);
}

TEST(DemoPayload, what_has_no_text_is_quoted_by_its_kind) {
    EXPECT_EQ(in_one_line(Kind::image, ""), "[图片]");
    EXPECT_EQ(in_one_line(Kind::voice, ""), "[语音]");
    EXPECT_EQ(in_one_line(Kind::text, "早"), "早");
    EXPECT_EQ(in_one_line(Kind::link, "题"), "题");
}

}  // namespace
}  // namespace kith::sources::demo

// Tests of sources/demo/stage.cpp.
#include "sources/demo/stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/error.h"
#include "json/read.h"

namespace kith::sources::demo {
namespace {

constexpr std::int64_t kStart = 1'700'000'000;

Cast people() {
    Cast cast;
    cast.actors.push_back({.person = {.key = "demo_me", .nick = "我", .is_self = true}});
    for (const auto* name : {"甲", "乙", "丙"}) {
        cast.actors.push_back({.person = {.key = std::string{"demo_"} + name, .nick = name},
                               .call = std::string{"小"} + name,
                               .calls_me = "禾",
                               .pace_seconds = 60});
    }
    return cast;
}

class DemoStage : public testing::Test {
  protected:
    std::vector<Message> direct(std::string_view scene, std::uint64_t seed = 1) {
        Stage stage{cast_, words_, {.key = "demo_甲", .peer = 1}, seed};
        for (const auto& one : read_scenes({"s", scene})) stage.play(one, kStart, 10);
        return std::move(stage).take();
    }
    std::vector<Message> in_group(std::string_view scene, int days_ago = 10,
                                  std::uint64_t seed = 1) {
        Stage stage{
            cast_, words_, {.key = "g@chatroom", .members = members_, .stays = stays_}, seed};
        for (const auto& one : read_scenes({"s", scene})) stage.play(one, kStart, days_ago);
        return std::move(stage).take();
    }
    static Details details(const Message& message) { return json::read<Details>(message.body); }
    // Messages of a kind, in order.
    static std::vector<Message> of(const std::vector<Message>& all, Kind kind) {
        std::vector<Message> out;
        std::ranges::copy_if(all, std::back_inserter(out),
                             [&](const Message& m) { return m.kind == kind; });
        return out;
    }

    Cast cast_ = people();
    Words words_ = Words::read({"w", "dish\t面\n"});
    std::vector<Member> members_{{1, "甲群", "owner"}, {2, "", ""}, {0, "禾群", ""}};
    std::vector<Stay> stays_{{}, {.since = 50}, {}};
};

TEST_F(DemoStage, lines_come_in_order_with_their_speakers_and_names) {
    const auto all = direct("= for:x\n> {$you}，吃{$dish}吗\n< 吃，{$me}\n");
    ASSERT_GE(all.size(), 2U);
    EXPECT_EQ(all[0].text, "小甲，吃面吗");
    EXPECT_EQ(all[0].sender, 0U);
    EXPECT_EQ(all[0].flags & kMine, kMine);
    EXPECT_GE(all[0].time, kStart * 1000);
    const auto reply = std::ranges::find(all, "吃，禾", &Message::text);
    ASSERT_NE(reply, all.end());
    EXPECT_EQ(reply->sender, 1U);
    EXPECT_EQ(reply->flags & kMine, 0);
    for (std::size_t i = 1; i < all.size(); ++i) {
        EXPECT_LE(all[i - 1].time, all[i].time);
        EXPECT_LT(all[i - 1].sequence, all[i].sequence);
    }
}

TEST_F(DemoStage, a_wait_is_kept_and_the_next_scene_stands_behind) {
    const auto all = direct("= for:x\n> a\n> +2h b\n= for:x\n> c\n");
    const auto at = [&](std::string_view text) {
        return std::ranges::find(all, text, &Message::text)->time / 1000;
    };
    EXPECT_GE(at("b") - at("a"), 7200);
    EXPECT_LE(at("b") - at("a"), 7200 + 120);
    EXPECT_GT(at("c"), at("b"));
}

TEST_F(DemoStage, a_quote_carries_the_quoted_message) {
    const auto all = direct("= for:x\n> 原话\n< [quote:1] 回你\n");
    const auto quotes = of(all, Kind::quote);
    ASSERT_FALSE(quotes.empty());
    const auto& quote = quotes.back();
    EXPECT_EQ(quote.text, "回你");
    EXPECT_EQ(quote.raw_type, (std::int64_t{57} << 32) + 49);
    const auto parts = details(quote);
    const auto old = std::ranges::find(all, "原话", &Message::text);
    EXPECT_EQ(parts.quote_id, std::to_string(old->source_key));
    EXPECT_EQ(parts.quote_key, "demo_me");
    EXPECT_EQ(parts.quote_text, "原话");
    EXPECT_EQ(parts.quote_time, old->time / 1000);
}

TEST_F(DemoStage, a_transfer_has_its_receipt_with_the_same_id) {
    const auto all = direct("= for:x\n> [transfer:12.50|饭]\n> [transfer:9.00||back]\n");
    const auto paid = of(all, Kind::transfer);
    ASSERT_EQ(paid.size(), 4U);
    EXPECT_EQ(details(paid[0]).pay_amount, "￥12.50");
    EXPECT_EQ(details(paid[0]).pay_memo, "饭");
    EXPECT_EQ(details(paid[0]).pay_step, 1);
    EXPECT_EQ(paid[1].sender, 1U);
    EXPECT_EQ(details(paid[1]).pay_step, 3);
    EXPECT_EQ(details(paid[1]).pay_id, details(paid[0]).pay_id);
    EXPECT_EQ(details(paid[3]).pay_step, 4);
    // One payment, not two: the second row is marked as its receipt.
    for (std::size_t i = 0; i < paid.size(); ++i)
        EXPECT_EQ((paid[i].flags & kReceipt) != 0, i % 2 == 1) << i;
    EXPECT_NE(details(paid[2]).pay_id, details(paid[0]).pay_id);
}

TEST_F(DemoStage, a_red_packet_is_opened) {
    const auto all = direct("= for:x\n< [packet:8.88|恭喜]\n");
    const auto packets = of(all, Kind::red_packet);
    ASSERT_EQ(packets.size(), 1U);
    EXPECT_EQ(packets[0].text, "恭喜");
    const auto notices = of(all, Kind::system);
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].text, "你领取了甲的红包");
    EXPECT_EQ(notices[0].sender, kNobody);
}

TEST_F(DemoStage, messages_are_taken_back_in_both_shapes_or_kept) {
    const auto all =
        direct("= for:x\n> [recall:notice]\n< [recall:message]\n< [recall:kept] 算了\n");
    const auto notices = of(all, Kind::system);
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_EQ(notices[0].text, "你撤回了一条消息");
    EXPECT_EQ(notices[0].raw_type, 10'000);
    EXPECT_EQ(notices[1].text, "\"甲\" 撤回了一条消息");
    EXPECT_EQ(notices[1].raw_type, 10'002);
    EXPECT_EQ(notices[1].flags, kRevokeNotice);
    const auto kept = std::ranges::find(all, "算了", &Message::text);
    EXPECT_EQ(kept->flags, kRecalled);
}

TEST_F(DemoStage, edits_and_system_phrases_are_flagged) {
    const auto all = direct("= for:x\n> [edit] 改过\n< [phrase] 现在我们可以开始聊天了\n");
    EXPECT_EQ(std::ranges::find(all, "改过", &Message::text)->flags, kMine | kEdited);
    EXPECT_EQ(std::ranges::find(all, "现在我们可以开始聊天了", &Message::text)->flags,
              kSystemPhrase);
}

TEST_F(DemoStage, group_members_speak_while_they_are_there) {
    const auto all = in_group("= for:g cast:A=demo_乙\nA {$atme}在吗，{$A}问\n");
    ASSERT_FALSE(all.empty());
    const auto said = std::ranges::find(all, 2U, &Message::sender);
    EXPECT_EQ(said->text, "@禾群\u2005在吗，小乙问");
    EXPECT_THROW(in_group("= for:g cast:A=demo_乙\nA 早\n", 60), Error) << "came 50 days ago";
    EXPECT_THROW(in_group("= for:g cast:A=demo_丙\nA 早\n"), Error) << "is no member";
    EXPECT_THROW(in_group("= for:g\nA 早\nB 早\nC 早\n"), Error) << "two others are there";
}

TEST_F(DemoStage, money_goes_between_two) {
    EXPECT_THROW(in_group("= for:g\nA [transfer:1.00|]\n"), Error);
}

TEST_F(DemoStage, the_same_seed_gives_the_same_and_another_another) {
    const auto text = "= for:x\n> {#1-1000000}\n< {#1-1000000}\n";
    const auto joined = [&](std::uint64_t seed) {
        std::string out;
        for (const auto& m : direct(text, seed)) out += m.text + std::to_string(m.time) + ' ';
        return out;
    };
    EXPECT_EQ(joined(1), joined(1));
    EXPECT_NE(joined(1), joined(2));
}

}  // namespace
}  // namespace kith::sources::demo

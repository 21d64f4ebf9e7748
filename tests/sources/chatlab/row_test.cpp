// Lines to messages: senders, replies, placeholders.
#include "sources/chatlab/row.h"

#include "tests/sources/collect.h"

namespace kith::sources::chatlab {
namespace {

class ChatlabRows : public testing::Test {
  protected:
    ChatlabRows() {
        me_ = people_.add("me");
        other_ = people_.add("other");
    }
    Message read(MessageLine line) {
        if (line.time == 0) line.time = 1703001600000;
        return reader_.read(line, ++place_).value();
    }
    People people_;
    std::uint32_t me_{}, other_{};
    Strangers strangers_{people_.list()};
    RowReader reader_{people_, strangers_, 0};
    std::uint64_t place_ = 0;
};

TEST_F(ChatlabRows, the_owners_rows_are_mine) {
    EXPECT_EQ(read({.sender = "me", .content = "x", .type = 0}).flags, kMine);
    const auto theirs = read({.sender = "other", .content = "x", .type = 0});
    EXPECT_EQ(theirs.flags, 0);
    EXPECT_EQ(theirs.sender, other_);
    EXPECT_EQ(theirs.kind, Kind::text);
}

TEST_F(ChatlabRows, the_service_is_nobody) {
    const auto notice = read({.sender = "SYSTEM", .content = "加入了群聊", .type = 80});
    EXPECT_EQ(notice.sender, kNobody);
    EXPECT_EQ(notice.kind, Kind::system);
    EXPECT_EQ(read({.sender = "SYSTEM", .content = "x", .type = 0}).kind, Kind::system);
    const auto recall = read({.sender = "other", .content = "撤回了一条消息", .type = 81});
    EXPECT_EQ(recall.flags, kRevokeNotice);
    EXPECT_EQ(recall.sender, kNobody);
}

TEST_F(ChatlabRows, unknown_senders_become_people) {
    const auto row = read({.sender = "new", .name = "新人", .content = "x"});
    EXPECT_EQ(row.sender, 2U);
    EXPECT_EQ(strangers_.person(2).nick, "新人");
}

TEST_F(ChatlabRows, replies_carry_what_they_reply_to) {
    read({.sender = "other", .name = "阿梅", .content = "周六去爬山吗", .id = "m1", .type = 0});
    const auto reply =
        read({.sender = "me", .content = "去", .id = "m2", .reply_to = "m1", .type = 25});
    EXPECT_EQ(reply.kind, Kind::quote);
    EXPECT_EQ(reply.text, "去");
    EXPECT_EQ(reply.body,
              "{\"quote_id\":\"m1\",\"quote_key\":\"other\",\"quote_name\":\"阿梅\","
              "\"quote_text\":\"周六去爬山吗\",\"quote_time\":1703001600}");
    EXPECT_EQ(read({.sender = "me", .content = "x", .reply_to = "m1", .type = 0}).kind,
              Kind::quote);
    EXPECT_EQ(read({.sender = "me", .content = "x", .reply_to = "far", .type = 25}).body,
              "{\"quote_id\":\"far\"}");
}

TEST_F(ChatlabRows, the_memory_for_replies_is_bounded) {
    read({.sender = "other", .content = "first", .id = "m0", .type = 0});
    for (std::size_t i = 0; i < kQuoteWindow; ++i) {
        read({.sender = "other", .content = "x", .id = "n" + std::to_string(i), .type = 0});
    }
    EXPECT_EQ(read({.sender = "me", .content = "x", .reply_to = "m0", .type = 25}).body,
              "{\"quote_id\":\"m0\"}");
}

TEST_F(ChatlabRows, placeholders_are_no_text_and_paths_are_media) {
    EXPECT_EQ(read({.sender = "me", .content = "[图片]", .type = 1}).text, "");
    EXPECT_EQ(read({.sender = "me", .content = "[开心]", .type = 0}).text, "[开心]");
    const auto image = read({.sender = "me", .content = "media/a.jpg", .type = 1});
    EXPECT_EQ(image.text, "");
    EXPECT_EQ(image.body, "{\"src\":\"media/a.jpg\"}");
    EXPECT_EQ(read({.sender = "me", .content = "说的话", .type = 2}).text, "说的话");
    EXPECT_EQ(read({.sender = "me", .content = "https://a", .type = 7}).body,
              "{\"url\":\"https://a\"}");
    EXPECT_EQ(read({.sender = "me", .content = "报告.pdf", .type = 4}).body,
              "{\"name\":\"报告.pdf\"}");
}

TEST_F(ChatlabRows, impossible_times_are_left_out) {
    EXPECT_FALSE(reader_.read({.sender = "me", .time = 0}, 1));
    EXPECT_FALSE(reader_.read({.sender = "me", .time = 4102444800000}, 1));
}

}  // namespace
}  // namespace kith::sources::chatlab

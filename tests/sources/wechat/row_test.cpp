// Who sent a row, and what becomes of odd ones (archive contract §1.5, §1.9).
#include "sources/wechat/row.h"

#include "tests/sources/collect.h"

namespace kith::sources::wechat {
namespace {

class Rows : public testing::Test {
  protected:
    Rows() {
        self_ = people_.add("wxid_self");
        peer_ = people_.add("wxid_2");
        third_ = people_.add("wxid_3");
        senders_ = {{1, self_}, {2, peer_}, {3, third_}};
        direct_ = {
            .peer = peer_, .self = self_, .peer_id = 2, .senders = &senders_, .people = &people_};
        group_ = {.group = true, .self = self_, .senders = &senders_, .people = &people_};
    }
    Message read(RawRow row, const Setting& in) {
        if (row.create_time == 0) row.create_time = 1709251200;
        Strangers strangers{people_.list()};
        RowReader reader{decoder_, strangers, sink_};
        const auto message = reader.read(row, in, "shard: table");
        EXPECT_TRUE(message.has_value());
        return message.value_or(Message{});
    }

    People people_;
    std::uint32_t self_{}, peer_{}, third_{};
    Senders senders_;
    Setting direct_, group_;
    Decoder decoder_;
    test::Collected sink_;
};

TEST_F(Rows, in_a_direct_chat_everything_that_is_not_theirs_is_mine) {
    const auto theirs = read({.local_type = 1, .sender_id = 2, .content = "早"}, direct_);
    EXPECT_EQ(theirs.sender, peer_);
    EXPECT_EQ(theirs.flags, 0);
    const auto mine = read({.local_type = 1, .sender_id = 1, .content = "早"}, direct_);
    EXPECT_EQ(mine.sender, self_);
    EXPECT_EQ(mine.flags, kMine);
    const auto unknown = read({.local_type = 1, .sender_id = 99, .content = "早"}, direct_);
    EXPECT_EQ(unknown.sender, self_);
    EXPECT_EQ(unknown.flags, kMine);
}

TEST_F(Rows, a_shard_that_does_not_know_the_peer_has_only_my_rows) {
    auto setting = direct_;
    setting.peer_id = 0;
    EXPECT_EQ(read({.local_type = 1, .sender_id = 2, .content = "x"}, setting).flags, kMine);
}

TEST_F(Rows, notices_are_said_by_nobody) {
    const auto notice = read({.local_type = 10000, .content = "对方撤回了一条消息"}, direct_);
    EXPECT_EQ(notice.sender, kNobody);
    EXPECT_EQ(notice.flags, kMine | kRevokeNotice);  // the rule of §1.5: sender 0 counts as mine
    EXPECT_EQ(notice.kind, Kind::system);
    const auto in_group = read({.local_type = 10000, .sender_id = 1, .content = "x"}, group_);
    EXPECT_EQ(in_group.flags, 0);
}

TEST_F(Rows, group_texts_name_their_sender_in_front) {
    const auto text = read({.local_type = 1, .sender_id = 2, .content = "wxid_3:\n你好"}, group_);
    EXPECT_EQ(text.sender, third_);
    EXPECT_EQ(text.text, "你好");
    const auto bare = read({.local_type = 1, .sender_id = 2, .content = "你好"}, group_);
    EXPECT_EQ(bare.sender, peer_);
    const auto nobody = read({.local_type = 1, .sender_id = 0, .content = "你好"}, group_);
    EXPECT_EQ(nobody.sender, kNobody);
    const auto mine = read({.local_type = 1, .sender_id = 1, .content = "ok:\nhello"}, group_);
    EXPECT_EQ(mine.text, "ok:\nhello");
    EXPECT_EQ(mine.flags, kMine);
}

TEST_F(Rows, markup_in_groups_loses_its_prefix_and_is_sent_by_the_number) {
    const auto image = read(
        {.local_type = 3, .sender_id = 2, .content = "wxid_3:\n<msg><img length=\"5\"/></msg>"},
        group_);
    EXPECT_EQ(image.sender, peer_);
    EXPECT_EQ(image.body, "{\"bytes\":5}");
    const auto unnumbered =
        read({.local_type = 3, .sender_id = 0, .content = "wxid_3:\n<msg/>"}, group_);
    EXPECT_EQ(unnumbered.sender, third_);
}

TEST_F(Rows, somebody_whom_nobody_knows_becomes_a_person) {
    Strangers strangers{people_.list()};
    RowReader reader{decoder_, strangers, sink_};
    const RawRow row{.local_type = 1, .create_time = 5, .content = "wxid_new:\n你好"};
    const auto message = reader.read(row, group_, "");
    ASSERT_TRUE(message);
    EXPECT_EQ(message->sender, 3U);
    EXPECT_EQ(strangers.person(3).key, "wxid_new");
    EXPECT_EQ(strangers.person(1).key, "wxid_2");
    EXPECT_EQ(strangers.place("wxid_new"), 3U);
}

TEST_F(Rows, private_texts_are_not_stripped) {
    EXPECT_EQ(read({.local_type = 1, .sender_id = 2, .content = "wxid_3:\n你好"}, direct_).text,
              "wxid_3:\n你好");
}

TEST_F(Rows, broken_frames_keep_their_row_with_no_text) {
    const auto broken = read(
        {.local_id = 7, .local_type = 1, .sender_id = 2, .flag = 4, .content = "rubbish"}, direct_);
    EXPECT_EQ(broken.text, "");
    EXPECT_EQ(broken.kind, Kind::text);
    ASSERT_EQ(sink_.count("broken_frame"), 1U);
    EXPECT_EQ(sink_.skips["broken_frame"][0], "shard: table row 7");
}

TEST_F(Rows, impossible_times_are_left_out) {
    Strangers strangers{people_.list()};
    RowReader reader{decoder_, strangers, sink_};
    for (const std::int64_t time : {std::int64_t{0}, std::int64_t{-5}, std::int64_t{4102444800},
                                    std::int64_t{1709251200000}}) {
        EXPECT_FALSE(reader.read({.local_type = 1, .create_time = time}, direct_, "t"));
    }
    EXPECT_EQ(sink_.count("bad_time"), 4U);
    EXPECT_TRUE(good_time(1));
    EXPECT_TRUE(good_time(4102444799));
}

TEST_F(Rows, numbers_of_the_source_are_kept) {
    const auto row = read({.local_id = 3,
                           .sort_seq = 1709251200001,
                           .local_type = 21474836529,
                           .sender_id = 2,
                           .create_time = 1709251200,
                           .server_id = 77,
                           .content = "<type>5</type>"},
                          direct_);
    EXPECT_EQ(row.time, 1709251200000);
    EXPECT_EQ(row.sequence, 1709251200001);
    EXPECT_EQ(row.raw_type, 21474836529);
    EXPECT_EQ(row.source_key, 77);
}

}  // namespace
}  // namespace kith::sources::wechat

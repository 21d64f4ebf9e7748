// One message to one row.
#include "sources/telegram/row.h"

#include <gtest/gtest.h>

#include "base/details.h"
#include "json/json.h"

namespace kith::sources::telegram {
namespace {

class TelegramRow : public testing::Test {
  protected:
    TelegramRow() {
        people_[people_.add("user1")].nick = "我";
        people_[people_.add("user2")].nick = "阿梅";
    }
    RowReader::Result read(std::string_view text) {
        return rows_.read(json::parse(text), place_++);
    }
    Message row(std::string_view text) {
        auto result = read(text);
        EXPECT_TRUE(result.row.has_value()) << text << result.refused;
        return result.row.value_or(Message{});
    }
    // A message of `from` with id, time and more members.
    Message said(int id, int from, const std::string& more) {
        return row(R"({"id":)" + std::to_string(id) +
                   R"(,"type":"message","date_unixtime":"1709265600","from":"n)" +
                   std::to_string(from) + R"(","from_id":"user)" + std::to_string(from) + "\"," +
                   more + "}");
    }
    static Details details(const Message& row) {
        return row.body.empty() ? Details{} : json::read<Details>(row.body);
    }

    People people_;
    Strangers strangers_{people_.list()};
    std::uint64_t place_ = 100;
    RowReader rows_{people_, strangers_, 0, Zone::named("UTC")};
};

TEST_F(TelegramRow, a_text_of_mine_and_one_of_a_stranger) {
    const auto mine = said(7, 1, R"("text":"好")");
    EXPECT_EQ(mine.kind, Kind::text);
    EXPECT_EQ(mine.flags, kMine);
    EXPECT_EQ(mine.time, 1'709'265'600'000);
    EXPECT_EQ(mine.sequence, 100);
    EXPECT_EQ(mine.source_key, 7);
    EXPECT_EQ(mine.text, "好");
    EXPECT_EQ(mine.body, "");
    const auto other = said(8, 9, R"("text":"x","edited_unixtime":"1709265700")");
    EXPECT_EQ(other.flags, kEdited);
    EXPECT_EQ(strangers_.person(other.sender).key, "user9");
    EXPECT_EQ(strangers_.person(other.sender).nick, "n9");
}

TEST_F(TelegramRow, a_reply_quotes_what_was_said_lately) {
    said(7, 2, R"("text":"爬山吗")");
    const auto reply = said(8, 1, R"("text":"去","reply_to_message_id":7)");
    EXPECT_EQ(reply.kind, Kind::quote);
    EXPECT_EQ(details(reply), (Details{.quote_id = "7",
                                       .quote_key = "user2",
                                       .quote_name = "n2",
                                       .quote_text = "爬山吗",
                                       .quote_time = 1'709'265'600}));
    EXPECT_EQ(details(said(9, 1, R"("text":"去","reply_to_message_id":3)")),
              (Details{.quote_id = "3"}));
    const auto photo = said(10, 1, R"("text":"看","photo":"a/b.jpg","reply_to_message_id":8)");
    EXPECT_EQ(photo.kind, Kind::image);
    EXPECT_EQ(photo.text, "看");
    EXPECT_EQ(details(photo).quote_text, "去");
    EXPECT_EQ(details(photo).src, "a/b.jpg");
}

TEST_F(TelegramRow, links_keep_their_address) {
    const auto link =
        said(7, 2, R"("text":[{"type":"text_link","text":"这里","href":"https://a.b"}])");
    EXPECT_EQ(link.kind, Kind::link);
    EXPECT_EQ(link.text, "这里");
    EXPECT_EQ(details(link), (Details{.url = "https://a.b"}));
    const auto reply =
        said(8, 2, R"("text":[{"type":"link","text":"https://c"}],"reply_to_message_id":7)");
    EXPECT_EQ(reply.kind, Kind::quote);
    EXPECT_EQ(details(reply).url, "https://c");
    EXPECT_EQ(details(reply).quote_text, "这里");
}

TEST_F(TelegramRow, a_call_is_of_its_caller) {
    const auto call = row(
        R"({"id":5,"type":"service","date_unixtime":"1709265600","actor":"n2","actor_id":"user2",)"
        R"("action":"phone_call","duration_seconds":63,"discard_reason":"hangup","text":""})");
    EXPECT_EQ(call.kind, Kind::call);
    EXPECT_EQ(call.sender, 1U);
    EXPECT_EQ(call.text, "hangup");
    EXPECT_EQ(details(call), (Details{.seconds = 63}));
}

TEST_F(TelegramRow, notices_are_of_nobody) {
    const auto notice = row(
        R"({"id":5,"type":"service","date_unixtime":"1709265600","actor":"n1","actor_id":"user1",)"
        R"("action":"pin_message","message_id":3,"text":""})");
    EXPECT_EQ(notice.kind, Kind::system);
    EXPECT_EQ(notice.sender, kNobody);
    EXPECT_EQ(notice.flags, 0);
    EXPECT_EQ(notice.text, "n1 pinned a message");
    EXPECT_EQ(notice.body, "");
}

TEST_F(TelegramRow, what_nobody_understands_keeps_its_record) {
    const auto action = row(R"({"id":5,"type":"service","date_unixtime":"1","action":"teleport"})");
    EXPECT_EQ(action.kind, Kind::system);
    EXPECT_NE(details(action).raw.find("\"teleport\""), std::string::npos);
    const auto strange =
        row(R"({"id":7,"type":"hologram","date_unixtime":"1","from_id":"user2","text":"说"})");
    EXPECT_EQ(strange.kind, Kind::other);
    EXPECT_EQ(strange.text, "说");
    EXPECT_NE(details(strange).raw.find("hologram"), std::string::npos);
    const auto empty = said(8, 2, R"("text":"","gift":{"x":1})");
    EXPECT_EQ(empty.kind, Kind::other);
    EXPECT_NE(details(empty).raw.find("\"gift\""), std::string::npos);
}

TEST_F(TelegramRow, a_long_record_is_cut_between_characters) {
    std::string much;
    for (int i = 0; i < 3000; ++i) much += "山";
    const auto strange = said(8, 2, R"("text":"","gift":")" + much + "\"");
    const auto raw = details(strange).raw;
    EXPECT_LE(raw.size(), kRawBytes);
    EXPECT_GT(raw.size(), kRawBytes - 4);
    EXPECT_TRUE(text::valid_utf8(raw));
}

TEST_F(TelegramRow, a_poll_with_a_caption_keeps_both) {
    const auto poll = said(8, 2, R"("text":"投","poll":{"question":"?","answers":[]})");
    EXPECT_EQ(poll.kind, Kind::other);
    EXPECT_EQ(poll.text, "投\n?");
}

TEST_F(TelegramRow, a_text_that_nobody_sent_is_a_notice) {
    EXPECT_EQ(row(R"({"type":"message","date_unixtime":"1","text":"x"})").kind, Kind::system);
}

TEST_F(TelegramRow, refusals_have_reasons) {
    EXPECT_EQ(read("5").refused, "bad_line");
    EXPECT_EQ(read("{}").refused, "bad_time");
    EXPECT_EQ(read(R"({"id":1,"date_unixtime":"9999999999","text":"x"})").refused, "bad_time");
    const std::string most(kTextBytes, 'x');
    EXPECT_EQ(said(2, 1, "\"text\":\"" + most + "\"").text, most);
    EXPECT_EQ(read("{\"date_unixtime\":\"1\",\"text\":[\"" + most + "\",\"y\"]}").refused,
              "too_long");
}

TEST_F(TelegramRow, the_same_id_again_is_refused) {
    said(7, 1, R"("text":"first")");
    EXPECT_EQ(read(R"({"id":7,"type":"message","date_unixtime":"9","text":"second"})").refused,
              "same_id");
    // Without an id nothing is the same.
    row(R"({"date_unixtime":"9","from_id":"user2","text":"a"})");
    row(R"({"date_unixtime":"9","from_id":"user2","text":"a"})");
}

}  // namespace
}  // namespace kith::sources::telegram

// One message of a Telegram export out of its JSON.
#include "sources/telegram/line.h"

#include <gtest/gtest.h>

namespace kith::sources::telegram {
namespace {

const Zone kShanghai = Zone::named("Asia/Shanghai");

MessageLine line(std::string_view text) {
    const auto read = read_message(json::parse(text), kShanghai);
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(MessageLine{});
}

TEST(TelegramLine, a_message_with_everything) {
    const auto read = line(
        R"({"id":42,"type":"message","date":"2024-03-01T12:00:00","date_unixtime":"1709265600",)"
        R"("edited":"2024-03-01T12:05:00","edited_unixtime":"1709265900","from":"阿梅",)"
        R"("from_id":"user123","reply_to_message_id":41,"text":["看 ",{"type":"bold","text":"这个"},)"
        R"(" 😀"],"text_entities":[{"type":"plain","text":"ignored"}]})");
    EXPECT_EQ(read.id, "42");
    EXPECT_EQ(read.type, MessageLine::Type::message);
    EXPECT_EQ(read.time, 1'709'265'600'000);
    EXPECT_TRUE(read.edited);
    EXPECT_EQ(read.sender, "user123");
    EXPECT_EQ(read.name, "阿梅");
    EXPECT_EQ(read.text, "看 这个 😀");
    EXPECT_EQ(read.reply_to, "41");
    EXPECT_EQ(read.link, "");
}

TEST(TelegramLine, a_service_message_is_of_its_actor) {
    const auto read = line(
        R"({"id":1,"type":"service","date_unixtime":"5","actor":"老周","actor_id":"user9","text":""})");
    EXPECT_EQ(read.type, MessageLine::Type::service);
    EXPECT_EQ(read.sender, "user9");
    EXPECT_EQ(read.name, "老周");
}

TEST(TelegramLine, dates_without_a_zone_are_of_the_zone_that_was_given) {
    const auto at = [](std::string_view date, const char* zone) {
        return parse_local(date, Zone::named(zone));
    };
    EXPECT_EQ(at("2020-01-29T11:41:46", "UTC"), 1'580'298'106);
    EXPECT_EQ(at("2020-01-29T11:41:46", "Asia/Shanghai"), 1'580'298'106 - 8 * 3600);
    EXPECT_EQ(at("2020-07-01T00:30:00", "Europe/Berlin"), 1'593'563'400 - 2 * 3600);
    EXPECT_EQ(at("2020-01-01T00:30:00", "Europe/Berlin"), 1'577'838'600 - 3600);
    // An hour that happens twice: one of both. An hour that never was: not far from it.
    const auto twice = at("2020-10-25T02:30:00", "Europe/Berlin");
    EXPECT_TRUE(twice == 1'603'585'800 || twice == 1'603'589'400) << twice;
    EXPECT_NEAR(static_cast<double>(at("2020-03-29T02:30:00", "Europe/Berlin")), 1'585'445'400.0,
                3600.0);
}

TEST(TelegramLine, what_is_no_date_is_none) {
    for (const char* text : {"", "2020", "2020-01-29 11:41:46", "2020-01-29T11:41:46Z",
                             "2020-01-29T11:41", "2020-13-29T11:41:46", "2020-02-30T11:41:46",
                             "2020-01-29T24:00:00", "2020-01-29T11:60:00", "2020-01-29T11:41:60",
                             "2020-01-29T-1:41:46", "2020-01-29T11-41-46", "1969-12-31T00:00:00",
                             "2100-01-03T00:00:00", "9999-01-01T00:00:00", "2020-01-29T1 :41:46"}) {
        EXPECT_EQ(parse_local(text, kShanghai), 0) << text;
    }
}

TEST(TelegramLine, the_number_counts_before_the_text_and_is_not_replaced_by_it_when_wrong) {
    EXPECT_EQ(line(R"({"date":"2020-01-29T11:41:46","date_unixtime":"7"})").time, 7000);
    EXPECT_EQ(line(R"({"date":"2020-01-29T11:41:46","date_unixtime":8})").time, 8000);
    for (const char* time : {"\"\"", "\"x\"", "-1", "0", "4102444800", "1e300", "null", "[1]",
                             "true", "{}", "\"1709265600123456\""}) {
        const auto text =
            std::string{R"({"date":"2020-01-29T11:41:46","date_unixtime":)"} + time + "}";
        EXPECT_EQ(line(text).time, 0) << time;
    }
}

TEST(TelegramLine, never_edited_was_once_written_as_1970) {
    EXPECT_FALSE(line(R"({"edited":"1970-01-01T08:00:00"})").edited);
    EXPECT_FALSE(line(R"({"edited":"1970-01-01T01:00:00"})").edited);
    EXPECT_TRUE(line(R"({"edited":"2020-01-01T01:00:00"})").edited);
    EXPECT_FALSE(line(R"({"edited_unixtime":"0"})").edited);
}

TEST(TelegramLine, bare_numbers_carry_the_kind_of_a_sender_in_their_upper_half) {
    const auto key = [](std::string_view id) {
        const auto tree = json::parse(id);
        return peer_key(&tree);
    };
    EXPECT_EQ(key("123"), "user123");
    EXPECT_EQ(key("4294967419"), "user123");      // 1 << 32 | 123
    EXPECT_EQ(key("8589934715"), "chat123");      // 2 << 32 | 123
    EXPECT_EQ(key("12884902011"), "channel123");  // 3 << 32 | 123
    EXPECT_EQ(key("17179869307"), "user17179869307");
    EXPECT_EQ(key("\"channel5\""), "channel5");
    for (const char* none : {"null", "0", "-5", "1.5", "[]", "{}", "true"}) {
        EXPECT_EQ(key(none), "") << none;
    }
    EXPECT_EQ(peer_key(nullptr), "");
}

TEST(TelegramLine, a_sender_without_an_id_is_known_by_name) {
    EXPECT_EQ(line(R"({"from":"阿梅"})").sender, "name:阿梅");
    EXPECT_EQ(line(R"({"from":null,"from_id":null})").sender, "");
    EXPECT_EQ(line(R"({"from":null,"from_id":"user5"})").sender, "user5");
}

TEST(TelegramLine, one_link_and_nothing_else_is_a_link) {
    const auto link = [](const std::string& text) { return line("{\"text\":" + text + "}").link; };
    EXPECT_EQ(link(R"([{"type":"link","text":"https://a.b/c"}])"), "https://a.b/c");
    EXPECT_EQ(link(R"([" ",{"type":"text_link","text":"here","href":"https://a.b"},"\n"])"),
              "https://a.b");
    EXPECT_EQ(link(R"(["see ",{"type":"link","text":"https://a.b"}])"), "");
    EXPECT_EQ(link(R"([{"type":"link","text":"https://a"},{"type":"link","text":"https://b"}])"),
              "");
    EXPECT_EQ(link(R"("https://a.b")"), "");
    EXPECT_EQ(link("[]"), "");
}

TEST(TelegramLine, a_reply_to_another_chat_is_none_of_this_one) {
    EXPECT_EQ(line(R"({"reply_to_message_id":5})").reply_to, "5");
    EXPECT_EQ(line(R"({"reply_to_message_id":5,"reply_to_peer_id":"channel7"})").reply_to, "");
}

TEST(TelegramLine, wrong_types_in_any_field_are_empty) {
    const char* fields[] = {"id",     "type",  "date",     "date_unixtime",
                            "edited", "from",  "from_id",  "edited_unixtime",
                            "text",   "actor", "actor_id", "reply_to_message_id"};
    for (const char* field : fields) {
        for (const char* value : {"null", "true", "[[]]", "[null,1,[2]]", "{\"a\":{}}", "1e99"}) {
            const auto read = line(std::string{"{\""} + field + "\":" + value + "}");
            EXPECT_EQ(read.text, "") << field << value;
            EXPECT_EQ(read.id, "") << field << value;
            EXPECT_EQ(read.time, 0) << field << value;
            EXPECT_EQ(read.sender, "") << field << value;
            EXPECT_FALSE(read.edited);
        }
    }
    for (const char* none : {"null", "1", "\"x\"", "[]"}) {
        EXPECT_FALSE(read_message(json::parse(none), kShanghai).has_value()) << none;
    }
}

TEST(TelegramLine, ids_are_positive_keys_and_those_before_a_move_are_others) {
    EXPECT_EQ(source_key("42"), 42);
    EXPECT_EQ(source_key("0"), 0);
    EXPECT_EQ(source_key(""), 0);
    EXPECT_EQ(source_key("x"), 0);
    EXPECT_EQ(source_key("42x"), 0);
    EXPECT_GT(source_key("-999988465"), 0);
    EXPECT_NE(source_key("-999988465"), source_key("999988465"));
    EXPECT_NE(source_key("-1"), source_key("-2"));
    for (const char* far :
         {"9223372036854775807", "-9223372036854775808", "99999999999999999999"}) {
        EXPECT_EQ(source_key(far), 0) << far;
    }
}

}  // namespace
}  // namespace kith::sources::telegram

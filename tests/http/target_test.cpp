// Tests of http/target.h: splitting, decoding and lookup of hostile targets.
#include "http/target.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

using Texts = std::vector<std::string>;
using Parts = std::vector<std::string_view>;

TEST(Target, splits_path_and_query_at_the_first_question_mark) {
    const auto parts = split_target("/a/b?x=1?y");
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->path, "/a/b");
    EXPECT_EQ(parts->query, "x=1?y");
}

TEST(Target, absolute_form_is_its_path) {
    EXPECT_EQ(split_target("http://h:1/a?b")->path, "/a");
    EXPECT_EQ(split_target("https://h/a?b")->query, "b");
}

TEST(Target, what_is_no_path_is_nothing) {
    for (const auto* text :
         {"", "*", "a", "http://", "http:///x", "http://h", "http://h?x", "ftp://h/a"}) {
        EXPECT_FALSE(split_target(text)) << text;
    }
}

TEST(Target, decodes_once_only) {
    EXPECT_EQ(percent_decode("%2525"), "%25");
    EXPECT_EQ(percent_decode("a%2Fb"), "a/b");
    EXPECT_EQ(percent_decode("%E9%98%BF%e6%a2%85"), "阿梅");
    EXPECT_EQ(percent_decode("a+b"), "a+b");
    EXPECT_EQ(query_decode("a+b%2B"), "a b+");
    EXPECT_EQ(percent_decode("a%00b"), (std::string{"a\0b", 3}));
}

TEST(Target, broken_encodings_are_nothing) {
    for (const auto* text : {"%", "%4", "%zz", "a%", "%%41", "%4g", "阿%"}) {
        EXPECT_FALSE(percent_decode(text)) << text;
    }
}

TEST(Target, encoding_reverses_decoding_for_all_bytes) {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    EXPECT_EQ(percent_decode(percent_encode(all)), all);
    EXPECT_EQ(query_decode(percent_encode(all)), all);
    EXPECT_EQ(percent_encode("a-._~Z9 阿"), "a-._~Z9%20%E9%98%BF");
}

TEST(Query, finds_the_first_of_a_repeated_name) {
    EXPECT_EQ(query_value("q=1&q=2", "q"), "1");
    EXPECT_EQ(query_values("q=1&x=0&q=2", "q"), (Texts{"1", "2"}));
}

TEST(Query, a_broken_value_counts_as_missing) {
    EXPECT_EQ(query_value("q=%zz", "q"), std::nullopt);
    EXPECT_EQ(query_value("q=%zz&q=ok", "q"), "ok");
    EXPECT_EQ(query_values("q=%&q=ok", "q"), (Texts{"ok"}));
}

TEST(Query, a_semicolon_separates_nothing) {
    EXPECT_EQ(query_value("a=1;b=2", "a"), "1;b=2");
    EXPECT_EQ(query_value("a=1;b=2", "b"), std::nullopt);
}

TEST(Query, a_plus_is_a_space_in_name_and_value) {
    EXPECT_EQ(query_value("my+name=a+b", "my name"), "a b");
    EXPECT_EQ(query_value("my+name=a+b", "my+name"), std::nullopt);
    EXPECT_EQ(query_value("%71=1", "q"), "1");
}

TEST(Query, a_name_without_equals_is_empty) {
    EXPECT_EQ(query_value("a&b=", "a"), "");
    EXPECT_EQ(query_value("a&b=", "b"), "");
    EXPECT_EQ(query_value("a=b=c", "a"), "b=c");
    EXPECT_EQ(query_value("", "a"), std::nullopt);
    EXPECT_EQ(query_value("&&", ""), std::nullopt);
}

TEST(Query, invalid_utf8_becomes_replacement_characters) {
    EXPECT_EQ(query_value("q=a%ffb", "q"),
              "a\xEF\xBF\xBD"
              "b");
}

TEST(Query, pairs_keep_their_order_and_drop_broken_ones) {
    const std::vector<std::pair<std::string, std::string>> wanted = {{"b", "2"}, {"a", "1 1"}};
    EXPECT_EQ(query_pairs("b=2&x=%q&a=1+1"), wanted);
}

TEST(Query, a_long_query_is_searched_once) {
    std::string query(64 * 1024, '&');
    query += "q=end";
    EXPECT_EQ(query_value(query, "q"), "end");
}

TEST(PathParts, empty_parts_stay) {
    EXPECT_EQ(path_parts("/"), Parts{""});
    EXPECT_EQ(path_parts("/chat/sessions//messages"), (Parts{"chat", "sessions", "", "messages"}));
    EXPECT_EQ(path_parts("/a/"), (Parts{"a", ""}));
    EXPECT_FALSE(path_parts("a"));
    EXPECT_FALSE(path_parts(""));
}

TEST(PathParts, too_many_parts_are_nothing) {
    std::string path;
    for (std::size_t i = 0; i < kMaxPathParts; ++i) path += "/x";
    EXPECT_TRUE(path_parts(path));
    EXPECT_FALSE(path_parts(path + "/x"));
    EXPECT_FALSE(path_parts(std::string(100'000, '/')));
}

TEST(RepairUtf8, valid_text_stays_as_it_is) {
    const std::string text = "abc 阿梅 🎉 \xF4\x8F\xBF\xBF";
    EXPECT_EQ(repair_utf8(text), text);
    EXPECT_EQ(repair_utf8(""), "");
}

TEST(RepairUtf8, each_maximal_wrong_piece_is_one_replacement) {
    const std::string mark = "\xEF\xBF\xBD";
    EXPECT_EQ(repair_utf8("\x80"), mark);
    EXPECT_EQ(repair_utf8("\xC0\xAF"), mark + mark);             // overlong
    EXPECT_EQ(repair_utf8("\xED\xA0\x80"), mark + mark + mark);  // surrogate
    EXPECT_EQ(repair_utf8("\xE9\x98"), mark);                    // cut character
    EXPECT_EQ(repair_utf8("\xE9\x98x"), mark + "x");
    EXPECT_EQ(repair_utf8("\xF4\x90\x80\x80"), mark + mark + mark + mark);
    EXPECT_EQ(repair_utf8("a\xFFz"), "a" + mark + "z");
}

TEST(Integers, leading_digits_count) {
    EXPECT_EQ(leading_integer("12abc"), 12);
    EXPECT_EQ(leading_integer(" -3"), -3);
    EXPECT_EQ(leading_integer("+7x"), 7);
    EXPECT_EQ(leading_integer("1.9"), 1);
    EXPECT_EQ(leading_integer("9223372036854775807"), INT64_MAX);
    for (const auto* text : {"", "abc", "-", "+-3", "--3", "9223372036854775808", "１２", " "}) {
        EXPECT_EQ(leading_integer(text), std::nullopt) << text;
    }
}

TEST(Integers, a_whole_integer_has_nothing_around_it) {
    EXPECT_EQ(whole_integer("12"), 12);
    EXPECT_EQ(whole_integer("-12"), -12);
    EXPECT_EQ(whole_integer("+12"), 12);
    for (const auto* text : {"", "12abc", " 12", "12 ", "0x10", "1e3", "+", "+-1"}) {
        EXPECT_EQ(whole_integer(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace kith::http

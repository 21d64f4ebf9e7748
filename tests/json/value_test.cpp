// Trees from text and back.
#include "json/value.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::json {
namespace {

std::string error_of(std::string_view text, ParseOptions options = {}) {
    try {
        parse(text, options);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return error.message();
    }
    return {};
}

TEST(Parse, a_text_becomes_a_tree_and_the_same_text_again) {
    for (const std::string text :
         {R"({"a":[1,-2,0.5,true,false,null,"中\n"],"b":{}})", "[]", "\"x\"", "12", "null",
          "18446744073709551615", "-9223372036854775808"}) {
        EXPECT_EQ(serialize(parse(text)), text);
    }
}

TEST(Parse, what_is_no_json_is_refused) {
    for (const std::string text : {"", " ", "{", "[1,]", "{\"a\"}", "tru", "'a'", "[1]x", "1 2",
                                   "\"\x01\"", "\"\xFF\"", "nan", "\"\\ud800\""}) {
        EXPECT_EQ(error_of(text), "invalid JSON") << text;
    }
}

TEST(Parse, the_last_of_two_members_with_one_key_counts) {
    EXPECT_EQ(serialize(parse(R"({"a":1,"b":2,"a":3})")), R"({"a":3,"b":2})");
}

TEST(Parse, text_behind_the_first_value_can_be_ignored) {
    const ParseOptions ignored{.trailing = Trailing::ignored};
    EXPECT_EQ(serialize(parse("{\"a\":1} garbage", ignored)), "{\"a\":1}");
    EXPECT_EQ(serialize(parse("12 13", ignored)), "12");
    EXPECT_EQ(serialize(parse("[]]", ignored)), "[]");
    EXPECT_EQ(error_of("", ignored), "invalid JSON");
    EXPECT_EQ(error_of("{\"a\":", ignored), "invalid JSON");
}

TEST(Parse, invalid_utf8_can_be_repaired) {
    EXPECT_EQ(serialize(parse("[\"a\xFF\"]", {.utf8 = Utf8::repaired})), "[\"a\xEF\xBF\xBD\"]");
}

TEST(Parse, nesting_has_a_limit) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_EQ(error_of(nested(kMaxDepth)), "");
    EXPECT_EQ(error_of(nested(kMaxDepth + 1)), "invalid JSON");
    EXPECT_EQ(error_of(std::string(1000000, '[')), "invalid JSON");
}

TEST(Parse, the_notes_name_the_byte) {
    try {
        parse("[1,x]");
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.notes().find("at byte 3"), std::string::npos) << error.notes();
    }
}

TEST(Find, gives_the_member_or_nothing) {
    const auto tree = parse(R"({"a":"x","b":1})");
    ASSERT_NE(find(tree, "a"), nullptr);
    EXPECT_EQ(text_or_empty(find(tree, "a")), "x");
    EXPECT_EQ(text_or_empty(find(tree, "b")), "");
    EXPECT_EQ(find(tree, "c"), nullptr);
    EXPECT_EQ(text_or_empty(find(tree, "c")), "");
    EXPECT_EQ(find(parse("[1]"), "a"), nullptr);
}

}  // namespace
}  // namespace kith::json

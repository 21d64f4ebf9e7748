// Writing: leaves, structs, maps, what is left out, and text that hurts.
#include "json/writer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <span>
#include <unordered_map>

#include "json/value.h"
#include "json/write.h"

namespace kith::json {
namespace {

enum class Color { red, default_ };
BOOST_DESCRIBE_ENUM(Color, red, default_)

struct Base {
    int id = 3;
};
BOOST_DESCRIBE_STRUCT(Base, (), (id))

struct View : Base {
    std::string name;
    Omit<std::string> note;
    std::optional<double> score;
    OmitDefault<std::vector<int>> marks;
    OmitDefault<int> count;
    Color default_ = Color::red;
    std::vector<View> inner;
};
BOOST_DESCRIBE_STRUCT(View, (Base), (name, note, score, marks, count, default_, inner))

struct Empty {
    Omit<int> nothing;
};
BOOST_DESCRIBE_STRUCT(Empty, (), (nothing))

struct UserTag;

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

// A second, slow writer of strings to compare with: one byte at a time, straight from the rules.
std::string slowly(std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto tail = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
        };
        std::size_t length = byte < 0x80                   ? 1
                             : byte >= 0xC2 && byte < 0xE0 ? 2
                             : byte >= 0xE0 && byte < 0xF0 ? 3
                             : byte >= 0xF0 && byte < 0xF5 ? 4
                                                           : 0;
        std::uint32_t point = length == 2 ? byte & 31U : length == 3 ? byte & 15U : byte & 7U;
        for (std::size_t k = 1; k < length; ++k) {
            if (i + k >= text.size() || (tail(k) & 0xC0) != 0x80) {
                length = 0;
                break;
            }
            point = point << 6 | (tail(k) & 63U);
        }
        if (length == 3 && (point < 0x800 || (point >= 0xD800 && point < 0xE000))) length = 0;
        if (length == 4 && (point < 0x10000 || point > 0x10FFFF)) length = 0;
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
            continue;
        }
        static const std::map<unsigned char, std::string> special{
            {'"', "\\\""}, {'\\', "\\\\"}, {'\b', "\\b"}, {'\f', "\\f"},
            {'\n', "\\n"}, {'\r', "\\r"},  {'\t', "\\t"}};
        if (special.contains(byte)) {
            out += special.at(byte);
        } else if (byte < 32) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += text.substr(i, length);
        }
        i += length;
    }
    return out + '"';
}

TEST(Write, a_struct_has_its_members_in_order_with_inherited_ones_first) {
    View view;
    view.id = 7;
    view.name = "阿梅";
    EXPECT_EQ(write(view), R"({"id":7,"name":"阿梅","score":null,"default":"red","inner":[]})");
}

TEST(Write, omitted_members_appear_when_they_hold_something) {
    View view;
    view.note = "n";
    view.score = 0.5;
    view.marks = std::vector{1, 2};
    view.count = 4;
    view.default_ = Color::default_;
    view.inner.resize(1);
    EXPECT_EQ(write(view), R"({"id":3,"name":"","note":"n","score":0.5,"marks":[1,2],"count":4,)"
                           R"("default":"default","inner":[)"
                           R"({"id":3,"name":"","score":null,"default":"red","inner":[]}]})");
    view.note = "";  // set to the empty text is not the same as not set
    EXPECT_NE(write(view).find(R"("note":"")"), std::string::npos);
}

TEST(Write, a_struct_without_visible_members_is_an_empty_object) {
    EXPECT_EQ(write(Empty{}), "{}");
    EXPECT_EQ(write(std::vector<Empty>(2)), "[{},{}]");
}

TEST(Write, omitted_members_compare_like_what_they_hold) {
    EXPECT_TRUE(Omit<std::string>{"a"} == Omit<std::string>{"a"});
    EXPECT_FALSE(Omit<std::string>{"a"} == Omit<std::string>{});
    EXPECT_TRUE(OmitDefault<int>{2} == OmitDefault<int>{2});
    EXPECT_TRUE(OmitDefault<std::string>{"a"} == "a");
}

TEST(Write, sparse_leaves_out_what_equals_the_default_of_its_struct) {
    View view;
    EXPECT_EQ(write_sparse(view), "{}");
    view.id = 4;
    view.inner.resize(2);
    view.inner[1].name = "x";
    EXPECT_EQ(write_sparse(view), R"({"id":4,"inner":[{},{"name":"x"}]})");
}

TEST(Write, integers_of_every_size_are_exact) {
    EXPECT_EQ(write(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(write(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(write(std::int8_t{-5}), "-5");
    EXPECT_EQ(write(std::uint8_t{200}), "200");
    EXPECT_EQ(write(Id<UserTag>{42}), "42");
    EXPECT_EQ(write(std::vector<bool>{true, false}), "[true,false]");
}

TEST(Write, doubles_are_the_shortest_text_in_the_form_of_the_contract) {
    const std::vector<std::pair<double, std::string>> cases{
        {0, "0"},
        {-0.0, "-0"},
        {1, "1"},
        {-17, "-17"},
        {0.1, "0.1"},
        {1.5, "1.5"},
        {1e15, "1000000000000000"},
        {123456789012345680.0, "123456789012345680"},
        {1e20, "100000000000000000000"},
        {1e21, "1e+21"},
        {-1e21, "-1e+21"},
        {1e-6, "0.000001"},
        {1e-7, "1e-7"},
        {1.5e-9, "1.5e-9"},
        {1e-10, "1e-10"},
        {1e100, "1e+100"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {0.30000000000000004, "0.30000000000000004"}};
    for (const auto& [number, text] : cases) EXPECT_EQ(write(number), text);
    EXPECT_EQ(write(0.1F), "0.1");
    EXPECT_EQ(write(16777216.0F), "16777216");
    EXPECT_EQ(write(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(write(-std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(write(std::numeric_limits<float>::infinity()), "null");
}

TEST(Write, keys_of_maps_are_sorted_by_their_bytes) {
    const std::unordered_map<std::string, int> map{
        {"b", 1}, {"a", 2}, {"中", 3}, {"B", 4}, {"", 5}};
    EXPECT_EQ(write(map), R"({"":5,"B":4,"a":2,"b":1,"中":3})");
    EXPECT_EQ(write(std::map<int, std::string>{{10, "x"}, {9, "y"}}), R"({"10":"x","9":"y"})");
    EXPECT_EQ(write(std::map<std::string, int>{{"q\"\n", 1}}), R"({"q\"\n":1})");
    EXPECT_EQ(write(std::map<std::string, int>{}), "{}");
}

TEST(Write, lists_spans_arrays_variants_and_ready_json) {
    const std::array<int, 3> three{1, 2, 3};
    EXPECT_EQ(write(three), "[1,2,3]");
    EXPECT_EQ(write(std::span{three}.first(2)), "[1,2]");
    EXPECT_EQ(write(std::vector<std::string_view>{"a", "b"}), R"(["a","b"])");
    EXPECT_EQ(write(std::vector<std::vector<int>>{{}, {1}}), "[[],[1]]");
    std::variant<std::monostate, int, std::string> either;
    EXPECT_EQ(write(either), "null");
    either = "x";
    EXPECT_EQ(write(either), "\"x\"");
    EXPECT_EQ(write(std::vector{Raw{"{\"a\":1}"}, Raw{"2"}}), R"([{"a":1},2])");
}

TEST(Write, a_secret_is_stars) {
    EXPECT_EQ(write(Secret{"sk-123"}), "\"***\"");
}

TEST(Write, trees_are_written_by_the_same_rules) {
    const value tree = {{"z", 1.0},
                        {"a", {nullptr, true, -1, 18446744073709551615U, 0.5}},
                        {"text", "\xFF中\t"},
                        {"none", object{}}};
    EXPECT_EQ(
        write(tree),
        "{\"z\":1,\"a\":[null,true,-1,18446744073709551615,0.5],\"text\":\"\xEF\xBF\xBD中\\t\","
        "\"none\":{}}");
}

TEST(Write, appending_keeps_what_is_there) {
    std::string out = "data: ";
    write_to(out, std::vector{1});
    out += '\n';
    write_to(out, std::string{"x"});
    EXPECT_EQ(out, "data: [1]\n\"x\"");
}

TEST(WriteText, quotes_backslashes_and_control_characters_are_escaped) {
    EXPECT_EQ(write(std::string{"a\"b\\c/\b\f\n\r\t\x01\x1f\x7f"}),
              in_quotes("a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f"));
    EXPECT_EQ(write(std::string("\0", 1)), "\"\\u0000\"");
    EXPECT_EQ(write(std::string{"100% <b>&\xE2\x80\xA8"}), in_quotes("100% <b>&\xE2\x80\xA8"));
}

TEST(WriteText, each_invalid_byte_becomes_one_replacement_character) {
    const std::string bad = "\xEF\xBF\xBD";
    EXPECT_EQ(write(std::string{"\x80"}), in_quotes(bad));
    EXPECT_EQ(write(std::string{"\xE4\xBD"}), in_quotes(bad + bad));
    EXPECT_EQ(write(std::string{"\xE4\xBD\x41"}), in_quotes(bad + bad + "A"));
    EXPECT_EQ(write(std::string{"\xC0\xAF"}), in_quotes(bad + bad));
    EXPECT_EQ(write(std::string{"\xED\xA0\x80"}), in_quotes(bad + bad + bad));  // a surrogate
    EXPECT_EQ(write(std::string{"\xF4\x90\x80\x80"}),
              in_quotes(bad + bad + bad + bad));                                       // too high
    EXPECT_EQ(write(std::string{"\xF0\x9F\x98\x80"}), in_quotes("\xF0\x9F\x98\x80"));  // 😀
}

TEST(WriteText, random_bytes_of_every_length_agree_with_the_slow_writer) {
    std::uint32_t seed = 12345;
    const auto next = [&] { return seed = seed * 1664525U + 1013904223U, seed >> 16; };
    const std::vector<std::string> pieces{
        "中", "é",    "😀",       "abc",          "0123456789abcdefgh", "\"",
        "\n", "\xFF", "\xE4\xBD", "\xF0\x9F\x98", "\xED\xA0\x80",       "\\"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        const auto parts = next() % 24;
        for (std::uint32_t i = 0; i < parts; ++i) {
            text += next() % 8 == 0 ? std::string(1, static_cast<char>(next() & 255))
                                    : pieces[next() % pieces.size()];
        }
        ASSERT_EQ(write(text), slowly(text));
    }
}

TEST(WriteText, long_texts_agree_with_the_slow_writer_across_inner_pieces) {
    for (const std::size_t shift : {0, 1, 2, 3}) {
        std::string text(4094 + shift, 'a');
        for (int i = 0; i < 30000; ++i) text += i % 5 == 0 ? "\n" : i % 7 == 0 ? "\xFE" : "中😀";
        ASSERT_EQ(write(text), slowly(text));
    }
    const std::string controls(200000, '\x01');
    EXPECT_EQ(write(controls), slowly(controls));
}

}  // namespace
}  // namespace kith::json

// Reading: what is tolerated, what is refused, and how the refusal names the place.
#include "json/read.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "base/error.h"
#include "json/write.h"

namespace kith::json {
namespace {

enum class Order { newest_first, default_ };
BOOST_DESCRIBE_ENUM(Order, newest_first, default_)

struct Span {
    std::int64_t from = 5;
    std::optional<std::int64_t> to;
};
BOOST_DESCRIBE_STRUCT(Span, (), (from, to))

struct UserTag;

struct Common {
    std::string PIN = "none";
};
BOOST_DESCRIBE_STRUCT(Common, (), (PIN))

struct Body : Common {
    std::string name = "unnamed";
    std::vector<Span> items;
    bool flag = true;
    double ratio = 0.25;
    std::uint8_t small = 1;
    Order order = Order::newest_first;
    Id<UserTag> user;
    std::map<std::string, std::vector<int>> marks;
    value any;
    Omit<std::string> note;
    OmitDefault<int> count;
    std::array<double, 2> point{};
    Secret key;
    int default_ = 1;
};
BOOST_DESCRIBE_STRUCT(Body, (Common),
                      (name, items, flag, ratio, small, order, user, marks, any, note, count, point,
                       key, default_))

template <class T = Body>
std::string error_of(std::string_view text, ReadOptions options = {}) {
    try {
        read<T>(text, options);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        return error.message();
    }
    return "no error";
}

TEST(Read, every_kind_of_member) {
    const auto body = read<Body>(
        R"({"PIN":"1","name":"阿梅 \"x\" %","items":[{"from":1,"to":2},{}],"flag":false,"ratio":3,
            "small":255,"order":"default","user":9,"marks":{"a":[1,2],"b":[]},"any":{"k":[null]},
            "note":"n","count":4,"point":[1,2.5],"key":"sk","default":8})");
    EXPECT_EQ(body.PIN, "1");
    EXPECT_EQ(body.name, "阿梅 \"x\" %");
    ASSERT_EQ(body.items.size(), 2U);
    EXPECT_EQ(body.items[0].to, 2);
    EXPECT_EQ(body.items[1].from, 5);
    EXPECT_FALSE(body.flag);
    EXPECT_EQ(body.ratio, 3.0);
    EXPECT_EQ(body.small, 255);
    EXPECT_EQ(body.order, Order::default_);
    EXPECT_EQ(body.user.value, 9);
    EXPECT_EQ(body.marks.at("a"), (std::vector{1, 2}));
    EXPECT_TRUE(body.marks.at("b").empty());
    EXPECT_EQ(serialize(body.any), R"({"k":[null]})");
    EXPECT_EQ(body.note, "n");
    EXPECT_EQ(body.count, 4);
    EXPECT_EQ(body.point[1], 2.5);
    EXPECT_EQ(body.key.reveal(), "sk");
    EXPECT_EQ(body.default_, 8);
}

TEST(Read, absent_and_null_members_keep_their_defaults_and_unknown_ones_are_ignored) {
    for (const auto* text :
         {"{}", R"({"name":null,"items":null,"flag":null,"small":null,"order":null,
                                       "note":null,"point":null,"default":null,"more":[{"x":1}]})"}) {
        const auto body = read<Body>(text);
        EXPECT_EQ(body.name, "unnamed");
        EXPECT_TRUE(body.items.empty());
        EXPECT_TRUE(body.flag);
        EXPECT_EQ(body.small, 1);
        EXPECT_FALSE(body.note.has_value());
        EXPECT_EQ(body.default_, 1);
        EXPECT_TRUE(body.any.is_null());
    }
}

TEST(Read, a_wrong_type_is_an_error_that_names_the_place) {
    EXPECT_EQ(error_of(R"({"items":[{},{"from":"x"}]})"), "items[].from: expected an integer");
    EXPECT_EQ(error_of(R"({"items":{}})"), "items: expected a list");
    EXPECT_EQ(error_of(R"({"items":[1]})"), "items[]: expected an object");
    EXPECT_EQ(error_of(R"({"name":5})"), "name: expected a string");
    EXPECT_EQ(error_of(R"({"flag":1})"), "flag: expected true or false");
    EXPECT_EQ(error_of(R"({"ratio":"1"})"), "ratio: expected a number");
    EXPECT_EQ(error_of(R"({"marks":{"中":[true]}})"), "marks.*[]: expected an integer");
    EXPECT_EQ(error_of(R"({"order":"oldest"})"), "order: expected one of newest_first, default");
    EXPECT_EQ(error_of(R"({"point":[1]})"), "point: expected a list of 2 items");
    EXPECT_EQ(error_of(R"({"default":[]})"), "default: expected an integer");
    EXPECT_EQ(error_of("[]"), "expected an object");
    EXPECT_EQ(error_of<std::vector<int>>("[1,\"2\"]"), "[]: expected an integer");
}

TEST(Read, integers_are_exact_and_fit) {
    EXPECT_EQ(error_of(R"({"small":9.0})"), "small: expected an integer");
    EXPECT_EQ(error_of(R"({"small":1e1})"), "small: expected an integer");
    EXPECT_EQ(error_of(R"({"small":256})"), "small: number out of range");
    EXPECT_EQ(error_of(R"({"small":-1})"), "small: number out of range");
    EXPECT_EQ(error_of(R"({"default":2147483648})"), "default: number out of range");
    EXPECT_EQ(error_of(R"({"user":9223372036854775808})"), "user: number out of range");
    EXPECT_EQ(error_of(R"({"user":99999999999999999999})"), "user: number out of range");
    EXPECT_EQ(error_of(R"({"ratio":1e999})"), "ratio: number out of range");
    EXPECT_EQ(read<std::int64_t>("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(read<std::uint64_t>("18446744073709551615"),
              std::numeric_limits<std::uint64_t>::max());
}

TEST(Read, keys_can_match_in_any_case) {
    const ReadOptions any_case{.keys = Keys::any_case, .trailing = Trailing::ignored};
    EXPECT_EQ(read<Body>(R"({"pin":"1234"} tail)", any_case).PIN, "1234");
    EXPECT_EQ(read<Body>(R"({"ITEMS":[{"FROM":3}]})", any_case).items.at(0).from, 3);
    EXPECT_EQ(read<Body>(R"({"PIN":"1","pin":"2","Pin":null})", any_case).PIN, "2");
    EXPECT_EQ(read<Body>(R"({"pin":"1234"})").PIN, "none");
    EXPECT_EQ(error_of(R"({"NAME":5})", any_case), "name: expected a string");
}

TEST(Read, invalid_text_is_refused_or_repaired) {
    EXPECT_EQ(error_of(""), "invalid JSON");
    EXPECT_EQ(error_of("{\"name\":\"\xFF\"}"), "invalid JSON");
    EXPECT_EQ(read<Body>("{\"name\":\"\xFF\"}", {.utf8 = Utf8::repaired}).name, "\xEF\xBF\xBD");
}

TEST(Read, long_and_nul_texts_arrive_whole) {
    const std::string long_text(65536, 'x');
    EXPECT_EQ(read<std::string>('"' + long_text + '"'), long_text);
    EXPECT_EQ(read<std::string>(R"("a\u0000b😀")"), std::string("a\0b😀", 7));
}

TEST(Read, a_value_outlives_the_text_and_the_tree_it_came_from) {
    auto any = read<Body>(R"({"any":{"long":"a text that is longer than the small ones"}})").any;
    any.as_object()["more"] = 1;
    EXPECT_EQ(serialize(any), R"({"long":"a text that is longer than the small ones","more":1})");
}

TEST(Read, what_was_written_reads_back_the_same) {
    Body body;
    body.name = "名字\t\"";
    body.items = {{1, 2}, {3, std::nullopt}};
    body.marks["k"] = {1, -1};
    body.ratio = 0.1;
    body.order = Order::default_;
    const auto text = write(body);
    EXPECT_EQ(write(read<Body>(text)),
              text.substr(0, text.find("\"key\"")) + "\"key\":\"\",\"default\":1}");
    EXPECT_EQ(write_sparse(read<Body>(write_sparse(body))), write_sparse(body));
}

}  // namespace
}  // namespace kith::json

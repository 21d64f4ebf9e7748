// Schemas of types, their names and what is required.
#include "json/schema.h"

#include <gtest/gtest.h>

#include <map>

namespace kith::json::one {
namespace {
struct View {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(View, (), (id))
struct Same {
    bool yes = false;
};
BOOST_DESCRIBE_STRUCT(Same, (), (yes))
}  // namespace
}  // namespace kith::json::one

namespace kith::json::two {
namespace {
struct View {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(View, (), (name))
struct Same {
    bool yes = false;
};
BOOST_DESCRIBE_STRUCT(Same, (), (yes))
}  // namespace
}  // namespace kith::json::two

namespace kith::json {
namespace {

enum class Order { newest_first, default_ };
BOOST_DESCRIBE_ENUM(Order, newest_first, default_)

struct Tree {
    std::string name;
    std::vector<Tree> children;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, children))

template <class T>
struct Page {
    std::vector<T> items;
    Omit<std::string> next;
};
BOOST_DESCRIBE_STRUCT(Page<Tree>, (), (items, next))

struct SendBody {
    std::string content;
    std::optional<std::int64_t> reply_to;
    Order default_ = Order::default_;
};
BOOST_DESCRIBE_STRUCT(SendBody, (), (content, reply_to, default_))

struct Many {
    std::uint32_t count = 0;
    double ratio = 0;
    std::array<int, 24> hours{};
    std::map<std::string, std::vector<bool>> days;
    value any;
    std::variant<std::monostate, int, std::string> either;
    OmitDefault<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Many, (), (count, ratio, hours, days, any, either, note))

std::string text_of(const object& tree) {
    return serialize(tree);
}

TEST(Schemas, a_written_struct_requires_all_but_the_omitted_members) {
    Schemas schemas;
    EXPECT_EQ(serialize(schemas.of<Many>()), R"({"$ref":"#/components/schemas/Many"})");
    EXPECT_EQ(
        text_of(schemas.components()),
        R"({"Many":{"type":"object","properties":{)"
        R"("count":{"type":"integer","format":"int32","minimum":0},"ratio":{"type":"number"},)"
        R"("hours":{"type":"array","items":{"type":"integer","format":"int32"},"minItems":24,)"
        R"("maxItems":24},"days":{"type":"object","additionalProperties":{"type":"array",)"
        R"("items":{"type":"boolean"}}},"any":{},"either":{"anyOf":[{"type":"null"},)"
        R"({"type":"integer","format":"int32"},{"type":"string"}]},"note":{"type":"string"}},)"
        R"("required":["count","ratio","hours","days","any","either"]}})");
}

TEST(Schemas, a_read_struct_requires_nothing_and_enums_list_their_names) {
    Schemas schemas;
    EXPECT_EQ(serialize(schemas.of<SendBody>(Use::read)),
              R"({"$ref":"#/components/schemas/SendBody"})");
    EXPECT_EQ(text_of(schemas.components()),
              R"({"Order":{"type":"string","enum":["newest_first","default"]},)"
              R"("SendBody":{"type":"object","properties":{"content":{"type":"string"},)"
              R"("reply_to":{"anyOf":[{"type":"integer","format":"int64"},{"type":"null"}]},)"
              R"("default":{"$ref":"#/components/schemas/Order"}}}})");
}

TEST(Schemas, one_type_used_both_ways_has_two_names) {
    Schemas schemas;
    EXPECT_EQ(serialize(schemas.of<Tree>(Use::read)),
              R"({"$ref":"#/components/schemas/TreeInput"})");
    EXPECT_EQ(serialize(schemas.of<Tree>()), R"({"$ref":"#/components/schemas/Tree"})");
    EXPECT_EQ(schemas.components().size(), 2U);
}

TEST(Schemas, a_type_may_contain_itself_and_templates_have_readable_names) {
    Schemas schemas;
    EXPECT_EQ(serialize(schemas.of<Page<Tree>>()), R"({"$ref":"#/components/schemas/PageTree"})");
    EXPECT_EQ(text_of(schemas.components()),
              R"({"PageTree":{"type":"object","properties":{"items":{"type":"array","items":)"
              R"({"$ref":"#/components/schemas/Tree"}},"next":{"type":"string"}},)"
              R"("required":["items"]},)"
              R"("Tree":{"type":"object","properties":{"name":{"type":"string"},"children":)"
              R"({"type":"array","items":{"$ref":"#/components/schemas/Tree"}}},)"
              R"("required":["name","children"]}})");
}

TEST(Schemas, two_types_of_one_name_are_told_apart_by_their_namespace) {
    Schemas schemas;
    EXPECT_EQ(serialize(schemas.of<one::View>()), R"({"$ref":"#/components/schemas/View"})");
    EXPECT_EQ(serialize(schemas.of<two::View>()), R"({"$ref":"#/components/schemas/TwoView"})");
    EXPECT_EQ(serialize(schemas.of<one::View>()), R"({"$ref":"#/components/schemas/View"})");
    EXPECT_EQ(schemas.components().size(), 2U);
}

TEST(Schemas, two_types_of_one_name_and_one_schema_share_it) {
    Schemas schemas;
    EXPECT_EQ(schemas.of<one::Same>(), schemas.of<two::Same>());
    EXPECT_EQ(schemas.of<two::Same>(), schemas.of<one::Same>());
    EXPECT_EQ(schemas.components().size(), 1U);
}

TEST(Schemas, plain_types_need_no_name) {
    Schemas schemas;
    EXPECT_EQ(serialize(schemas.of<std::vector<std::string>>()),
              R"({"type":"array","items":{"type":"string"}})");
    EXPECT_EQ(serialize(schemas.of<Secret>()), R"({"type":"string"})");
    EXPECT_EQ(serialize(schemas.of<object>()), R"({"type":"object"})");
    EXPECT_EQ(serialize(schemas.of<std::optional<value>>()), "{}");
    EXPECT_TRUE(schemas.components().empty());
}

}  // namespace
}  // namespace kith::json

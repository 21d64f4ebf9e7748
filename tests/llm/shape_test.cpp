// Answers that must be JSON: found between other words, held against their schema.
#include "llm/shape.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::llm {
namespace {

const json::value kPerson = json::parse(R"({"type":"object","properties":{
    "name":{"type":"string","minLength":1,"maxLength":3},
    "age":{"type":["integer","null"],"minimum":0,"maximum":150},
    "mood":{"enum":["good","bad"]},
    "tags":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":2},
    "id":{"anyOf":[{"type":"integer"},{"const":"none"}]}},
    "required":["name"],"additionalProperties":false})");

std::string problem(std::string_view json) {
    return violation(json::parse(json), kPerson).value_or("");
}

TEST(Shape, a_valid_value_has_no_violation) {
    EXPECT_EQ(problem(R"({"name":"王小明"})"), "");
    EXPECT_EQ(problem(R"({"name":"a","age":null,"mood":"bad","tags":["x"],"id":"none"})"), "");
    EXPECT_EQ(problem(R"({"name":"a","age":7.0,"id":3})"), "");
}

TEST(Shape, a_violation_names_its_place) {
    EXPECT_EQ(problem("[]"), "$: expected object");
    EXPECT_EQ(problem("{}"), "$.name: missing");
    EXPECT_EQ(problem(R"({"name":7})"), "$.name: expected string");
    EXPECT_EQ(problem(R"({"name":""})"), "$.name: below minLength");
    EXPECT_EQ(problem(R"({"name":"王小明明"})"), "$.name: above maxLength");
    EXPECT_EQ(problem(R"({"name":"a","age":7.5})"), "$.age: of another type");
    EXPECT_EQ(problem(R"({"name":"a","age":151})"), "$.age: above maximum");
    EXPECT_EQ(problem(R"({"name":"a","mood":"so"})"), "$.mood: not one of the choices");
    EXPECT_EQ(problem(R"({"name":"a","tags":[]})"), "$.tags: below minItems");
    EXPECT_EQ(problem(R"({"name":"a","tags":["x",1]})"), "$.tags[]: expected string");
    EXPECT_EQ(problem(R"({"name":"a","id":"some"})"), "$.id: fits none of anyOf");
    EXPECT_EQ(problem(R"({"name":"a","more":1})"), "$: a member that is not in the schema");
}

TEST(Shape, json_is_found_between_other_words) {
    const Shape shape{"person", kPerson};
    EXPECT_EQ(shaped("{\"name\": \"a\"}\n", shape), "{\"name\": \"a\"}");
    EXPECT_EQ(shaped("```json\n{\"name\":\"a\"}\n```", shape), "{\"name\":\"a\"}");
    EXPECT_EQ(shaped("好的，[见下] {\"x\":1} {\"name\":\"b\"} 完毕", shape), "{\"name\":\"b\"}");
    EXPECT_EQ(shaped("\"x\"", {"t", json::parse(R"({"type":"string"})")}), "\"x\"");
}

TEST(Shape, an_answer_without_the_json_is_an_error_that_does_not_show_it) {
    for (const std::string text : {"", "没有", "{\"name\":\"SECRET\",", "{\"name\":\"SECRET\"}",
                                   "{{{{[[[[", "{\"SECRET\":1}", "\xFF\xFE{"}) {
        try {
            shaped(text, {"person", kPerson});
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Errc::upstream);
            EXPECT_EQ(error.reason(), "shape");
            EXPECT_EQ((error.message() + error.notes()).find("SECRET"), std::string::npos);
        }
    }
}

TEST(Shape, the_instruction_joins_the_system_turn) {
    const Shape shape{"t", json::parse(R"({"type":"string"})")};
    const auto joined = with_instruction({{Speaker::system, "a"}, {Speaker::user, "b"}}, shape);
    ASSERT_EQ(joined.size(), 2U);
    EXPECT_TRUE(joined[0].text.starts_with("a\n\nAnswer with one JSON value"));
    EXPECT_TRUE(joined[0].text.ends_with(R"({"type":"string"})"));
    const auto alone = with_instruction({{Speaker::user, "b"}}, shape);
    ASSERT_EQ(alone.size(), 2U);
    EXPECT_EQ(alone[0].speaker, Speaker::system);
    EXPECT_EQ(alone[0].text, instruction(shape));
}

}  // namespace
}  // namespace kith::llm

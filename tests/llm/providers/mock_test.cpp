// The model without a model keeps every form that it is asked for.
#include "llm/providers/mock.h"

#include <gtest/gtest.h>

#include "llm/shape.h"
#include "tests/llm/asking.h"
#include "text/utf8.h"

namespace kith::llm {
namespace {

Answer answer_to(std::string system, std::string user, std::optional<Shape> shape = {}) {
    MockModel model{"mock"};
    Ask what{.turns = {{Speaker::system, std::move(system)}, {Speaker::user, std::move(user)}}};
    what.shape = std::move(shape);
    return ask(model, what).answer;
}

TEST(Mock, the_same_turns_have_the_same_answer) {
    const auto once = answer_to("你是助手", "昨天谁说了爬山？").text;
    EXPECT_EQ(answer_to("你是助手", "昨天谁说了爬山？").text, once);
    EXPECT_NE(once.find("爬山"), std::string::npos);
    EXPECT_NE(answer_to("", "Who spoke of hills?").text.find("hills"), std::string::npos);
    EXPECT_FALSE(answer_to("", "").text.empty());
    EXPECT_TRUE(text::valid_utf8(answer_to("", "\xFF\xFE%s{}{\"").text));
}

TEST(Mock, pieces_are_of_forty_characters) {
    MockModel model{"mock"};
    const auto seen = ask(model, {.turns = {{Speaker::user, std::string(200, 'x') + "？好"}}});
    std::string joined;
    for (std::size_t i = 0; i < seen.pieces.size(); ++i) {
        const auto length = text::length(seen.pieces[i]) - 1;
        EXPECT_LE(length, 40U);
        if (i + 1 < seen.pieces.size()) EXPECT_EQ(length, 40U);
        joined += seen.pieces[i].substr(1);
    }
    EXPECT_EQ(joined, seen.answer.text);
    EXPECT_GT(seen.answer.usage.completion_tokens, 0);
}

TEST(Mock, a_shape_is_kept) {
    for (const auto* schema :
         {R"({"type":"object","properties":{
            "quotes":{"type":"array","items":{"type":"string","maxLength":5},"minItems":4,"maxItems":4},
            "n":{"type":"integer","minimum":5,"maximum":6},"mood":{"enum":["a","b"]},"none":{"type":"null"},
            "x":{"anyOf":[{"type":"boolean"},{"type":"string"}]},"who":{"type":["string","null"],"minLength":200}},
            "required":["quotes","n","mood"],"additionalProperties":false})",
          R"({"type":"array","items":{"type":"number","minimum":0,"maximum":1}})",
          R"({"type":"string"})", R"({"const":7})",
          R"({"type":"array","items":{},"maxItems":0})"}) {
        const Shape shape{"s", json::parse(schema)};
        for (const auto* question : {"你好", "hello", "", "😀%s\"{"}) {
            const auto text = answer_to("", question, shape).text;
            EXPECT_EQ(violation(json::parse(text), shape.schema), std::nullopt) << text;
        }
    }
}

TEST(Mock, an_example_in_the_prompt_is_followed) {
    const auto text = answer_to("以 JSON 输出：{\"facts\":[\"事实\"],\"score\":3}", "聊天").text;
    const auto tree = json::parse(text);
    EXPECT_EQ(json::find(tree, "facts")->as_array().size(), 1U);
    EXPECT_EQ(json::find(tree, "score")->as_int64(), 3);
    EXPECT_TRUE(json::parse(answer_to("只输出 JSON", "聊天").text).is_string());
}

TEST(Mock, people_speak_in_turn_when_the_prompt_shows_them) {
    const auto text = answer_to("继续这段对话", "小明：早\n阿梅：早啊\n小明：吃了吗").text;
    std::vector<std::string> names;
    for (std::size_t at = 0; at < text.size();) {
        const auto line = text.substr(at, text.find('\n', at) - at);
        names.push_back(line.substr(0, line.find("：")));
        EXPECT_GT(line.size(), names.back().size() + 3);
        at += line.size() + 1;
    }
    EXPECT_EQ(names, (std::vector<std::string>{"小明", "阿梅", "小明", "阿梅"}));
}

TEST(Mock, keywords_are_words_of_the_question) {
    EXPECT_EQ(answer_to("提取关键词", "Alice 和 Bob 去 Paris").text, "Alice 和 Bob 去 Paris");
    EXPECT_EQ(answer_to("Give keywords.", "red, red; blue!").text, "red blue");
}

TEST(Mock, it_stops_when_asked) {
    StopSource source;
    source.request(StopReason::user);
    MockModel model{"mock"};
    EXPECT_EQ(ask(model, hello(), How::streamed, source.stop()).failed, Errc::cancelled);
}

}  // namespace
}  // namespace kith::llm

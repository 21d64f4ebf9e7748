// Anthropic's answers when they are odd.
#include "llm/providers/anthropic_wire.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"

namespace kith::llm {
namespace {

// What reading `body` as a whole answer, or `events` one by one, throws.
template <class Read>
std::string error_of(Read&& read) {
    World world;
    const Exchange exchange{world.client, world.clock, {}, {std::string{kCanary}}};
    const OnPiece nobody;
    Collector collector{nobody};
    try {
        read(collector, exchange);
    } catch (const Error& error) {
        return error.message();
    }
    return "";
}

std::string whole(std::string_view body) {
    return error_of([&](Collector& to, const Exchange& exchange) {
        read_anthropic_answer(body, to, exchange);
    });
}

std::string streamed(const std::vector<std::string_view>& events) {
    return error_of([&](Collector& to, const Exchange& exchange) {
        AnthropicEvents reader{to, exchange};
        for (const auto event : events) {
            if (reader.take(event) == Exchange::More::no) break;
        }
        reader.end();
    });
}

TEST(AnthropicWire, a_whole_answer_without_text_is_empty) {
    EXPECT_EQ(whole(R"({"content":[]})"), "响应为空");
    EXPECT_EQ(whole(R"({"content":"text"})"), "响应为空");
    EXPECT_EQ(whole(R"({"content":[{"type":"text","text":""}]})"), "响应为空");
    EXPECT_EQ(whole("[1,2]"), "响应为空");
    EXPECT_EQ(whole("{\"content\":[{\"type"), "解析响应失败：invalid JSON");
    EXPECT_EQ(whole(R"({"type":"error","error":{"type":"rate_limit_error"}})"),
              R"(API 错误 429：{"type":"error","error":{"type":"rate_limit_error"}})");
}

TEST(AnthropicWire, a_stream_has_to_say_that_it_is_over) {
    EXPECT_EQ(streamed({R"({"type":"message_stop"})", R"({"type":"error"})"}), "");
    EXPECT_EQ(streamed({}), "解析响应失败：no event in the stream");
    EXPECT_EQ(streamed({"garbage", "{}", "7"}), "解析响应失败：no event in the stream");
    EXPECT_EQ(streamed({R"({"type":"message_start"})"}),
              "请求失败：the stream ended in the middle");
    EXPECT_EQ(streamed({R"({"type":"error","error":")" + std::string{kCanary} + R"("})"}),
              R"(API 错误：{"type":"error","error":"***"})");
}

TEST(AnthropicWire, efforts_have_their_budgets) {
    EXPECT_EQ(thinking_budget("low"), 2048);
    EXPECT_EQ(thinking_budget("medium"), 8192);
    EXPECT_EQ(thinking_budget("high"), 16384);
    for (const auto* none : {"", "off", "HIGH", "高"}) EXPECT_EQ(thinking_budget(none), 0) << none;
}

TEST(AnthropicWire, the_ask_decides_how_long_and_how_warm) {
    auto what = hello();
    what.max_tokens = 10;
    what.temperature = 0.25;
    json::object body;
    put_anthropic_body(body, what, 0);
    EXPECT_EQ(json::serialize(body),
              R"({"max_tokens":10,"system":"Be brief.","messages":[{"role":"user",)"
              R"("content":"你好"}],"temperature":0.25})");
}

}  // namespace
}  // namespace kith::llm

// Claude's own interface against a stand-in: what is asked, what is read, what goes wrong.
#include "llm/providers/anthropic.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"

namespace kith::llm {
namespace {

// The streaming example of the documentation, shortened.
const std::string kStream =
    tests::head_of("text/event-stream", "Connection: close\r\n") +
    R"(event: message_start
)"
    R"(data: {"type":"message_start","message":{"id":"msg_1","type":"message","content":[],)"
    R"("usage":{"input_tokens":25,"cache_read_input_tokens":5,"output_tokens":1}}}

event: content_block_start
)"
    R"(data: {"type":"content_block_start","index":0,)"
    R"("content_block":{"type":"thinking","thinking":""}}

event: ping
data: {"type": "ping"}

event: content_block_delta
)"
    R"(data: {"type":"content_block_delta","index":0,)"
    R"("delta":{"type":"thinking_delta","thinking":"想"}}

event: content_block_delta
)"
    R"(data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"你好"}}

event: content_block_delta
)"
    R"(data: {"type":"content_block_delta","index":1,)"
    R"("delta":{"type":"text_delta","text":"<think>!"}}

event: message_delta
)"
    R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},)"
    R"("usage":{"output_tokens":15}}

event: message_stop
data: {"type":"message_stop"}

)";

TEST(Anthropic, asks_exactly_what_is_documented) {
    auto server = sends(kStream);
    World world;
    const auto model = world.model(profile_at("claude", server.url("/"), "claude-x"));
    auto what = hello();
    what.turns.push_back({Speaker::assistant, "嗯"});
    what.turns.push_back({Speaker::system, "And kind."});
    what.turns.push_back({Speaker::user, "?"});
    ask(*model, what);
    const auto asked = server.last();
    EXPECT_EQ(asked.method, "POST");
    EXPECT_EQ(asked.target, "/v1/messages");
    EXPECT_EQ(asked.header("x-api-key"), kCanary);
    EXPECT_EQ(asked.header("anthropic-version"), "2023-06-01");
    EXPECT_EQ(asked.header("content-type"), "application/json");
    EXPECT_FALSE(asked.headers.contains("authorization"));
    EXPECT_EQ(asked.body,
              R"({"model":"claude-x","max_tokens":8192,"system":"Be brief.\n\nAnd kind.",)"
              R"("messages":[{"role":"user","content":"你好"},{"role":"assistant","content":"嗯"},)"
              R"({"role":"user","content":"?"}],"stream":true})");
}

TEST(Anthropic, a_recorded_stream) {
    auto server = sends(kStream);
    World world;
    const auto seen = ask(*world.model(profile_at("claude", server.url())), hello());
    EXPECT_EQ(seen.failed, std::nullopt) << seen.message;
    EXPECT_EQ(seen.pieces, (std::vector<std::string>{"~想", "+你好", "+<think>!"}));
    EXPECT_EQ(seen.answer.text, "你好<think>!");
    EXPECT_EQ(seen.answer.thinking, "想");
    EXPECT_EQ(seen.answer.usage.prompt_tokens, 30);
    EXPECT_EQ(seen.answer.usage.completion_tokens, 15);
}

TEST(Anthropic, an_effort_is_a_budget_on_top_of_the_answer) {
    auto server = sends(kStream);
    World world;
    for (const auto& [effort, budget] :
         {std::pair{"low", 2048}, {"medium", 8192}, {"high", 16384}}) {
        auto profile = profile_at("claude", server.url());
        profile.reasoning_effort = effort;
        auto what = hello();
        what.temperature = 0.1;  // not allowed beside thinking
        ask(*world.model(profile), what);
        const auto body = json::parse(server.last().body);
        EXPECT_EQ(json::serialize(*json::find(body, "thinking")),
                  R"({"type":"enabled","budget_tokens":)" + std::to_string(budget) + "}");
        EXPECT_EQ(json::find(body, "max_tokens")->as_int64(), budget + 8192);
        EXPECT_EQ(json::find(body, "temperature"), nullptr);
    }
}

TEST(Anthropic, a_whole_answer_is_its_first_text) {
    tests::StandIn server{[](const tests::Asked&, net::Peer& peer) {
        peer.answer(
            R"({"type":"message","content":[{"type":"thinking","thinking":"想"},)"
            R"({"type":"text","text":""},{"type":"text","text":"一"},{"type":"text","text":"二"}],)"
            R"("usage":{"input_tokens":3,"output_tokens":4}})");
    }};
    World world;
    const auto seen = ask(*world.model(profile_at("claude", server.url())), hello(), How::whole);
    EXPECT_EQ(seen.answer.text, "一");
    EXPECT_EQ(seen.answer.thinking, "想");
    EXPECT_EQ(seen.answer.usage.completion_tokens, 4);
    EXPECT_TRUE(server.last().body.ends_with(R"("stream":false})"));
}

TEST(Anthropic, a_shape_is_a_tool_that_must_be_used) {
    auto server =
        sends(stream_of({R"({"type":"content_block_delta",)"
                         R"("delta":{"type":"input_json_delta","partial_json":"{\"n\""}})",
                         R"({"type":"content_block_delta",)"
                         R"("delta":{"type":"input_json_delta","partial_json":":5}"}})",
                         R"({"type":"message_stop"})"}));
    World world;
    auto what = hello();
    what.shape = Shape{"pick", json::parse(R"({"type":"object","required":["n"]})")};
    auto profile = profile_at("claude", server.url());
    EXPECT_EQ(ask(*world.model(profile), what).answer.text, R"({"n":5})");
    const auto body = json::parse(server.last().body);
    EXPECT_EQ(json::serialize(*json::find(body, "tool_choice")),
              R"({"type":"tool","name":"pick"})");
    EXPECT_NE(server.last().body.find(R"("input_schema":{"type":"object","required":["n"]})"),
              std::string::npos);
    profile.reasoning_effort = "low";
    ask(*world.model(profile), what);
    EXPECT_EQ(json::find(json::parse(server.last().body), "tools"), nullptr);
    EXPECT_NE(server.last().body.find("Answer with one JSON value"), std::string::npos);
}

TEST(Anthropic, an_error_event_is_an_error) {
    auto server = sends(stream_of(
        {R"({"type":"content_block_delta","delta":{"type":"text_delta","text":"a"}})",
         R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"}));
    World world;
    const auto seen = ask(*world.model(profile_at("claude", server.url())), hello());
    EXPECT_EQ(seen.pieces, (std::vector<std::string>{"+a"}));
    EXPECT_EQ(seen.status, 529);
    EXPECT_EQ(seen.reason, "retry");
    EXPECT_EQ(seen.message, R"(API 错误 529：{"type":"error","error":{"type":"overloaded_error",)"
                            R"("message":"Overloaded"}})");
}

TEST(Anthropic, missing_settings_are_said) {
    World world;
    auto profile = profile_at("claude", "");
    profile.api_key = {};
    EXPECT_EQ(ask(*world.model(profile), hello()).message, "未配置 API Key");
}

}  // namespace
}  // namespace kith::llm

// Chat completions against a stand-in: exactly what is asked, and every form of answer.
#include "llm/providers/openai.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"
#include "tests/support/scripted_model.h"

namespace kith::llm {
namespace {

TEST(OpenAi, asks_exactly_what_is_documented) {
    auto server = sends(stream_of({"[DONE]"}));
    World world;
    const auto model = world.model(profile_at("deepseek", server.url("/v1")));
    EXPECT_EQ(model->provider(), "deepseek");
    EXPECT_EQ(model->name(), "m-1");
    ask(*model, hello());
    const auto asked = server.last();
    EXPECT_EQ(asked.method, "POST");
    EXPECT_EQ(asked.target, "/v1/chat/completions");
    EXPECT_EQ(asked.header("authorization"), "Bearer " + std::string{kCanary});
    EXPECT_EQ(asked.header("content-type"), "application/json");
    EXPECT_EQ(asked.body, R"({"model":"m-1","messages":[{"role":"system","content":"Be brief."},)"
                          R"({"role":"user","content":"你好"}],"stream":true})");
    ask(*model, hello(), How::whole);
    EXPECT_TRUE(server.last().body.ends_with(R"(],"stream":false})")) << server.last().body;
}

TEST(OpenAi, what_the_ask_wants_is_sent_and_nothing_else) {
    auto server = sends(stream_of({"[DONE]"}));
    World world;
    const auto model = world.model(profile_at("custom", server.url()));
    Ask what{.turns = {{Speaker::user, "%\"😀"}, {Speaker::assistant, "\n"}, {Speaker::user, ""}}};
    what.temperature = 0.5;
    what.max_tokens = 7;
    what.conversation = "c1";
    ask(*model, what);
    EXPECT_EQ(server.last().target, "/chat/completions");
    EXPECT_EQ(server.last().body,
              R"({"model":"m-1","messages":[{"role":"user","content":"%\"😀"},)"
              R"({"role":"assistant","content":"\n"},{"role":"user","content":""}],)"
              R"("stream":true,"temperature":0.5,"max_tokens":7})");
}

TEST(OpenAi, the_named_relatives_are_asked_alike) {
    auto server = sends(stream_of({"[DONE]"}));
    World world;
    int count = 0;
    for (const auto& provider : providers()) {
        if (provider.dialect != Dialect::openai) continue;
        ask(*world.model(profile_at(std::string{provider.id}, server.url("/base"))), hello());
        EXPECT_EQ(server.last().target, "/base/chat/completions") << provider.id;
        EXPECT_EQ(server.last().header("authorization"), "Bearer " + std::string{kCanary});
        EXPECT_TRUE(server.last().body.ends_with(R"("stream":true})")) << server.last().body;
        ++count;
    }
    EXPECT_EQ(count, 23);
    EXPECT_EQ(server.connections(), count);
}

TEST(OpenAi, a_stream_becomes_pieces_and_an_answer) {
    tests::ScriptedModel server;
    server.say({.pieces = {"你", "好，", "%s\"😀"}, .thinking = {"想", "想"}});
    World world;
    const auto seen = ask(*world.model(profile_at("custom", server.base_url())), hello());
    EXPECT_EQ(seen.failed, std::nullopt) << seen.message;
    EXPECT_EQ(seen.pieces, (std::vector<std::string>{"~想", "~想", "+你", "+好，", "+%s\"😀"}));
    EXPECT_EQ(seen.answer.text, "你好，%s\"😀");
    EXPECT_EQ(seen.answer.thinking, "想想");
    EXPECT_EQ(seen.answer.usage.prompt_tokens, 12);  // llama.cpp's timings
    EXPECT_EQ(seen.answer.usage.completion_tokens, 3);
    EXPECT_GT(seen.answer.usage.first_seconds, 0);
    EXPECT_GE(seen.answer.usage.seconds, seen.answer.usage.first_seconds);
}

TEST(OpenAi, a_stream_that_comes_byte_by_byte_is_the_same) {
    tests::StandIn server{[](const tests::Asked&, net::Peer& peer) {
        peer.send(tests::head_of("text/event-stream", tests::kChunked));
        const std::string stream =
            "data: {\"choices\":[{\"delta\":{\"content\":\"<think>想</think>你😀\"}}]}\r\n\r\n"
            "data: [DONE]\r\n\r\n";
        for (const char byte : stream) peer.send(tests::chunk({&byte, 1}));
        peer.wait_for_end();  // whoever waits for more than [DONE] waits for ever
    }};
    World world;
    const auto seen = ask(*world.model(profile_at("custom", server.url())), hello());
    EXPECT_EQ(seen.answer.text, "你😀") << seen.message;
    EXPECT_EQ(seen.answer.thinking, "想");
}

TEST(OpenAi, a_whole_answer_has_its_thinking_apart) {
    tests::ScriptedModel server;
    server.say({.pieces = {"<think>so", "</think>\n\n{\"a\":1}"}});
    World world;
    const auto model = world.model(profile_at("custom", server.base_url()));
    const auto seen = ask(*model, hello(), How::whole);
    EXPECT_EQ(seen.answer.text, "{\"a\":1}");
    EXPECT_EQ(seen.answer.thinking, "so");
    EXPECT_EQ(seen.answer.usage.prompt_tokens, 12);
    EXPECT_TRUE(seen.pieces.empty());
    server.say({.pieces = {"b"}, .thinking = {"a"}});
    EXPECT_EQ(ask(*model, hello(), How::whole).answer.thinking, "a");
}

TEST(OpenAi, missing_settings_are_said_before_anything_is_sent) {
    World world;
    auto profile = profile_at("openai", "http://127.0.0.1:9");
    profile.api_key = {};
    EXPECT_EQ(ask(*world.model(profile), hello()).message, "未配置 API Key");
    EXPECT_EQ(ask(*world.model(profile), hello()).failed, Errc::invalid);
    EXPECT_EQ(ask(*world.model(profile_at("custom", "")), hello()).message, "未配置 Base URL");
    EXPECT_EQ(ask(*world.model(profile_at("custom", "http://127.0.0.1:9", "")), hello()).message,
              "未配置模型");
    EXPECT_EQ(ask(*world.model(profile_at("vertex", "")), hello()).message, "未配置 Base URL");
}

TEST(OpenAi, a_server_in_the_house_needs_no_key) {
    tests::ScriptedModel server;
    World world;
    auto profile = profile_at("custom", server.base_url());
    profile.api_key = {};
    EXPECT_EQ(ask(*world.model(profile), hello()).answer.text, "你好");
    EXPECT_FALSE(server.asked().back().headers.contains("authorization"));
}

TEST(OpenAi, a_key_may_come_from_elsewhere_for_each_request) {
    tests::ScriptedModel server;
    World world;
    auto profile = profile_at("gemini", server.base_url());
    profile.api_key = {};
    int asked = 0;
    const auto model = world.model(
        profile, [&](const Stop&) { return Secret{"ya29." + std::to_string(++asked)}; });
    ask(*model, hello());
    EXPECT_EQ(server.asked().back().header("authorization"), "Bearer ya29.1");
    ask(*model, hello());
    EXPECT_EQ(server.asked().back().header("authorization"), "Bearer ya29.2");
    profile.api_key = Secret{"own-key"};
    ask(*world.model(profile, [](const Stop&) { return Secret{"other"}; }), hello());
    EXPECT_EQ(server.asked().back().header("authorization"), "Bearer own-key");
    profile.api_key = {};
    EXPECT_EQ(ask(*world.model(profile, [](const Stop&) { return Secret{}; }), hello()).message,
              "未配置 API Key");
}

Ask shaped_ask() {
    auto what = hello();
    what.shape =
        Shape{"pick", json::parse(R"({"type":"object","properties":{"n":{"type":"integer"}},
        "required":["n"],"additionalProperties":false})")};
    return what;
}

TEST(OpenAi, a_shape_is_sent_as_a_schema_where_the_provider_knows_it) {
    tests::ScriptedModel server;
    World world;
    server.say({.pieces = {"{\"n\"", ":5}"}});
    const auto model = world.model(profile_at("openai", server.base_url()));
    EXPECT_EQ(ask(*model, shaped_ask()).answer.text, "{\"n\":5}");
    EXPECT_TRUE(server.asked().back().body.ends_with(
        R"("stream":true,"response_format":{"type":"json_schema","json_schema":{"name":"pick",)"
        R"("strict":true,"schema":{"type":"object","properties":{"n":{"type":"integer"}},)"
        R"("required":["n"],"additionalProperties":false}}}})"))
        << server.asked().back().body;
}

TEST(OpenAi, a_shape_is_told_in_words_where_the_provider_does_not_know_it) {
    tests::ScriptedModel server;
    World world;
    server.say({.pieces = {"Sure: ```json\n{\"n\": 5}\n```"}});
    const auto told = ask(*world.model(profile_at("deepseek", server.base_url())), shaped_ask());
    EXPECT_EQ(told.answer.text, "{\"n\":5}");
    const auto body = server.last_body();
    EXPECT_EQ(json::serialize(*json::find(body, "response_format")), R"({"type":"json_object"})");
    EXPECT_NE(json::serialize(body).find("additionalProperties"), std::string::npos);
    server.say({.pieces = {"{\"n\":\"five\"}"}});
    const auto wrong = ask(*world.model(profile_at("minimax", server.base_url())), shaped_ask());
    EXPECT_EQ(wrong.failed, Errc::upstream);
    EXPECT_EQ(wrong.reason, "shape");
    EXPECT_EQ(json::find(server.last_body(), "response_format"), nullptr);
}

TEST(OpenAi, a_server_that_refuses_schemas_is_told_in_words) {
    tests::ScriptedModel server;
    World world;
    server.say(
        {.status = 400, .error = R"({"error":{"message":"unknown field response_format"}})"});
    server.say({.pieces = {"{\"n\":1}"}});
    const auto model = world.model(profile_at("custom", server.base_url()));
    EXPECT_EQ(ask(*model, shaped_ask()).answer.text, "{\"n\":1}");
    EXPECT_EQ(server.asked().size(), 2U);
    EXPECT_EQ(json::find(server.last_body(), "response_format"), nullptr);
    server.say({.status = 400, .error = R"({"error":{"message":"context_length_exceeded"}})"});
    EXPECT_EQ(ask(*model, shaped_ask()).status, 400);
    EXPECT_EQ(server.asked().size(), 3U);
}

TEST(OpenAi, what_the_reader_of_pieces_throws_passes_untouched) {
    tests::ScriptedModel server;
    World world;
    const auto model = world.model(profile_at("custom", server.base_url()));
    try {
        model->chat(hello(), [](const Piece&) { throw Error{Errc::conflict, "enough"}; }, {});
        ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::conflict);
        EXPECT_EQ(error.message(), "enough");
    }
}

}  // namespace
}  // namespace kith::llm

// The texts of the frames, as the contract and docs/live.md write them.
#include "api/im/frames.h"

#include <gtest/gtest.h>

namespace kith::api::im {
namespace {

core::SessionMessage message(std::string key, std::string text) {
    core::SessionMessage made;
    made.key = std::move(key);
    made.text = std::move(text);
    return made;
}

TEST(Frames, of_the_contract) {
    EXPECT_EQ(*welcome("小林\""),
              R"({"type":"welcome","message":"欢迎，小林\"！","user_id":"小林\""})");
    EXPECT_EQ(*message_sent(message("msg_1", "你好\n")),
              R"({"type":"message_sent","message_id":"msg_1","content":"你好\n"})");
    EXPECT_EQ(
        *ai_reply(message("msg_2", "好"), "msg_1"),
        R"({"type":"ai_reply","message_id":"msg_2","content":"好","user_message_id":"msg_1"})");
    EXPECT_EQ(*error_frame(kContentEmpty, "消息内容不能为空"),
              R"({"type":"error","code":1001,"message":"消息内容不能为空"})");
    EXPECT_EQ(*error_frame("INVALID_FORMAT", "x"),
              R"({"type":"error","code":"INVALID_FORMAT","message":"x"})");
    EXPECT_EQ(*pong(nullptr), R"({"type":"pong","timestamp":null})");
    const json::value value = json::parse(R"({"a":[1]})");
    EXPECT_EQ(*pong(&value), R"({"type":"pong","timestamp":{"a":[1]}})");
}

TEST(Frames, of_failed_replies_have_the_code_and_the_cause) {
    EXPECT_EQ(*reply_failed("msg_1", "AI 服务调用失败: HTTP 500"),
              R"({"type":"error","code":2001,"message":"AI 服务调用失败",)"
              R"("user_message_id":"msg_1","detail":"AI 服务调用失败: HTTP 500"})");
    EXPECT_EQ(*reply_failed("msg_1", "AI 回复超时"),
              R"({"type":"error","code":2002,"message":"AI 回复超时",)"
              R"("user_message_id":"msg_1","detail":"AI 回复超时"})");
}

TEST(Frames, beyond_the_contract) {
    EXPECT_EQ(*message_sent(message("msg_1", "x"), "k"),
              R"({"type":"message_sent","message_id":"msg_1","content":"x","client_id":"k"})");
    EXPECT_EQ(*ai_delta("msg_1", 3, "好"),
              R"({"type":"ai_delta","user_message_id":"msg_1","offset":3,"content":"好"})");
    EXPECT_EQ(*resumed("msg_1", false),
              R"({"type":"resumed","message_id":"msg_1","complete":false})");
    EXPECT_EQ(*error_frame(400, "x", "k"),
              R"({"type":"error","code":400,"message":"x","client_id":"k"})");
}

}  // namespace
}  // namespace kith::api::im

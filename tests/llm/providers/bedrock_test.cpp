// Bedrock against a stand-in that checks the signature of what it received.
#include "llm/providers/bedrock.h"

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "llm/aws/sigv4.h"
#include "tests/llm/asking.h"
#include "tests/llm/aws/frames.h"

namespace kith::llm {
namespace {

constexpr auto kId = "AKIDEXAMPLE";

Profile bedrock(std::string base_url, std::string model = "us.anthropic.claude-3-5-v2:0") {
    auto out = profile_at("bedrock", std::move(base_url), std::move(model));
    out.api_key = Secret{kId + std::string{":"} + std::string{kCanary}};
    return out;
}

std::string event(std::string_view text) {
    return aws::chunk_frame(
        R"({"type":"content_block_delta","delta":{"type":"text_delta","text":")" +
        std::string{text} + R"("}})");
}

std::string frames(const std::string& bytes) {
    return tests::head_of("application/vnd.amazon.eventstream", "Connection: close\r\n") + bytes;
}

const std::string kEnd = aws::chunk_frame(R"({"type":"message_stop"})");

// The signature of what arrived, computed from what arrived.
std::string expected_authorization(const tests::Asked& asked) {
    const auto sum = sha256(asked.body);
    aws::Signing signing{.method = asked.method,
                         .path = asked.target,
                         .query = {},
                         .payload_hash = hex(std::span{sum}),
                         .region = "us-east-1",
                         .service = "bedrock",
                         .time = from_seconds(1'440'938'160)};
    for (const auto* name : {"content-type", "host", "x-amz-content-sha256", "x-amz-date"}) {
        signing.headers.push_back({name, asked.header(name)});
    }
    return aws::authorization(signing, {kId, Secret{std::string{kCanary}}});
}

TEST(Bedrock, asks_exactly_what_is_documented_and_signs_it) {
    auto server = sends(frames(event("a") + kEnd));
    World world;
    EXPECT_EQ(ask(*world.model(bedrock(server.url("/"))), hello()).answer.text, "a");
    const auto asked = server.last();
    EXPECT_EQ(asked.method, "POST");
    EXPECT_EQ(asked.target, "/model/us.anthropic.claude-3-5-v2%3A0/invoke-with-response-stream");
    EXPECT_EQ(asked.header("accept"), "application/vnd.amazon.eventstream");
    EXPECT_EQ(asked.header("content-type"), "application/json");
    EXPECT_EQ(asked.header("x-amz-date"), "20150830T123600Z");
    const auto sum = sha256(asked.body);
    EXPECT_EQ(asked.header("x-amz-content-sha256"), hex(std::span{sum}));
    EXPECT_EQ(asked.header("authorization"), expected_authorization(asked));
    EXPECT_NE(asked.header("authorization")
                  .find("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"),
              std::string::npos);
    EXPECT_EQ(asked.body, R"({"anthropic_version":"bedrock-2023-05-31","max_tokens":8192,)"
                          R"("system":"Be brief.","messages":[{"role":"user","content":"你好"}]})");
}

TEST(Bedrock, frames_become_pieces) {
    auto server = sends(frames(
        aws::made_frame({{":message-type", "event"}, {":event-type", "initial-response"}}, "{}") +
        event("你") + event("好😀") + kEnd + event("late")));
    World world;
    const auto seen = ask(*world.model(bedrock(server.url())), hello());
    EXPECT_EQ(seen.failed, std::nullopt) << seen.message;
    EXPECT_EQ(seen.pieces, (std::vector<std::string>{"+你", "+好😀"}));
}

TEST(Bedrock, a_whole_answer) {
    tests::StandIn server{[](const tests::Asked&, net::Peer& peer) {
        peer.answer(R"({"content":[{"type":"text","text":"好"}],"usage":{"output_tokens":1}})");
    }};
    World world;
    const auto seen = ask(*world.model(bedrock(server.url())), hello(), How::whole);
    EXPECT_EQ(seen.answer.text, "好");
    EXPECT_EQ(server.last().target, "/model/us.anthropic.claude-3-5-v2%3A0/invoke");
    EXPECT_EQ(server.last().header("accept"), "application/json");
    EXPECT_EQ(server.last().header("authorization"), expected_authorization(server.last()));
}

Outcome outcome_of(std::string bytes) {
    auto server = sends(std::move(bytes));
    World world;
    return ask(*world.model(bedrock(server.url())), hello());
}

TEST(Bedrock, an_exception_in_the_stream_is_an_error) {
    const auto seen = outcome_of(frames(
        event("a") + aws::made_frame({{":message-type", "exception"},
                                      {":exception-type", "throttlingException"}},
                                     R"({"message":"slow )" + std::string{kCanary} + R"("})")));
    EXPECT_EQ(seen.pieces, (std::vector<std::string>{"+a"}));
    EXPECT_EQ(seen.status, 429);
    EXPECT_EQ(seen.reason, "retry");
    EXPECT_EQ(seen.message, R"(API 错误 429：throttlingException {"message":"slow ***"})");
}

TEST(Bedrock, broken_and_cut_frames_are_errors) {
    EXPECT_EQ(outcome_of(frames("data: {}\n\ndata: [DONE]\n\n")).message,
              "解析响应失败：not an event stream: a checksum");
    EXPECT_EQ(outcome_of(frames(event("a") + kEnd.substr(0, 20))).message,
              "请求失败：the stream ended in the middle");
    EXPECT_EQ(outcome_of(frames(aws::made_frame({{":event-type", "chunk"}}, "{"))).message,
              "解析响应失败：a chunk that is no JSON");
    EXPECT_EQ(
        outcome_of(frames(aws::made_frame({{":event-type", "chunk"}}, R"({"bytes":"%"})"))).message,
        "解析响应失败：a chunk that is no base64");
    EXPECT_EQ(outcome_of(frames("")).message, "解析响应失败：no event in the stream");
}

TEST(Bedrock, the_key_has_two_halves) {
    World world;
    for (const auto* key : {"only-one-half", ":secret-half", "id-half:"}) {
        auto profile = bedrock("http://127.0.0.1:9");
        profile.api_key = Secret{key};
        const auto seen = ask(*world.model(profile), hello());
        EXPECT_EQ(seen.failed, Errc::invalid);
        EXPECT_EQ(seen.message, "API Key 的格式应为 accessKeyId:secretAccessKey");
        EXPECT_FALSE(seen.shows("half"));
    }
}

}  // namespace
}  // namespace kith::llm

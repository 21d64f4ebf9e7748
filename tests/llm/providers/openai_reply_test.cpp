// Replies of chat completions as the providers send them, cut in every way.
#include "llm/providers/openai_reply.h"

#include <gtest/gtest.h>

#include "tests/llm/asking.h"

namespace kith::llm {
namespace {

// Never asked: replies are fed by hand.
class NoClient final : public net::Client {
  public:
    net::Response stream(const net::Request&, const net::OnBytes&, const Stop&) override {
        throw Error{Errc::internal, "not to be called"};
    }
};

struct Read {
    Answer answer;
    std::string error;
    std::string pieces;  // as sent on, with marks for thinking
};

Read read(const std::vector<std::string_view>& parts) {
    NoClient client;
    const SystemClock clock;
    const Exchange exchange{client, clock, {}, {std::string{kCanary}}};
    Read out;
    const OnPiece keep = [&](const Piece& piece) {
        out.pieces += piece.text;
        if (!piece.thinking.empty()) out.pieces += "(" + std::string{piece.thinking} + ")";
    };
    Collector collector{keep};
    OpenAiReply reply{collector, exchange};
    try {
        for (const auto part : parts) {
            if (reply.take(part) == Exchange::More::no) break;
        }
        reply.end();
        out.answer = collector.finish();
    } catch (const Error& error) {
        out.error = error.message();
    }
    return out;
}

Read read(std::string_view whole) {
    return read(std::vector{whole});
}

std::string line(std::string_view json) {
    return "data: " + std::string{json} + "\n\n";
}
std::string says(std::string_view content) {
    return line(R"({"choices":[{"delta":{"content":")" + std::string{content} + R"("}}]})");
}
const std::string kDone = "data: [DONE]\n\n";

// Recorded shapes of the documentation of their makers.
const std::string kOpenAi =
    R"(data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini",)"
    R"("choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},)"
    R"("logprobs":null,"finish_reason":null}],"usage":null}

)"
    R"(data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini",)"
    R"("choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}],"usage":null}

)"
    R"(data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini",)"
    R"("choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

)"
    R"(data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini",)"
    R"("choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}

data: [DONE]

)";

TEST(OpenAiReply, a_recorded_stream_with_usage) {
    const auto seen = read(kOpenAi);
    EXPECT_EQ(seen.error, "");
    EXPECT_EQ(seen.answer.text, "Hello");
    EXPECT_EQ(seen.answer.usage.prompt_tokens, 19);
    EXPECT_EQ(seen.answer.usage.completion_tokens, 10);
}

TEST(OpenAiReply, thinking_in_all_its_places) {
    EXPECT_EQ(read(line(R"({"choices":[{"delta":{"content":null,"reasoning_content":"想"}}]})") +
                   says("好") + kDone)
                  .pieces,
              "(想)好");
    EXPECT_EQ(read(line(R"({"choices":[{"delta":{"reasoning":"hm"}}]})") + kDone).pieces, "(hm)");
    EXPECT_EQ(
        read(
            line(
                R"({"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"a"}]},{"type":"text","text":"b"}]}}]})") +
            kDone)
            .pieces,
        "(a)b");
    EXPECT_EQ(
        read(says("<thi") + says("nk>a") + says("</think") + says(">\\n\\n") + says("b") + kDone)
            .pieces,
        "(a)b");
}

TEST(OpenAiReply, every_cut_of_the_bytes_gives_the_same) {
    const auto stream = ": ping\n\n" + says("<think>想</think> 你") + says("们😀\\\"%s") +
                        "data: nonsense\n\n" + says("<b>") + kDone;
    const auto expected = read(stream);
    ASSERT_EQ(expected.error, "");
    ASSERT_EQ(expected.answer.text, "你们😀\"%s<b>");
    ASSERT_EQ(expected.answer.thinking, "想");
    const std::string_view view{stream};
    for (std::size_t i = 1; i < view.size(); ++i) {
        const auto seen = read({view.substr(0, i), view.substr(i)});
        ASSERT_EQ(seen.pieces, expected.pieces) << i;
        ASSERT_EQ(seen.error, "") << i;
    }
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < view.size(); ++i) bytes.push_back(view.substr(i, 1));
    EXPECT_EQ(read(bytes).pieces, expected.pieces);
}

TEST(OpenAiReply, events_without_blank_lines_between_them_are_read) {
    EXPECT_EQ(read("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n"
                   "data: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\ndata: [DONE]\n")
                  .answer.text,
              "ab");
}

TEST(OpenAiReply, a_finish_reason_ends_a_stream_that_forgets_its_last_word) {
    const auto seen =
        read(says("a") + line(R"({"choices":[{"delta":{},"finish_reason":"length"}]})"));
    EXPECT_EQ(seen.error, "");
    EXPECT_EQ(seen.answer.text, "a");
}

TEST(OpenAiReply, a_stream_that_just_ends_is_an_error) {
    EXPECT_EQ(read(says("a")).error, "请求失败：the stream ended in the middle");
    EXPECT_EQ(read("data: {\"choices\":[{\"delta\":{\"content\":\"a").error,
              "解析响应失败：no event in the stream");
    EXPECT_EQ(read("").error, "解析响应失败：no event in the stream");
    EXPECT_EQ(read("<!DOCTYPE html>\n<p>data: x</p>\n").error,
              "解析响应失败：no event in the stream");
    EXPECT_EQ(read("\x1f\x8b\x08garbage\xff\xff").error, "解析响应失败：no event in the stream");
    EXPECT_EQ(read("data: " + std::string(net::kMaxSseEvent + 1, 'x')).error,
              "解析响应失败：an event of the stream is too large");
}

TEST(OpenAiReply, an_error_in_the_middle_is_an_error) {
    EXPECT_EQ(read(says("a") + line(R"({"error":{"message":"overloaded","code":503}})")).error,
              R"(API 错误 503：{"error":{"message":"overloaded","code":503}})");
    EXPECT_EQ(read(line(R"({"error":{"message":"maximum context length","code":"x"}})")).error,
              R"(API 错误：{"error":{"message":"maximum context length","code":"x"}})");
    EXPECT_EQ(read(line(R"({"error":"flat"})")).error, R"(API 错误：{"error":"flat"})");
    EXPECT_EQ(read(says("a") + line(R"({"error":null})") + kDone).error, "");
    EXPECT_EQ(read(line(R"({"error":"key )" + std::string{kCanary} + R"( is wrong"})")).error,
              R"(API 错误：{"error":"key *** is wrong"})");
}

TEST(OpenAiReply, a_whole_object_instead_of_a_stream_is_read) {
    const auto seen = read(
        R"( {"choices":[{"message":{"content":"<think>a</think>b","reasoning_content":"c"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}})");
    EXPECT_EQ(seen.error, "");
    EXPECT_EQ(seen.answer.text, "b");
    EXPECT_EQ(seen.answer.thinking, "ca");
    EXPECT_EQ(seen.answer.usage.completion_tokens, 2);
}

TEST(OpenAiReply, a_whole_object_that_is_none_is_an_error) {
    EXPECT_EQ(read(R"({"choices":[]})").error, "响应为空");
    EXPECT_EQ(read(R"({})").error, "响应为空");
    EXPECT_EQ(read(R"({"choices":"no"})").error, "响应为空");
    EXPECT_EQ(read(R"({"choices":[{"message":{"cont)").error, "解析响应失败：invalid JSON");
    EXPECT_EQ(read(R"({"error":{"message":"no","code":401}})").error,
              R"(API 错误 401：{"error":{"message":"no","code":401}})");
    EXPECT_EQ(read(R"({"choices":[{"message":{"content":7}}]})").answer.text, "");
}

}  // namespace
}  // namespace kith::llm

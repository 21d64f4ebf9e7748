// The small chat model itself, where runtime and file are prepared (./dev models chat-small
// runtime).
#include <gtest/gtest.h>

#include "base/error.h"
#include "json/json.h"
#include "llm/local/chat.h"
#include "net/curl_client.h"
#include "tests/llm/local/prepared_models.h"

namespace kith::llm::local {
namespace {

class RealModel : public testing::Test {
  protected:
    static Choice small() {
        const auto place = prepared_models();
        const auto& model = model_file(Role::chat_small);
        return {.program = place.runtime(),
                .file = place.path_of(model),
                .name = std::string{model.title},
                .bytes = model.bytes};
    }
    Answer ask(std::string text) {
        Ask what;
        what.turns = {{Speaker::user, std::move(text)}};
        what.temperature = 0;
        what.max_tokens = 48;
        return chat_.chat(what, {}, {});
    }

    net::CurlClient client_;
    Quiet quiet_;
    Server server_{{.start_limit = std::chrono::minutes{3}}, client_, small};
    ChatModel chat_{{.silence = std::chrono::minutes{2}}, server_, client_, quiet_, 2};
};

TEST_F(RealModel, answers_in_the_language_it_is_asked_in) {
    const auto english = ask("What is the capital of France? Answer in one short sentence.");
    EXPECT_NE(english.text.find("Paris"), std::string::npos) << english.text;
    EXPECT_GT(english.usage.prompt_tokens, 10);
    EXPECT_GT(english.usage.completion_tokens, 0);
    const auto chinese = ask("中国的首都是哪里？用一句话回答。");
    EXPECT_NE(chinese.text.find("北京"), std::string::npos) << chinese.text;
    EXPECT_GT(server_.state().token_per_s, 0);
}

TEST_F(RealModel, keeps_to_a_schema) {
    Ask what;
    what.turns = {{Speaker::user, "Which tool finds old messages? Choose."}};
    what.temperature = 0;
    what.shape =
        Shape{"tool", json::parse(R"({"type":"object","properties":{"tool":{"enum":)"
                                  R"(["search","weather","none"]}},"required":["tool"]})")};
    const auto answer = json::parse(chat_.chat(what, {}, {}).text);
    const auto tool = json::text_or_empty(json::find(answer, "tool"));
    EXPECT_TRUE(tool == "search" || tool == "weather" || tool == "none") << tool;
}

TEST_F(RealModel, a_prompt_that_is_longer_than_a_slot_is_told) {
    std::string text;
    for (int i = 0; i < 6'000; ++i) text += "word ";
    try {
        ask(text);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.reason(), "context") << error.message() << error.notes();
    }
}

}  // namespace
}  // namespace kith::llm::local

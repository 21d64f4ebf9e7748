// The chat model inside: what it sends, what it makes of the answer, and every way the process can
// leave it alone.
#include "llm/local/chat.h"

#include <future>

#include "base/error.h"
#include "json/json.h"
#include "tests/llm/local/fake_server.h"

namespace kith::llm::local {
namespace {

using namespace std::chrono_literals;

struct Chat {
    explicit Chat(const std::string& how, ChatSettings settings = {}) : fake{how} {
        fake.start();
        model = std::make_unique<ChatModel>(settings, *fake.server, fake.client, quiet, 2);
    }
    Answer ask(std::string text, std::string conversation = "") {
        Ask what;
        what.turns = {{Speaker::system, "kurz"}, {Speaker::user, std::move(text)}};
        what.conversation = std::move(conversation);
        return model->chat(what, {}, {});
    }
    Error failure(const Stop& stop = {}) {
        try {
            model->chat({.turns = {{Speaker::user, "x"}}}, {}, stop);
        } catch (const Error& error) {
            return error;
        }
        return Error{Errc::internal, "nothing was thrown"};
    }
    json::value asked(std::size_t which) const {
        return json::parse(fake.lines("asked.jsonl").at(which));
    }

    FakeServer fake;
    Quiet quiet;
    std::unique_ptr<ChatModel> model;
};

TEST(LocalChat, the_answer_is_put_together_from_its_pieces) {
    Chat chat{"well"};
    EXPECT_EQ(chat.model->name(), "tiny");
    std::vector<std::string> pieces;
    const auto answer =
        chat.model->chat({.turns = {{Speaker::user, "100% \"中文\" 😀"}}},
                         [&](const Piece& piece) { pieces.emplace_back(piece.text); }, {});
    EXPECT_EQ(answer.text, "你好，100% \"中文\" 😀 😀");
    EXPECT_EQ(pieces, (std::vector<std::string>{"你好，", "100% \"中文\" 😀", " 😀"}));
    EXPECT_EQ(answer.usage.prompt_tokens, 40);
    EXPECT_EQ(answer.usage.completion_tokens, 3);
    EXPECT_GT(answer.usage.first_seconds, 0);
    EXPECT_GE(answer.usage.seconds, answer.usage.first_seconds);
    EXPECT_DOUBLE_EQ(chat.fake.server->state().prompt_per_s, 111.5);
    EXPECT_DOUBLE_EQ(chat.fake.server->state().token_per_s, 34.25);
}

TEST(LocalChat, thinking_is_told_apart) {
    Chat chat{"thinking"};
    EXPECT_EQ(chat.ask("a").thinking, "hm");
}

TEST(LocalChat, the_request_says_what_was_asked_for) {
    Chat chat{"well"};
    Ask ask;
    ask.turns = {{Speaker::system, "s"}, {Speaker::assistant, "a"}, {Speaker::user, "u"}};
    ask.temperature = 0.25;
    ask.max_tokens = 7;
    ask.shape = Shape{"tool", json::parse(R"({"enum":["a","b"]})")};
    chat.model->chat(ask, {}, {});
    const auto body = chat.asked(0);
    EXPECT_EQ(json::serialize(*json::find(body, "messages")),
              R"([{"role":"system","content":"s"},{"role":"assistant","content":"a"},)"
              R"({"role":"user","content":"u"}])");
    EXPECT_EQ(json::serialize(*json::find(body, "response_format")),
              R"({"type":"json_schema","json_schema":{"name":"tool","strict":true,)"
              R"("schema":{"enum":["a","b"]}}})");
    EXPECT_EQ(json::find(body, "temperature")->as_double(), 0.25);
    EXPECT_EQ(json::find(body, "max_tokens")->as_int64(), 7);
    EXPECT_TRUE(json::find(body, "cache_prompt")->as_bool());
    EXPECT_TRUE(json::find(body, "stream")->as_bool());
}

TEST(LocalChat, an_answer_is_bounded_when_the_request_names_no_bound) {
    Chat chat{"well"};
    chat.ask("x");
    EXPECT_EQ(json::find(chat.asked(0), "max_tokens")->as_int64(), 1'024);
    EXPECT_EQ(json::find(chat.asked(0), "temperature"), nullptr);
}

TEST(LocalChat, a_conversation_keeps_its_slot) {
    Chat chat{"well"};
    for (const auto* name : {"a", "b", "a", "b", "a"}) chat.ask("x", name);
    const auto slot = [&](std::size_t i) {
        return json::find(chat.asked(i), "id_slot")->as_int64();
    };
    EXPECT_NE(slot(0), slot(1));
    EXPECT_EQ(slot(2), slot(0));
    EXPECT_EQ(slot(3), slot(1));
    EXPECT_EQ(slot(4), slot(0));
}

TEST(Slots, the_one_that_rested_longest_goes_to_a_new_conversation) {
    Slots slots{2};
    const int a = slots.of("a"), b = slots.of("b");
    EXPECT_EQ(slots.of("a"), a);
    EXPECT_EQ(slots.of("c"), b);
    EXPECT_EQ(slots.of(""), a);
    EXPECT_EQ(slots.of(""), b);  // nobody's requests share nothing
}

TEST(LocalChat, a_process_that_is_killed_while_it_answers_is_an_error_worth_another_try) {
    Chat chat{"killed-once"};
    const auto before = std::chrono::steady_clock::now();
    const auto error = chat.failure();
    EXPECT_EQ(error.code(), Errc::upstream);
    EXPECT_EQ(error.reason(), "retry");
    EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
    EXPECT_EQ(chat.ask("again").text, "你好，again 😀");
}

TEST(LocalChat, half_an_answer_is_an_error_worth_another_try) {
    Chat chat{"half"};
    EXPECT_EQ(chat.failure().reason(), "retry");
}

TEST(LocalChat, a_broken_reply_is_an_error) {
    Chat chat{"broken"};
    EXPECT_EQ(chat.failure().code(), Errc::upstream);
}

TEST(LocalChat, a_prompt_that_is_too_long_is_told) {
    Chat chat{"long"};
    const auto error = chat.failure();
    EXPECT_EQ(error.code(), Errc::upstream);
    EXPECT_EQ(error.reason(), "context");
}

TEST(LocalChat, a_status_of_its_own_fault_is_worth_another_try) {
    Chat chat{"garbage"};
    EXPECT_EQ(chat.failure().reason(), "retry");
}

TEST(LocalChat, a_process_that_hangs_is_a_timeout_and_is_replaced) {
    Chat chat{"hang-once", {.silence = 1s}};
    const auto error = chat.failure();
    EXPECT_EQ(error.code(), Errc::timeout);
    EXPECT_EQ(chat.ask("x").text, "你好，x 😀");
    EXPECT_EQ(chat.fake.starts(), 2U);
}

TEST(LocalChat, a_stop_ends_the_request_at_once_and_the_process_stays) {
    Chat chat{"held"};
    StopSource source;
    auto outcome = std::async(std::launch::async, [&] { return chat.failure(source.stop()); });
    ASSERT_TRUE(becomes([&] { return !chat.fake.lines("waiting").empty(); }));
    EXPECT_TRUE(chat.quiet.held());
    const auto before = std::chrono::steady_clock::now();
    source.request(StopReason::client_left);
    EXPECT_EQ(outcome.get().code(), Errc::cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
    EXPECT_FALSE(chat.quiet.held());
    chat.fake.release();
    EXPECT_EQ(chat.ask("x").text, "你好，x 😀");
    EXPECT_EQ(chat.fake.starts(), 1U);
}

TEST(LocalChat, what_the_callers_function_throws_comes_out_as_it_is) {
    Chat chat{"well"};
    try {
        chat.model->chat({.turns = {{Speaker::user, "x"}}},
                         [](const Piece&) { throw Error{Errc::upstream, "mine"}; }, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.message(), "mine");
    }
}

TEST(LocalChat, one_generation_at_a_time) {
    Chat chat{"held"};
    auto first = std::async(std::launch::async, [&] { return chat.ask("1"); });
    ASSERT_TRUE(becomes([&] { return chat.fake.lines("asked.jsonl").size() == 1; }));
    auto second = std::async(std::launch::async, [&] { return chat.ask("2"); });
    StopSource impatient;
    impatient.deadline(std::chrono::steady_clock::now() + 50ms);
    EXPECT_EQ(chat.failure(impatient.stop()).code(), Errc::timeout);
    EXPECT_EQ(chat.fake.lines("asked.jsonl").size(), 1U);
    chat.fake.release();
    EXPECT_EQ(first.get().text, "你好，1 😀");
    EXPECT_EQ(second.get().text, "你好，2 😀");
}

TEST(Turnstile, lets_them_in_as_they_came_and_refuses_too_many) {
    Turnstile turnstile{1};
    auto pass = turnstile.enter({});
    StopSource over;
    over.request(StopReason::user);
    EXPECT_THROW(turnstile.enter(over.stop()), Error);
    pass.reset();
    EXPECT_TRUE(turnstile.enter({}));
}

}  // namespace
}  // namespace kith::llm::local

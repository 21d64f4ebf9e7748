// One answer of a model: retries, limits, what a cause may show, pieces in whole code points.
#include "core/replies/attempt.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/acted_model.h"
#include "text/utf8.h"

namespace kith::core {
namespace {

using test::ActedModel;

const OnText kDeaf = [](std::size_t, std::string_view) {};
const llm::Ask kAsk{.turns = {{llm::Speaker::user, "你好"}}};

Attempted ask(ActedModel& model, const Stop& stop = {}) {
    const FixedClock clock{from_seconds(1'795'233'600)};
    return ask_model(model, kAsk, kDeaf, clock, stop);
}

// Steps the clock until `model` was called so often, then gives the result of `work`.
Attempted with_steps(ActedModel& model, FixedClock& clock, std::chrono::milliseconds step,
                     std::size_t calls) {
    Attempted result;
    std::thread asking{[&] { result = ask_model(model, kAsk, kDeaf, clock, Stop{}); }};
    for (std::size_t call = 1; call < calls; ++call) {
        EXPECT_TRUE(model.wait_for_calls(call));
        while (model.asks().size() == call) {
            clock.advance(step);
            Stop{}.wait_for(std::chrono::milliseconds{1});
        }
    }
    asking.join();
    return result;
}

TEST(Attempt, gives_the_answer_without_blanks_around_it) {
    ActedModel model{test::says("\n 你好！\n")};
    const auto got = ask(model);
    EXPECT_EQ(got.outcome, Outcome::answered);
    EXPECT_EQ(got.text, "你好！");
}

TEST(Attempt, repairs_what_is_not_utf8) {
    ActedModel model{test::says("a\xFFz")};
    EXPECT_EQ(ask(model).text, "a\xEF\xBF\xBDz");
}

TEST(Attempt, takes_an_empty_or_blank_answer_for_a_failure) {
    for (const auto* text : {"", " \n\t ", "\xE3\x80\x80"}) {
        ActedModel model{test::says(text)};
        const auto got = ask(model);
        EXPECT_EQ(got.outcome, Outcome::failed);
        EXPECT_FALSE(got.cause.empty());
        EXPECT_EQ(model.asks().size(), 1u);
    }
}

TEST(Attempt, ends_a_stream_that_does_not_end) {
    ActedModel model{[](const llm::Ask&, const llm::OnPiece& on, const Stop&) -> llm::Answer {
        const std::string piece(1000, 'x');
        for (;;) on({piece, {}});
    }};
    EXPECT_EQ(ask(model).outcome, Outcome::failed);
    model.script([](const llm::Ask&, const llm::OnPiece& on, const Stop&) -> llm::Answer {
        const std::string piece(1000, 'x');
        for (;;) on({{}, piece});
    });
    EXPECT_EQ(ask(model).outcome, Outcome::failed);
}

TEST(Attempt, tries_again_after_one_and_three_seconds_where_that_may_help) {
    FixedClock clock{from_seconds(1'795'233'600)};
    ActedModel model{test::fails(Errc::upstream, "HTTP 503", "retry")};
    std::vector<Time> calls;
    model.script([&](const llm::Ask&, const llm::OnPiece&, const Stop&) -> llm::Answer {
        calls.push_back(clock.now());
        throw Error{Errc::upstream, "HTTP 503", "retry"};
    });
    const auto got = with_steps(model, clock, std::chrono::milliseconds{100}, 3);
    EXPECT_EQ(got.outcome, Outcome::failed);
    EXPECT_EQ(got.cause, "HTTP 503");
    ASSERT_EQ(calls.size(), 3u);
    EXPECT_GE(calls[1] - calls[0], std::chrono::seconds{1});
    EXPECT_GE(calls[2] - calls[1], std::chrono::seconds{3});
}

TEST(Attempt, gives_the_answer_of_the_second_try) {
    FixedClock clock{from_seconds(1'795'233'600)};
    int calls = 0;
    ActedModel model{[&](const llm::Ask&, const llm::OnPiece&, const Stop&) -> llm::Answer {
        if (++calls == 1) throw Error{Errc::upstream, "connection refused", "retry"};
        clock.advance(std::chrono::milliseconds{1234});
        return {.text = "好"};
    }};
    const auto got = with_steps(model, clock, std::chrono::milliseconds{500}, 2);
    EXPECT_EQ(got.outcome, Outcome::answered);
    EXPECT_GE(got.duration, std::chrono::milliseconds{1234});
}

TEST(Attempt, does_not_repeat_what_cannot_help) {
    for (const auto code : {Errc::invalid, Errc::upstream, Errc::internal}) {
        ActedModel model{test::fails(code, "no such model")};
        EXPECT_EQ(ask(model).outcome, Outcome::failed);
        EXPECT_EQ(model.asks().size(), 1u);
    }
}

TEST(Attempt, tells_its_time_limit_from_the_end_of_the_program_and_from_the_user) {
    const std::pair<StopReason, Outcome> cases[] = {{StopReason::timeout, Outcome::timed_out},
                                                    {StopReason::shutdown, Outcome::stopped},
                                                    {StopReason::user, Outcome::cancelled}};
    for (const auto& [reason, outcome] : cases) {
        ActedModel model{test::silent()};
        StopSource source;
        Attempted got;
        std::thread asking{[&] { got = ask(model, source.stop()); }};
        EXPECT_TRUE(model.wait_for_calls(1));
        source.request(reason);
        asking.join();
        EXPECT_EQ(got.outcome, outcome);
    }
}

TEST(Attempt, ends_in_a_pause_when_it_is_stopped) {
    ActedModel model{test::fails(Errc::upstream, "HTTP 429", "retry")};
    StopSource source;
    Attempted got;
    std::thread asking{[&] { got = ask(model, source.stop()); }};
    EXPECT_TRUE(model.wait_for_calls(1));
    source.request(StopReason::shutdown);
    asking.join();
    EXPECT_EQ(got.outcome, Outcome::stopped);
    EXPECT_EQ(model.asks().size(), 1u);
}

TEST(Attempt, survives_whatever_a_model_throws) {
    ActedModel model{[](const llm::Ask&, const llm::OnPiece&, const Stop&) -> llm::Answer {
        throw std::runtime_error{"key sk-abcdefghijkl"};
    }};
    const auto got = ask(model);
    EXPECT_EQ(got.outcome, Outcome::failed);
    EXPECT_EQ(got.cause.find("sk-"), std::string::npos);
}

TEST(Attempt, gives_pieces_in_whole_code_points_with_their_offset) {
    const std::string text = "\n\n你好🙂a\xFF!";
    ActedModel model{[&](const llm::Ask&, const llm::OnPiece& on, const Stop&) {
        for (const char& byte : text) on({{&byte, 1}, {}});
        return llm::Answer{.text = text};
    }};
    std::string whole;
    const FixedClock clock{from_seconds(0)};
    const OnText on_text = [&](std::size_t offset, std::string_view piece) {
        EXPECT_TRUE(text::valid_utf8(piece));
        EXPECT_EQ(offset, text::length(whole));
        whole += piece;
    };
    const auto got = ask_model(model, kAsk, on_text, clock, {});
    EXPECT_EQ(whole, "你好🙂a\xEF\xBF\xBD!");
    EXPECT_EQ(whole, got.text);
}

TEST(ShownCause, has_no_keys_and_no_more_of_an_address_than_its_host) {
    const Error error{Errc::upstream,
                      "POST https://user:pw@api.example.com/v1?key=AIzaSyA1234567890 said\n\n"
                      "bad key sk-1234567890abcdef at https://api.example.com/v1?key=AIzaSy12"};
    const auto cause = shown_cause(error);
    EXPECT_EQ(cause, "POST … said bad key … at https://api.example.com");
}

TEST(ShownCause, is_at_most_480_code_points_of_utf8) {
    const auto cause = shown_cause(Error{Errc::upstream, std::string(10'000, 'x') + "\xFF"});
    EXPECT_EQ(cause, std::string(kCausePoints, 'x'));
    std::string wide;
    for (int i = 0; i < 1000; ++i) wide += "错";
    EXPECT_EQ(text::length(shown_cause(Error{Errc::invalid, wide})), kCausePoints);
}

TEST(ShownCause, of_an_internal_error_says_nothing) {
    EXPECT_EQ(shown_cause(Error{Errc::internal, "select * from secret"}), "内部错误");
}

}  // namespace
}  // namespace kith::core

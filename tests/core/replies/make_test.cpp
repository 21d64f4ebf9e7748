// Making one reply: failures, limits by the clock, pieces, a full disk.
#include <gtest/gtest.h>

#include "tests/core/replies/made_replies.h"

namespace kith::core {
namespace {

using test::ActedModel;

std::shared_ptr<ActedModel> model(ActedModel::Script script) {
    return std::make_shared<ActedModel>(std::move(script));
}

std::string error_with(ActedModel::Script script) {
    MadeReplies made{model(std::move(script))};
    made.ask("u", "你好");
    const auto end = made.ends(1)[0];
    EXPECT_EQ(end.kind, ReplyEvent::Kind::failed);
    const auto record = made.records("u")[0];
    EXPECT_EQ(record.state, RecordState::failed);
    EXPECT_EQ(record.error, end.text);
    EXPECT_FALSE(record.answer || record.duration_ms);
    EXPECT_EQ(made.messages("u").size(), 1u);
    return end.text;
}

TEST(Reply, that_fails_says_why_without_secrets) {
    EXPECT_EQ(error_with(test::fails(Errc::upstream, "HTTP 401 from https://h/v1?key=sk-12345678")),
              "AI 服务调用失败: HTTP 401 from https://h");
    EXPECT_EQ(error_with(test::fails(Errc::internal, "null pointer")), "AI 服务调用失败: 内部错误");
}

TEST(Reply, that_is_empty_has_failed) {
    EXPECT_TRUE(error_with(test::says("")).starts_with("AI 服务调用失败: "));
    EXPECT_TRUE(error_with(test::says(" \n")).starts_with("AI 服务调用失败: "));
}

TEST(Reply, of_a_model_that_gives_up_in_time_has_timed_out) {
    EXPECT_EQ(error_with(test::fails(Errc::timeout, "no answer in 60 s")), "AI 回复超时");
}

TEST(Reply, of_a_silent_model_times_out_after_300_seconds_and_the_next_is_made) {
    std::atomic<int> calls{0};
    const auto silent = model(
        [&](const llm::Ask& ask, const llm::OnPiece& on_piece, const Stop& stop) -> llm::Answer {
            if (++calls == 1) return test::silent()(ask, on_piece, stop);
            return {.text = "好"};
        });
    MadeReplies made{silent};
    made.ask("u", "1");
    made.ask("u", "2");
    EXPECT_TRUE(silent->wait_for_calls(1));
    made.clock.advance(std::chrono::milliseconds{299'999});
    Stop{}.wait_for(std::chrono::milliseconds{100});
    EXPECT_EQ(made.records("u")[0].state, RecordState::running);
    made.clock.advance(std::chrono::milliseconds{1});
    const auto ends = made.ends(2);
    EXPECT_EQ(ends[0].text, "AI 回复超时");
    EXPECT_EQ(ends[1].kind, ReplyEvent::Kind::answered);
    EXPECT_EQ(made.records("u")[0].error, "AI 回复超时");
}

TEST(Reply, that_is_retried_for_ever_ends_with_its_cause_and_the_time_of_the_call_is_kept) {
    MadeReplies made{nullptr};
    const auto twice = model([&](const llm::Ask& ask, const llm::OnPiece&, const Stop&) {
        if (ask.turns.back().text == "no") throw Error{Errc::upstream, "HTTP 503", "retry"};
        made.clock.advance(std::chrono::milliseconds{2500});
        return llm::Answer{.text = "好"};
    });
    made.use(twice);
    made.ask("u", "no");
    EXPECT_TRUE(twice->wait_for_calls(1));
    made.step_until([&] { return !made.all().empty(); }, std::chrono::milliseconds{200});
    EXPECT_EQ(made.ends(1)[0].text, "AI 服务调用失败: HTTP 503");
    EXPECT_EQ(twice->asks().size(), 3u);
    made.ask("u", "yes");
    made.ends(2);
    EXPECT_EQ(made.records("u")[1].duration_ms, 2500);
}

TEST(Reply, is_told_in_pieces_before_it_is_told_whole) {
    MadeReplies made{model([](const llm::Ask&, const llm::OnPiece& on_piece, const Stop&) {
        for (const auto* piece : {"你", "好", "，world"}) on_piece({piece, {}});
        on_piece({{}, "thinking is not told"});
        return llm::Answer{.text = "你好，world"};
    })};
    made.ask("u", "?");
    made.ends(1);
    std::string whole;
    const auto all = made.all();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        EXPECT_EQ(all[i].kind, ReplyEvent::Kind::piece);
        whole += all[i].text;
    }
    EXPECT_EQ(whole, "你好，world");
    EXPECT_EQ(all.back().kind, ReplyEvent::Kind::answered);
}

TEST(Reply, of_a_source_of_models_that_fails_says_why) {
    TempFolder folder;
    FixedClock clock{from_seconds(kNoon)};
    const auto store = store::Store::open(
        {.file = folder.path / "kith.db", .subjects = {session_tables(), reply_tables()}}, clock);
    Sessions sessions{*store, clock, Zone::named("Asia/Shanghai")};
    Replies replies{
        *store, sessions, clock, Zone::named("Asia/Shanghai"),
        []() -> std::shared_ptr<llm::Model> { throw Error{Errc::invalid, "缺少 API Key"}; }};
    const auto in = sessions.open({"im", "u"}, "u");
    replies.ask({.session = in.id, .sender = "u", .text = "?"}, in);
    while (!replies.pending().empty()) Stop{}.wait_for(std::chrono::milliseconds{5});
    EXPECT_EQ(replies.records(in.id, PageOrder::oldest_first, 0, 1).records[0].error,
              "AI 服务调用失败: 缺少 API Key");
}

}  // namespace
}  // namespace kith::core

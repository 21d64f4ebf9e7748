// The queue of replies: order, parallel sessions, restarts, cancelling, what is told.
#include "core/replies/replies.h"

#include "tests/core/replies/made_replies.h"

namespace kith::core {
namespace {

using test::ActedModel;
using test::Gate;

std::shared_ptr<ActedModel> model(ActedModel::Script script) {
    return std::make_shared<ActedModel>(std::move(script));
}

TEST(Replies, a_question_has_a_record_before_it_is_acknowledged_and_an_answer_later) {
    MadeReplies made{model(test::echoes())};
    const auto question = made.ask("u", "你好");
    const auto ends = made.ends(1);
    EXPECT_EQ(ends[0].kind, ReplyEvent::Kind::answered);
    EXPECT_EQ(ends[0].question, question.message.key);
    const auto records = made.records("u");
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].state, RecordState::answered);
    EXPECT_EQ(records[0].question, question.message.key);
    const auto messages = made.messages("u");
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[1].text, "echo: 你好");
    EXPECT_EQ(messages[1].role, Role::assistant);
    EXPECT_EQ(messages[1].sender, "ai_bot");
    EXPECT_EQ(messages[1].turn, messages[0].turn);
    EXPECT_EQ(records[0].answer, messages[1].key);
    EXPECT_EQ(made.told, std::vector{question.message.key});
}

TEST(Replies, without_a_model_the_record_has_failed_at_once) {
    MadeReplies made{nullptr};
    made.ask("u", "你好");
    const auto records = made.records("u");
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].state, RecordState::failed);
    EXPECT_EQ(records[0].error, "AI 服务调用失败: 未配置 AI");
    EXPECT_FALSE(records[0].answer || records[0].duration_ms);
    EXPECT_EQ(made.ends(1)[0].text, "AI 服务调用失败: 未配置 AI");
    EXPECT_EQ(made.messages("u").size(), 1u);
}

TEST(Replies, a_model_that_is_taken_away_meanwhile_fails_what_waits) {
    Gate gate;
    MadeReplies made{model([&](const llm::Ask&, const llm::OnPiece&, const Stop& stop) {
                         gate.pass(stop);
                         return llm::Answer{.text = "好"};
                     }),
                     1};
    made.ask("u", "1");
    made.ask("u", "2");
    gate.reached();
    made.use(nullptr);
    gate.open();
    const auto ends = made.ends(2);
    EXPECT_EQ(ends[0].kind, ReplyEvent::Kind::answered);
    EXPECT_EQ(ends[1].text, "AI 服务调用失败: 未配置 AI");
}

TEST(Replies, of_one_session_come_in_order_one_at_a_time) {
    std::atomic<int> at_once{0}, most{0};
    MadeReplies made{model([&](const llm::Ask& ask, const llm::OnPiece&, const Stop&) {
        most = std::max(most.load(), ++at_once);
        --at_once;
        return llm::Answer{.text = ask.turns.back().text};
    })};
    std::vector<std::thread> senders;
    for (int t = 0; t < 4; ++t)
        senders.emplace_back([&made, t] {
            for (int i = 0; i < 25; ++i) made.ask("u", std::to_string(t * 100 + i));
        });
    for (auto& sender : senders) sender.join();
    made.ends(100);
    EXPECT_EQ(most, 1);
    std::vector<std::string> asked, answered;
    for (const auto& message : made.messages("u"))
        (message.role == Role::user ? asked : answered).push_back(message.text);
    EXPECT_EQ(asked.size(), 100u);
    EXPECT_EQ(asked, answered);
}

TEST(Replies, of_different_sessions_are_made_in_parallel_up_to_the_limit) {
    Gate gate;
    const auto waits = model([&](const llm::Ask&, const llm::OnPiece&, const Stop& stop) {
        gate.pass(stop);
        return llm::Answer{.text = "好"};
    });
    MadeReplies made{waits, 3};
    for (int i = 0; i < 5; ++i) made.ask("u" + std::to_string(i), "?");
    EXPECT_TRUE(waits->wait_for_calls(3));
    EXPECT_EQ(waits->asks().size(), 3u);
    const auto pending = made.replies.pending();
    EXPECT_EQ(pending.size(), 5u);
    EXPECT_EQ(pending.at(made.session("u4").id), 1);
    gate.open();
    made.ends(5);
    EXPECT_TRUE(made.replies.pending().empty());
}

TEST(Replies, a_repeated_key_asks_nobody_again) {
    const auto once = model(test::echoes());
    MadeReplies made{once};
    const auto first = made.ask("u", "你好", "k1");
    made.ends(1);
    const auto again = made.ask("u", "你好", "k1");
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.message.key, first.message.key);
    EXPECT_EQ(made.records("u").size(), 1u);
    EXPECT_EQ(once->asks().size(), 1u);
    EXPECT_EQ(made.told.size(), 1u);
}

TEST(Replies, the_model_hears_what_was_said_with_answers_behind_their_questions) {
    Gate gate;
    const auto slow = model([&](const llm::Ask& ask, const llm::OnPiece&, const Stop& stop) {
        gate.pass(stop);
        return llm::Answer{.text = "re " + ask.turns.back().text};
    });
    MadeReplies made{slow};
    for (const auto* text : {"one", "two", "three"}) made.ask("u", text);
    made.ask("other", "secret");
    gate.open();
    made.ends(4);
    std::vector<std::string> heard;
    for (const auto& ask : slow->asks()) {
        if (ask.turns.back().text != "three") continue;
        for (const auto& turn : ask.turns) heard.push_back(turn.text);
    }
    ASSERT_EQ(heard.size(), 6u);
    heard.erase(heard.begin());
    EXPECT_EQ(heard, (std::vector<std::string>{"one", "re one", "two", "re two", "three"}));
}

TEST(Replies, what_a_stop_interrupts_is_made_after_the_next_start) {
    TempFolder folder;
    std::string key;
    {
        MadeReplies made{model(test::silent()), 4, folder.path};
        key = made.ask("u", "你好").message.key;
        made.ask("u", "还在吗");
        made.replies.shutdown();
        EXPECT_EQ(made.records("u")[0].state, RecordState::running);
    }
    MadeReplies made{model(test::echoes()), 4, folder.path};
    made.clock.advance(std::chrono::seconds{299});
    made.replies.resume();
    const auto ends = made.ends(2);
    EXPECT_EQ(ends[0].question, key);
    EXPECT_EQ(made.messages("u").back().text, "echo: 还在吗");
}

TEST(Replies, what_is_too_old_at_the_start_is_closed_as_timed_out) {
    TempFolder folder;
    {
        MadeReplies made{model(test::silent()), 4, folder.path};
        made.ask("u", "old");
        made.clock.advance(std::chrono::seconds{10});
        made.ask("u", "young");
    }
    MadeReplies made{model(test::echoes()), 4, folder.path};
    made.clock.advance(std::chrono::seconds{300});
    made.replies.resume();
    made.ends(1);
    const auto records = made.records("u");
    EXPECT_EQ(records[0].state, RecordState::failed);
    EXPECT_EQ(records[0].error, "AI 回复超时");
    EXPECT_EQ(records[1].state, RecordState::answered);
}

TEST(Replies, cancelling_ends_what_is_made_and_what_waits) {
    const auto silent = model(test::silent());
    MadeReplies made{silent};
    made.ask("u", "1");
    made.ask("u", "2");
    EXPECT_TRUE(silent->wait_for_calls(1));
    const auto records = made.records("u");
    EXPECT_TRUE(made.replies.cancel(records[1].key));
    EXPECT_TRUE(made.replies.cancel(records[0].key));
    for (const auto& end : made.ends(2)) EXPECT_EQ(end.text, "AI 服务调用失败: 已取消");
    for (const auto& record : made.records("u")) EXPECT_EQ(record.state, RecordState::failed);
    EXPECT_FALSE(made.replies.cancel(records[0].key));
    EXPECT_FALSE(made.replies.cancel("record_nope"));
    EXPECT_EQ(silent->asks().size(), 1u);
}

TEST(Replies, a_session_that_is_erased_takes_its_records_and_its_reply_along) {
    Gate gate;
    const auto slow = model([&](const llm::Ask&, const llm::OnPiece&, const Stop& stop) {
        gate.pass(stop);
        return llm::Answer{.text = "late"};
    });
    MadeReplies made{slow};
    made.ask("u", "1");
    EXPECT_TRUE(slow->wait_for_calls(1));
    EXPECT_TRUE(made.sessions.erase(made.session("u").id));
    gate.open();
    made.ask("v", "2");
    made.ends(1);
    EXPECT_TRUE(made.records("u").empty());
    EXPECT_TRUE(made.messages("u").empty());
}

TEST(Replies, questions_and_answers_of_a_session_are_told_in_the_order_of_their_ids) {
    MadeReplies made{model(test::echoes())};
    std::mutex mutex;
    std::vector<std::int64_t> ids;
    made.replies.on_event([&](const ReplyEvent& event) {
        if (event.kind != ReplyEvent::Kind::answered) return;
        const std::lock_guard guard{mutex};
        ids.push_back(event.answer->id);
    });
    const auto in = made.session("u");
    std::vector<std::thread> senders;
    for (int t = 0; t < 4; ++t)
        senders.emplace_back([&] {
            for (int i = 0; i < 25; ++i)
                made.replies.ask({.session = in.id, .sender = "u", .text = "?"}, in,
                                 [&](const SessionMessage& message) {
                                     const std::lock_guard guard{mutex};
                                     ids.push_back(message.id);
                                 });
        });
    for (auto& sender : senders) sender.join();
    while (!made.replies.pending().empty()) Stop{}.wait_for(std::chrono::milliseconds{5});
    made.replies.shutdown();
    const std::lock_guard guard{mutex};
    EXPECT_EQ(ids.size(), 200u);
    EXPECT_TRUE(std::ranges::is_sorted(ids));
}

}  // namespace
}  // namespace kith::core

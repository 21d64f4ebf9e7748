// I04 and the replies behind it, through real sockets: the contract's test list §7.5.
#include <regex>

#include "tests/api/im/talking.h"

namespace kith::test {
namespace {

TEST(AiRecord, goes_from_running_to_success_and_its_reply_is_in_the_list) {
    Gate gate;
    Talking im{[&](const llm::Ask&, const llm::OnPiece&, const Stop& stop) {
        gate.pass(stop);
        return llm::Answer{.text = "你好！"};
    }};
    const auto sent = im.send("你好", "u");
    const auto running = json::find(im.records("u"), "records")->as_array().at(0);
    std::vector<std::string> keys;
    for (const auto& member : running.as_object()) keys.emplace_back(member.key());
    EXPECT_EQ(keys, (std::vector<std::string>{"id", "record_id", "session_id", "user_message_id",
                                              "ai_message_id", "status", "duration_ms",
                                              "error_message", "created_at"}));
    EXPECT_EQ(Talking::number(running, "status"), 0);
    for (const auto* key : {"ai_message_id", "duration_ms", "error_message"})
        EXPECT_TRUE(json::find(running, key)->is_null()) << key;
    EXPECT_EQ(Talking::text(running, "user_message_id"), Talking::text(sent, "message_id"));
    EXPECT_TRUE(std::regex_match(Talking::text(running, "record_id"),
                                 std::regex{"record_20261121120000_[0-9a-f]{8}"}));
    EXPECT_EQ(Talking::text(running, "created_at"), "2026-11-21T12:00:00");
    gate.open();
    const auto over = im.record("u");
    EXPECT_EQ(Talking::number(over, "status"), 1);
    EXPECT_GE(Talking::number(over, "duration_ms"), 0);
    EXPECT_TRUE(json::find(over, "error_message")->is_null());
    const auto reply = json::find(im.list("u"), "messages")->as_array().at(1);
    EXPECT_EQ(Talking::text(reply, "message_id"), Talking::text(over, "ai_message_id"));
    EXPECT_EQ(Talking::text(reply, "msg_type"), "AI_REPLY");
    EXPECT_EQ(Talking::text(reply, "from_user_id"), "ai_bot");
    EXPECT_EQ(Talking::text(reply, "msg_content"), "你好！");
}

TEST(AiRecord, of_a_model_that_fails_says_why) {
    const std::pair<ActedModel::Script, std::string> cases[] = {
        {fails(Errc::upstream, "HTTP 401"), "AI 服务调用失败: HTTP 401"},
        {says(""), "AI 服务调用失败: 模型没有给出回答"},
        {fails(Errc::timeout, "slow"), "AI 回复超时"}};
    for (const auto& [script, error] : cases) {
        Talking im{script};
        im.send("?", "u");
        const auto record = im.record("u");
        EXPECT_EQ(Talking::number(record, "status"), 2);
        EXPECT_EQ(Talking::text(record, "error_message"), error);
        EXPECT_TRUE(json::find(record, "ai_message_id")->is_null());
        EXPECT_EQ(Talking::number(im.list("u"), "total"), 1);
    }
}

TEST(AiRecord, is_made_after_a_restart) {
    const auto model = std::make_shared<ActedModel>(silent());
    TestApp app{{.model = model}};
    EXPECT_EQ(app.post("/api/message/send", Talking::body("?", "u")).status, 200);
    EXPECT_TRUE(model->wait_for_calls(1));
    model->script(echoes());
    app.restart();
    app.listen();
    EXPECT_TRUE(model->wait_for_calls(2));
    for (int look = 0; look < 3000; ++look) {
        const auto list = app.get("/api/message/list?session_id=u");
        if (Talking::number(list.json(), "total") == 2) return;
        Stop{}.wait_for(std::chrono::milliseconds{10});
    }
    FAIL() << app.get("/api/ai/records?session_id=u").body;
}

TEST(AiRecord, list_is_paged_like_messages) {
    Talking im{fails(Errc::invalid, "none")};
    for (int i = 0; i < 25; ++i) im.send("?", "u");
    const auto first = im.records("u", "&page_size=10"),
               last = im.records("u", "&page=3&page_size=10");
    EXPECT_EQ(Talking::number(first, "total"), 25);
    EXPECT_EQ(json::find(first, "records")->as_array().size(), 10u);
    EXPECT_EQ(json::find(last, "records")->as_array().size(), 5u);
    const auto newest = im.records("u", "&page_size=1&order=desc");
    EXPECT_EQ(json::find(newest, "records")->as_array().at(0),
              json::find(last, "records")->as_array().at(4));
    EXPECT_EQ(Talking::number(im.records("nobody"), "total"), 0);
}

TEST(AiRecord, is_answered_while_other_requests_are_quick) {
    Talking im{silent()};
    for (int i = 0; i < 20; ++i) im.send("?", "u" + std::to_string(i));
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(im.get("/health").status, 200);
    im.send("still here", "v");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{10});
}

}  // namespace
}  // namespace kith::test

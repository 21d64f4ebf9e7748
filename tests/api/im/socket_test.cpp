// I06 through real sockets: the contract's test list §7.6, and what docs/live.md adds.
#include <thread>

#include "tests/api/im/talking.h"

namespace kith::test {
namespace {

std::string code_of(const json::value& frame) {
    const auto* code = json::find(frame, "code");
    if (code == nullptr) return "none";
    return code->is_string() ? Talking::text(frame, "code") : json::serialize(*code);
}

TEST(UserSocket, says_welcome_once) {
    Talking im;
    auto talk = im.talk("user_123");
    ASSERT_EQ(talk.status(), 101);
    EXPECT_EQ(json::serialize(talk.next()),
              R"({"type":"welcome","message":"欢迎，user_123！","user_id":"user_123"})");
    EXPECT_TRUE(talk.say(R"({"type":"ping"})"));
    EXPECT_EQ(json::serialize(talk.next()), R"({"type":"pong","timestamp":null})");
}

TEST(UserSocket, of_a_name_that_is_none_is_refused_before_the_upgrade) {
    Talking im;
    for (const auto& path : {"/ws/" + repeated("a", 49), std::string{"/ws/%0A"},
                             "/ws/" + encoded(repeated("字", 49))}) {
        const Talk talk{im.port, path};
        EXPECT_EQ(talk.status(), 400) << path;
        EXPECT_EQ(Talking::text(json::parse(talk.body()), "message"), "请求参数错误");
    }
    for (const auto& name : {repeated("字", 48), std::string{"a b/c%?#"}}) {
        auto talk = im.talk(name);
        EXPECT_EQ(talk.status(), 101);
        EXPECT_EQ(Talking::text(talk.next(), "user_id"), name);
    }
    EXPECT_EQ(im.get("/ws/u").status, 426);
    EXPECT_EQ((Talk{im.port, "/ws/u", "Origin: https://evil.example\r\n"}).status(), 403);
    EXPECT_EQ((Talk{im.port, "/ws/u", "Origin: http://localhost:3000\r\n"}).status(), 101);
}

TEST(UserSocket, tells_message_sent_then_ai_reply_to_all_connections_of_the_user) {
    Talking im;
    auto one = im.welcomed("u"), two = im.welcomed("u"), other = im.welcomed("v");
    one.send_message("你好");
    for (auto* talk : {&one, &two}) {
        const auto sent = talk->next(), reply = talk->next();
        const auto id = Talking::text(sent, "message_id");
        EXPECT_EQ(json::serialize(sent),
                  R"({"type":"message_sent","message_id":")" + id + R"(","content":"你好"})");
        EXPECT_EQ(json::serialize(reply),
                  R"({"type":"ai_reply","message_id":")" + Talking::text(reply, "message_id") +
                      R"(","content":"echo: 你好","user_message_id":")" + id + R"("})");
    }
    other.say(R"({"type":"ping","timestamp":1})");
    EXPECT_EQ(Talking::text(other.next(), "type"), "pong");
    const auto listed = im.list("u");
    const auto& messages = json::find(listed, "messages")->as_array();
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(Talking::text(messages[0], "from_user_id"), "u");
    EXPECT_EQ(Talking::text(messages[0], "session_id"), "u");
}

TEST(UserSocket, hears_only_the_reply_to_a_message_that_was_sent_by_http) {
    Talking im;
    auto talk = im.welcomed("u");
    const auto sent = im.send("?", "u");
    const auto reply = talk.next();
    EXPECT_EQ(Talking::text(reply, "type"), "ai_reply");
    EXPECT_EQ(Talking::text(reply, "user_message_id"), Talking::text(sent, "message_id"));
}

TEST(UserSocket, gives_a_ping_its_value_back) {
    Talking im;
    auto talk = im.welcomed("u");
    for (const auto* value : {"1", "\"x\"", "null", "[1,{\"a\":true}]", "1732.5"}) {
        talk.say(std::string{R"({"type":"ping","timestamp":)"} + value + "}");
        EXPECT_EQ(json::serialize(talk.next()),
                  json::serialize(
                      json::parse(std::string{R"({"type":"pong","timestamp":)"} + value + "}")));
    }
}

TEST(UserSocket, stays_open_after_every_error_of_the_table) {
    Talking im;
    auto talk = im.welcomed("u");
    const std::string long_type = repeated("型", 60);
    const std::tuple<std::string, std::string, std::string> cases[] = {
        {"no json", "INVALID_FORMAT", "消息格式错误，必须是有效的 JSON"},
        {"", "INVALID_FORMAT", "消息格式错误，必须是有效的 JSON"},
        {"[1]", "INVALID_FORMAT", "消息格式错误，必须是有效的 JSON"},
        {"\"text\"", "INVALID_FORMAT", "消息格式错误，必须是有效的 JSON"},
        {repeated("[", 3000), "INVALID_FORMAT", "消息格式错误，必须是有效的 JSON"},
        {R"({"type":"hello"})", "UNKNOWN_MESSAGE_TYPE", "未知的消息类型: hello"},
        {R"({"type":7})", "UNKNOWN_MESSAGE_TYPE", "未知的消息类型: 7"},
        {R"({})", "UNKNOWN_MESSAGE_TYPE", "未知的消息类型: null"},
        {R"({"type":")" + long_type + R"("})", "UNKNOWN_MESSAGE_TYPE",
         "未知的消息类型: " + repeated("型", 48)},
        {R"({"type":"send_message"})", "1001", "消息内容不能为空"},
        {R"({"type":"send_message","content":null})", "1001", "消息内容不能为空"},
        {R"({"type":"send_message","content":" 　\n"})", "1001", "消息内容不能为空"},
        {R"({"type":"send_message","content":")" + repeated("字", 5001) + R"("})", "1002",
         "消息内容过长"},
        {R"({"type":"send_message","content":5})", "400", "请求参数错误"}};
    for (const auto& [frame, code, message] : cases) {
        talk.say(frame);
        const auto error = talk.next();
        EXPECT_EQ(Talking::text(error, "type"), "error") << frame.substr(0, 80);
        EXPECT_EQ(code_of(error), code) << frame.substr(0, 80);
        EXPECT_EQ(Talking::text(error, "message"), message);
    }
    talk.send_message(repeated("𠀀", 5000));
    EXPECT_EQ(Talking::text(talk.next(), "type"), "message_sent");
    EXPECT_EQ(Talking::number(im.list("u"), "total") >= 1, true);
}

TEST(UserSocket, hears_of_a_reply_that_failed_or_timed_out) {
    const std::tuple<ActedModel::Script, std::string, std::string> cases[] = {
        {fails(Errc::upstream, "HTTP 500"), "2001", "AI 服务调用失败"},
        {fails(Errc::timeout, "slow"), "2002", "AI 回复超时"}};
    for (const auto& [script, code, message] : cases) {
        Talking im{script};
        auto talk = im.welcomed("u");
        talk.send_message("?");
        const auto sent = talk.next(), error = talk.next();
        EXPECT_EQ(Talking::text(sent, "type"), "message_sent");
        EXPECT_EQ(Talking::text(error, "type"), "error");
        EXPECT_EQ(code_of(error), code);
        EXPECT_EQ(Talking::text(error, "message"), message);
        EXPECT_EQ(Talking::text(error, "user_message_id"), Talking::text(sent, "message_id"));
    }
}

TEST(UserSocket, takes_fragments_with_a_ping_between_them) {
    Talking im;
    auto talk = im.welcomed("u");
    const std::string text = R"({"type":"send_message","content":"分成几段🙂"})";
    talk.frame(Talk::kText, text.substr(0, 35), Talk::Part::unfinished);
    talk.frame(Talk::kPing, "between");
    talk.frame(Talk::kMore, text.substr(35, 9), Talk::Part::unfinished);
    talk.frame(Talk::kMore, text.substr(44));
    const auto pong = talk.next_frame();
    ASSERT_TRUE(pong);
    EXPECT_EQ(pong->opcode, Talk::kPong);
    EXPECT_EQ(pong->payload, "between");
    EXPECT_EQ(Talking::text(talk.next(), "content"), "分成几段🙂");
}

TEST(UserSocket, closes_with_the_code_of_what_was_wrong) {
    Talking im;
    const auto code_after = [&](auto&& act) {
        auto talk = im.welcomed("u");
        act(talk);
        return talk.until_closed();
    };
    EXPECT_EQ(code_after([](Talk& t) { t.frame(Talk::kBinary, "bytes"); }), 1003);
    EXPECT_EQ(code_after([](Talk& t) { t.say("\"\xC3\x28\""); }), 1007);
    EXPECT_EQ(code_after([](Talk& t) { t.say(repeated("x", 64 * 1024 + 1)); }), 1009);
    EXPECT_EQ(code_after([](Talk& t) {
                  t.frame(Talk::kText, repeated("x", 40'000), Talk::Part::unfinished);
                  t.frame(Talk::kMore, repeated("x", 40'000));
              }),
              1009);
    EXPECT_EQ(code_after([](Talk& t) { t.raw("\x81\x02hi"); }), 1002);  // not masked
    EXPECT_EQ(code_after([](Talk& t) { t.frame(3, "reserved"); }), 1002);
    EXPECT_EQ(code_after([](Talk& t) { t.frame(Talk::kClose, "\x03\xE8"); }), 1000);
    auto whole = im.welcomed("u");
    whole.say(R"({"type":"send_message","content":")" + repeated("x", 60'000) + R"("})");
    EXPECT_EQ(code_of(whole.next()), "1002");  // below 64 KiB it is only too long
}

TEST(UserSocket, closes_a_hundred_floods_at_once_and_serves_the_others) {
    Talking im;
    auto calm = im.welcomed("calm");
    std::vector<Talk> floods;
    for (int i = 0; i < 100; ++i) floods.push_back(im.welcomed("flood" + std::to_string(i)));
    std::atomic<bool> over{false};
    std::thread flooding{[&] {
        while (!over) {
            for (auto& flood : floods) flood.say(R"({"type":"ping"})");
            Stop{}.wait_for(std::chrono::milliseconds{20});
        }
    }};
    calm.send_message("meanwhile");
    EXPECT_EQ(Talking::text(calm.next(), "type"), "message_sent");
    for (auto& flood : floods) {
        while (flood.close_code() == 0 && flood.next_frame(std::chrono::seconds{60})) {
        }
        EXPECT_EQ(flood.close_code(), 1008);
    }
    over = true;
    flooding.join();
    EXPECT_EQ(Talking::text(calm.next_of("ai_reply"), "content"), "echo: meanwhile");
    calm.send_message("still here");
    EXPECT_EQ(Talking::text(calm.next(), "type"), "message_sent");
}

TEST(UserSocket, hears_1001_when_the_server_goes) {
    Talking im;
    auto talk = im.welcomed("u");
    std::thread stopping{[&] { im.app.app().stop(); }};
    EXPECT_EQ(talk.until_closed(), 1001);
    talk.cut();
    stopping.join();
}

TEST(UserSocket, with_a_client_id_stores_once_and_gives_it_back) {
    Talking im;
    auto one = im.welcomed("u"), two = im.welcomed("u");
    const std::string key = R"(,"client_id":"k'1\"")";
    one.send_message("x", key);
    const auto sent = one.next_of("message_sent");
    EXPECT_EQ(Talking::text(sent, "client_id"), "k'1\"");
    EXPECT_EQ(json::find(two.next(), "client_id"), nullptr);
    one.next_of("ai_reply");
    two.next_of("ai_reply");
    one.send_message("x", key);
    EXPECT_EQ(json::serialize(one.next()), json::serialize(sent));
    one.send_message("y", key);
    const auto reused = one.next();
    EXPECT_EQ(code_of(reused), "CLIENT_ID_REUSED");
    EXPECT_EQ(Talking::text(reused, "client_id"), "k'1\"");
    one.send_message("", key);
    EXPECT_EQ(Talking::text(one.next(), "client_id"), "k'1\"");
    two.say(R"({"type":"ping"})");
    EXPECT_EQ(Talking::text(two.next(), "type"), "pong");  // it heard nothing of the repetition
    EXPECT_EQ(Talking::number(im.list("u"), "total"), 2);
    for (const auto& bad : {R"(,"client_id":7)", R"(,"client_id":{})"}) {
        one.send_message("x", bad);
        EXPECT_EQ(code_of(one.next()), "400");
    }
}

TEST(UserSocket, replays_what_was_missed_in_order_and_goes_on) {
    Talking im;
    const auto first = Talking::text(im.send("0", "u"), "message_id");
    im.record("u");
    for (int i = 1; i <= 3; ++i) im.send(std::to_string(i), "u");
    while (Talking::number(im.list("u"), "total") < 8)
        Stop{}.wait_for(std::chrono::milliseconds{5});
    auto talk = im.welcomed("u", "?after=" + first);
    const auto listed = im.list("u");
    const auto& messages = json::find(listed, "messages")->as_array();
    std::string last;
    for (std::size_t i = 1; i < messages.size(); ++i) {
        const auto frame = talk.next();
        last = Talking::text(messages[i], "message_id");
        EXPECT_EQ(Talking::text(frame, "message_id"), last);
        EXPECT_EQ(Talking::text(frame, "content"), Talking::text(messages[i], "msg_content"));
        const bool reply = Talking::text(messages[i], "msg_type") == "AI_REPLY";
        EXPECT_EQ(Talking::text(frame, "type"), reply ? "ai_reply" : "message_sent");
        if (reply) {
            EXPECT_FALSE(Talking::text(frame, "user_message_id").empty());
        }
    }
    EXPECT_EQ(json::serialize(talk.next()),
              R"({"type":"resumed","message_id":")" + last + R"(","complete":true})");
    talk.send_message("and on");
    EXPECT_EQ(Talking::text(talk.next(), "content"), "and on");
}

TEST(UserSocket, replays_failures_and_knows_only_messages_of_its_own) {
    Talking im{fails(Errc::upstream, "HTTP 500")};
    const auto first = Talking::text(im.send("0", "u"), "message_id");
    const auto foreign = Talking::text(im.send("0", "v"), "message_id");
    im.record("u");
    auto talk = im.welcomed("u", "?after=" + first);
    const auto error = talk.next();
    EXPECT_EQ(code_of(error), "2001");
    EXPECT_EQ(Talking::text(error, "user_message_id"), first);
    EXPECT_EQ(Talking::text(talk.next(), "type"), "resumed");
    for (const auto& id : {foreign, std::string{"msg_nope"}, std::string{}}) {
        talk.say(R"({"type":"resume","after":")" + id + R"("})");
        EXPECT_EQ(code_of(talk.next()), "UNKNOWN_MESSAGE_ID");
    }
    talk.send_message("goes on");
    EXPECT_EQ(Talking::text(talk.next(), "type"), "message_sent");
}

TEST(UserSocket, replays_long_absences_whole) {
    Talking im{fails(Errc::invalid, "none")};
    const auto first = Talking::text(im.send("0", "u"), "message_id");
    for (int i = 1; i <= 150; ++i) im.send(std::to_string(i), "u");
    auto talk = im.welcomed("u", "?after=" + first);
    std::vector<std::string> contents;
    int portions = 0;
    for (;;) {
        const auto frame = talk.next();
        ASSERT_FALSE(frame.is_null());
        if (Talking::text(frame, "type") == "message_sent")
            contents.push_back(Talking::text(frame, "content"));
        if (Talking::text(frame, "type") != "resumed") continue;
        ++portions;
        if (json::find(frame, "complete")->as_bool()) break;
        talk.say(R"({"type":"resume","after":")" + Talking::text(frame, "message_id") + R"("})");
    }
    EXPECT_EQ(portions, 1);
    ASSERT_EQ(contents.size(), 150u);
    for (int i = 0; i < 150; ++i)
        EXPECT_EQ(contents[static_cast<std::size_t>(i)], std::to_string(i + 1));
}

TEST(UserSocket, hears_replies_in_pieces_only_when_it_asks) {
    Talking im{[](const llm::Ask&, const llm::OnPiece& on_piece, const Stop&) {
        for (const auto* piece : {"你好", "，", "world"}) on_piece({piece, {}});
        return llm::Answer{.text = "你好，world"};
    }};
    auto plain = im.welcomed("u"), streamed = im.welcomed("u", "?stream=1");
    plain.send_message("?");
    EXPECT_EQ(Talking::text(plain.next(), "type"), "message_sent");
    EXPECT_EQ(Talking::text(plain.next(), "type"), "ai_reply");
    const auto id = Talking::text(streamed.next_of("message_sent"), "message_id");
    std::string whole;
    for (const int offset : {0, 2, 3}) {
        const auto piece = streamed.next();
        EXPECT_EQ(Talking::text(piece, "type"), "ai_delta");
        EXPECT_EQ(Talking::text(piece, "user_message_id"), id);
        EXPECT_EQ(Talking::number(piece, "offset"), offset);
        whole += Talking::text(piece, "content");
    }
    EXPECT_EQ(whole, "你好，world");
    EXPECT_EQ(Talking::text(streamed.next(), "content"), whole);
}

TEST(UserSocket, with_a_ticket_is_let_in_once) {
    Talking im;
    const auto ticket = Talking::text(
        json::parse(im.post("/api/im/ticket", R"({"user_id":"小林"})").body), "ticket");
    EXPECT_EQ(im.talk("other", "?ticket=x").status(), 401);
    EXPECT_EQ(im.talk("小林", "?ticket=" + ticket).status(), 101);
    const auto again = im.talk("小林", "?ticket=" + ticket);
    EXPECT_EQ(again.status(), 401);
    EXPECT_EQ(Talking::number(json::parse(again.body()), "code"), 401);
    EXPECT_EQ(im.post("/api/im/ticket", "{}").status, 400);
}

TEST(UserSocket, that_goes_without_a_word_harms_nobody) {
    Gate gate;
    Talking im{[&](const llm::Ask&, const llm::OnPiece&, const Stop& stop) {
        gate.pass(stop);
        return llm::Answer{.text = "late"};
    }};
    auto stays = im.welcomed("u");
    {
        auto goes = im.welcomed("u");
        goes.send_message("?");
        EXPECT_EQ(Talking::text(goes.next(), "type"), "message_sent");
        goes.raw("\x81\xFE");  // half a frame
    }
    EXPECT_EQ(Talking::text(stays.next(), "type"), "message_sent");
    gate.open();
    EXPECT_EQ(Talking::text(stays.next(), "content"), "late");
    EXPECT_EQ(Talking::number(im.list("u"), "total"), 2);
}

}  // namespace
}  // namespace kith::test

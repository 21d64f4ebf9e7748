// V07: what is added, where it goes, what is refused.
#include <thread>

#include "tests/api/sessions/served.h"

namespace kith::test {
namespace {

class SessionChats : public ServedSessions {
  protected:
    using ServedSessions::ServedSessions;
    void expect_refused(const std::string& request, const std::string& field, int status) {
        const auto reply = post("/add_chat", request);
        EXPECT_EQ(reply.status, status) << reply.body;
        EXPECT_EQ(reply.body,
                  R"({"request_id":"r","ok":1,"failed":"bad request: )" + field + "\"}");
    }
};

TEST_F(SessionChats, without_a_session_messages_stay_in_the_current_one) {
    const auto first = chat("u", "user", "one").text("session_id");
    clock_.advance(std::chrono::minutes{10});
    EXPECT_EQ(chat("u", "ai", "two").text("session_id"), first);
    clock_.advance(std::chrono::minutes{30});  // just not too long
    EXPECT_EQ(chat("u", "user", "three").text("session_id"), first);
    EXPECT_EQ(names("u").size(), 1u);
    EXPECT_EQ(chats("u", first), (Strings{"user:one", "ai:two", "user:three"}));
    clock_.advance(std::chrono::minutes{31});
    const auto second = chat("u", "user", "four").text("session_id");
    EXPECT_NE(second, first);
    EXPECT_EQ(second.size(), 36u);
    clock_.advance(std::chrono::hours{100});
    EXPECT_EQ(chat("u", "ai", "five").text("session_id"), second);
    EXPECT_EQ(chats("u", second), (Strings{"user:four", "ai:five"}));
    EXPECT_EQ(names("u"), (Strings{second + "=four", first + "=one"}));
}

TEST_F(SessionChats, an_answer_needs_a_session) {
    const auto reply = chat("u", "ai", "hello");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"request_id":"r","ok":2,"failed":"session not found"})");
    EXPECT_EQ(post("/query_user_info", body({{"user_id", "u"}})).ok(), 2);  // nothing was made
}

TEST_F(SessionChats, a_session_that_is_named_is_made_and_goes_on) {
    EXPECT_EQ(chat("u", "ai", "hello", "会话 1").body,
              R"({"request_id":"r","ok":0,"failed":"","session_id":"会话 1"})");
    clock_.advance(std::chrono::hours{5});
    chat("u", "user", "again", "会话 1");
    EXPECT_EQ(names("u"), (Strings{"会话 1=新会话"}));
    EXPECT_EQ(chats("u", "会话 1"), (Strings{"ai:hello", "user:again"}));
    EXPECT_EQ(post("/query_user_info", body({{"user_id", "u"}})).body,
              R"({"request_id":"r","user_id":"u","user_name":"","phone":"","email":"",)"
              R"("ok":0,"failed":""})");
}

TEST_F(SessionChats, deleting_the_current_session_means_there_is_none) {
    const auto first = chat("u", "user", "one").text("session_id");
    post("/delete_specific_session", body({{"user_id", "u"}, {"session_id", first}}));
    EXPECT_EQ(chat("u", "ai", "x").ok(), 2);
    EXPECT_NE(chat("u", "user", "two").text("session_id"), first);
}

TEST_F(SessionChats, a_title_is_given_or_made_of_the_first_message) {
    const auto add = [&](const std::string& session, const std::string& msg,
                         const std::string& title) {
        return post("/add_chat", body({{"user_id", "u"},
                                       {"role", "user"},
                                       {"msg", msg},
                                       {"session_id", session},
                                       {"session_title", title}}))
            .ok();
    };
    EXPECT_EQ(add("1", "message", "given 题"), 0);
    EXPECT_EQ(add("1", "message", "too late"), 0);
    std::string faces, expected;
    for (int i = 0; i < 31; ++i) faces += "🙂";
    for (int i = 0; i < 30; ++i) expected += "🙂";
    EXPECT_EQ(add("2", faces, ""), 0);
    EXPECT_EQ(add("3", " \n a \t\n b\u3000c ", "  "), 0);
    EXPECT_EQ(names("u"), (Strings{"3=a b c", "2=" + expected, "1=given 题"}));
}

TEST_F(SessionChats, a_question_and_its_answer_have_one_turn) {
    for (const auto* role : {"user", "ai", "user", "ai"}) chat("u", role, "x", "s");
    const auto session = sessions_->find({"v0", "u"}, "s");
    const auto all = sessions_->page(session->id, core::PageOrder::oldest_first, 0, 10).messages;
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].turn, all[1].turn);
    EXPECT_EQ(all[2].turn, all[3].turn);
    EXPECT_NE(all[0].turn, all[2].turn);
}

TEST_F(SessionChats, each_field_has_its_limits) {
    std::string longest;
    for (int i = 0; i < 20'000; ++i) longest += "🙂";
    EXPECT_EQ(chat("u", "user", longest, "s").ok(), 0);
    EXPECT_EQ(chats("u", "s"), (Strings{"user:" + longest}));
    const auto with = [](const std::string& members) {
        return R"({"request_id":"r","user_id":"u",)" + members + "}";
    };
    expect_refused(with(R"("role":"user","msg":)" + json::write(longest + "x")), "msg", 200);
    expect_refused(with(R"("role":"user","msg":" \n\u3000\t")"), "msg", 200);
    expect_refused(with(R"("role":"user","msg":"")"), "msg", 200);
    expect_refused(with(R"("role":"user")"), "msg", 400);
    expect_refused(with(R"("role":"user","msg":null)"), "msg", 400);
    expect_refused(with(R"("role":"user","msg":7)"), "msg", 400);
    for (const auto* role : {"bot", "User", "assistant", "user "})
        expect_refused(with(R"("msg":"x","role":)" + json::write(std::string{role})), "role", 200);
    expect_refused(with(R"("msg":"x","role":{})"), "role", 400);
    expect_refused(
        with(R"("role":"user","msg":"x","session_id":)" + json::write(std::string(65, 's'))),
        "session_id", 200);
    expect_refused(with(R"("role":"user","msg":"x","session_id":[])"), "session_id", 400);
    expect_refused(
        with(R"("role":"user","msg":"x","session_title":)" + json::write(std::string(256, 's'))),
        "session_title", 200);
    EXPECT_EQ(names("u").size(), 1u);
    EXPECT_EQ(store_->snapshot()->messages, 1u);
}

TEST_F(SessionChats, hostile_texts_come_back_byte_for_byte) {
    Strings expected;
    for (const auto& text :
         Strings{"' or 1=1 --", "%s %00 \\", "<script>alert(1)</script>", "阿梅🏔️", "\u202Eabc",
                 std::string{"a\0b", 3}, "\x01\x1f", std::string(20'000, '"')}) {
        ASSERT_EQ(chat("u", "user", text, "s").ok(), 0) << text;
        expected.push_back("user:" + text);
    }
    EXPECT_EQ(chats("u", "s"), expected);
    EXPECT_EQ(post("/add_chat", "{\"user_id\":\"u\",\"role\":\"user\",\"msg\":\"\xff\"}").status,
              400);
}

TEST_F(SessionChats, fifty_first_messages_at_once_make_one_session) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 50; ++i)
        threads.emplace_back([&, i] {
            net::CurlClient client;
            const auto reply =
                send("POST", "/add_chat",
                     body({{"user_id", "u"}, {"role", "user"}, {"msg", "m" + std::to_string(i)}}),
                     client);
            EXPECT_EQ(reply.ok(), 0) << reply.body;
        });
    for (auto& thread : threads) thread.join();
    const auto all = names("u");
    ASSERT_EQ(all.size(), 1u);
    auto messages = chats("u", all[0].substr(0, all[0].find('=')));
    EXPECT_EQ(messages.size(), 50u);
    std::ranges::sort(messages);
    EXPECT_EQ(std::unique(messages.begin(), messages.end()), messages.end());
}

class EachMessageAlone : public SessionChats {
  protected:
    EachMessageAlone() : SessionChats{std::chrono::minutes{0}} {}
};

TEST_F(EachMessageAlone, an_idle_time_of_none_begins_a_session_each_time) {
    const auto first = chat("u", "user", "1").text("session_id");
    const auto second = chat("u", "user", "2").text("session_id");
    EXPECT_NE(second, first);
    EXPECT_EQ(chat("u", "ai", "3").text("session_id"), second);
}

class OneForEver : public SessionChats {
  protected:
    OneForEver() : SessionChats{std::chrono::minutes{-1}} {}
};

TEST_F(OneForEver, a_negative_idle_time_never_begins_another_session) {
    const auto first = chat("u", "user", "1").text("session_id");
    clock_.advance(std::chrono::hours{24 * 365});
    EXPECT_EQ(chat("u", "user", "2").text("session_id"), first);
}

}  // namespace
}  // namespace kith::test
